"""One person at a time (逐个办理): add somebody, take somebody off, see a full identity number."""

from __future__ import annotations

from collections.abc import Mapping

from huanjie.domain.permission import Action
from huanjie.domain.registration import too_young
from huanjie.domain.rollcheck import check_row
from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollfit import required_of
from huanjie.domain.rollrow import RollPerson, RollRow
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import (
    entry_of,
    gone_from,
    index_of,
    left_says,
    next_number,
    on_roll_says,
)
from huanjie.office.roll.models import RollEntry, Upload
from huanjie.office.roll.reading import age_limits_of, problem_of


@command(Action.LOAD_ROLL)
def add_person(
    *, acting_user: ActingUser, election: Election, cells: Mapping[Column, str]
) -> Done[int]:
    """Add one person behind the others (添加一人), by the check of a row; the answer is the number
    on the roll. What is wrong is BadInput at its column.
    """
    election.advance(Action.LOAD_ROLL)
    person = checked_person(election, cells)
    check_age(election, person)
    check_not_on_roll(election, person.id_number)
    _check_not_left(election, person.id_number)
    number = next_number(election)
    entry_of(election, number, person).save()
    return Done(answer=number, says={"added": number})


def check_age(election: Election, person: RollPerson) -> None:
    """Refuse, at `id_number`, who is not of age on the polling day (不到年龄), with the article; a
    fact that stands in for the age is stated where the law's other facts are (名册变动).
    """
    limits = age_limits_of(election)
    limit = too_young(limits, person.birth_date) if person.birth_date else None
    if limit:
        later = "名单公布以后，由选举主持人在“名册变动”写明，列入名册"
        remedy = later if limit.unless else "不到年龄的不列入名册；核对号码"
        raise BadInput(limit.says, at="id_number", remedy=remedy)


def check_not_on_roll(
    election: Election, id_number: str | None, *, besides: RollEntry | None = None
) -> None:
    """Refuse, at `id_number`, whose number is on the roll already (名册上已有这个号码); `besides`
    is the entry that is rewritten.
    """
    there = election.roll.filter(id_index=index_of(id_number or ""))
    other = (there.exclude(pk=besides.pk) if besides else there).first()
    if other:
        remedy = "核对号码；一个人登记了两次的，移出一条" if besides else "核对是不是同一个人"
        raise BadInput(on_roll_says(other.number), at="id_number", remedy=remedy)


def _check_not_left(election: Election, id_number: str | None) -> None:
    """Refuse, at `id_number`, whom a letter took elsewhere: who comes back comes by letter."""
    number = gone_from(election).get(index_of(id_number or ""))
    if number is not None:
        raise BadInput(
            left_says(number),
            at="id_number",
            remedy="要回来的，凭介绍信在“名册变动”办理组织关系转入",
        )


def checked_person(
    election: Election, cells: Mapping[Column, str], *, standing: str = ""
) -> RollPerson:
    """One person by the check of a row (核对一人); what is wrong is BadInput at its column. Where
    the `standing` is known already, it is not asked for again.
    """
    members = election.member_roll
    said = members.name_of(standing) if members else ""
    words = {"standing": said} if said else {}
    row = RollRow(cells={**words, **cells})  # type: ignore[dict-item]
    required, on = required_of(members), election.polling_day
    found = check_row(row, required=required, on=on, members=members)
    if found.person is None:
        first = found.bad[0]
        raise BadInput(first.says, at=first.column or "")
    if told := problem_of(election, found.person):
        column, problem = told
        raise BadInput(problem.says, at=column)
    return found.person


@command(Action.LOAD_ROLL)
def remove_person(*, acting_user: ActingUser, election: Election, number: int) -> Done[int]:
    """Take somebody off the roll before it is published (移出名册); the answer is the number. The
    others keep theirs; the last one's is given to whoever is added next.
    """
    election.advance(Action.LOAD_ROLL)
    entry = _find(election, number)
    if entry.changes.exists():
        raise BadInput(
            f"编号 {number} 是凭介绍信转入的，不能直接移出",
            remedy="到“名册变动”办理组织关系转出",
        )
    # Whoever gives way takes its word back: loaded anew, the person is open anew.
    election.claims.filter(id_index=entry.index).delete()
    entry.delete()
    return Done(answer=number, says={"removed": number})


@command(Action.SHOW_NUMBER)
def show_number(*, acting_user: ActingUser, election: Election, number: int) -> Done[int]:
    """Note that somebody looks at a full identity number and phone (查看证件号码); the answer
    is the number on the roll, for deeds and log hold no identity number.
    """
    _check_not_sealed(election)
    _find(election, number)
    return Done(answer=number, says={"entry": number}, moves=False)


@command(Action.SHOW_NUMBER)
def take_rejected_rows(*, acting_user: ActingUser, election: Election, upload: int) -> Done[int]:
    """Note that somebody takes the rejected rows (取回退回的行), whose numbers are not masked; the
    answer is the upload's number.
    """
    _check_not_sealed(election)
    found: Upload | None = election.uploads.filter(pk=upload).first()
    if found is None or found.content is None:
        raise BadInput("这份文件的内容已经不在了", remedy="回到名册页重新上传")
    return Done(answer=upload, says={"upload": upload, "rejected": found.bad}, moves=False)


def _check_not_sealed(election: Election) -> None:
    if election.is_sealed:
        raise BadInput("这次选举的卷宗已经封存，不能再查看证件号码")


def _find(election: Election, number: int) -> RollEntry:
    found = election.roll.filter(number=number).first()
    if found is None:
        raise BadInput(f"名册上没有编号 {number}", remedy="回到名册页看现在的名单")
    return found
