"""Loading the roll (导入名册): keep what was checked, take it back, put it on the roll.

    loaded + rejected == rows

holds of every file: nobody leaves it without being on the roll or on the list of those sent back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from django.db.models import Q, QuerySet

from huanjie.bulk.rollpeople import People, person_of
from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.roll.checked import Checked, GoodLine, Problem, as_text, from_text
from huanjie.office.roll.entries import (
    gone_from,
    index_of,
    indexes_on,
    left_says,
    next_number,
    on_roll_says,
)
from huanjie.office.roll.grouppairs import group_pairs, said_to_be_one
from huanjie.office.roll.kinds import LEFT, ON_ROLL
from huanjie.office.roll.models import Upload
from huanjie.office.roll.reading import sent_back
from huanjie.office.roll.writing import Ready, put_on_roll, ready

Way = Literal["replace", "add"]
"""整份替换, or 追加新人"""

WAYS: Final[tuple[Way, ...]] = get_args(Way)
FILE_NAME_LENGTH: Final = 200


@command(Action.UPLOAD_ROLL)
def keep_upload(*, acting_user: ActingUser, election: Election, checked: Checked) -> Done[int]:
    """Keep a checked file (上传); the answer is its number. Refused while people of an older one
    wait to be loaded; an older one that has none is void from now on, and its content gone.
    """
    after(Stage(election.stage), Action.UPLOAD_ROLL)
    make_room(election)
    upload = Upload.objects.create(
        election=election,
        region=election.region,
        file_name=checked.file[:FILE_NAME_LENGTH],
        sha256=checked.sha256,
        uploaded_by=acting_user.user,
        uploaded_at=clock.now(),
        rows=checked.rows,
        good=len(checked.good),
        bad=len(checked.rejected),
        content=as_text(checked),
    )
    says = {"upload": upload.pk, "file_sha256": checked.sha256, **_figures(checked)}
    return Done(answer=upload.pk, says=says, moves=False)


@command(Action.UPLOAD_ROLL)
def withdraw_upload(*, acting_user: ActingUser, election: Election, upload: int) -> Done[int]:
    """Take an upload back before it is loaded (撤回上传); the answer is its number."""
    after(Stage(election.stage), Action.UPLOAD_ROLL)
    waiting = _waiting(election, upload)
    waiting.content = None
    waiting.save(update_fields=("content",))
    return Done(answer=upload, says={"withdrawn_upload": upload}, moves=False)


@command(Action.LOAD_ROLL)
def load_roll(
    *, acting_user: ActingUser, election: Election, upload: int, way: Way
) -> Done[dict[str, int]]:
    """Put an upload on the roll (导入名册): in place of what is there, or behind it, without those
    who are there already. The answer: how many `rows`, `loaded` and `rejected`.
    """
    election.advance(Action.LOAD_ROLL)
    waiting, checked = upload_to_load(election, upload)
    if way == "add":
        checked = without_those_on_roll(election, checked)
    if not checked.good:
        raise BadInput("这份文件里没有可以导入的人", remedy="改好退回的行，再上传一次")
    one_group = said_to_be_one(group_pairs(election, checked, beside_roll=way == "add"))
    lines = replace(checked, one_group=one_group).with_one_spelling()
    put_in_place(election, ready(_people(lines)), way)
    _keep_what_was_rejected(waiting, checked)
    says = {"upload": upload, "way": way, "file_sha256": waiting.sha256}
    figures = _figures(checked)
    answer = {"rows": figures["rows"], "loaded": figures["good"], "rejected": figures["bad"]}
    return Done(answer=answer, says=says | answer)


def without_those_on_roll(election: Election, checked: Checked) -> Checked:
    """The same, with whoever is on the roll already, or left it by letter, among the rejected."""
    known = not_to_be_added(election)
    lines = [(line, known.get(index_of(line.person.id_number or ""))) for line in checked.good]
    again = tuple(
        sent_back(
            line,
            checked.columns,
            (Problem(column=None, kind=held.kind, says=held.says),),
            members=election.member_roll,
        )
        for line, held in lines
        if held
    )
    new = tuple(line for line, held in lines if held is None)
    return replace(checked, good=new, rejected=(*checked.rejected, *again))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Why somebody is not put behind the others on a roll (不追加的人)."""

    number: int
    """theirs on the roll, now or before"""
    kind: str
    says: str


def not_to_be_added(election: Election) -> dict[bytes, Held]:
    """Whoever is on a roll already (已在名册上), and whoever left it by letter (已转出), by their
    blind index.
    """
    left = gone_from(election).items()
    there = indexes_on(election).items()
    return {
        **{index: Held(number=n, kind=LEFT, says=left_says(n)) for index, n in left},
        **{index: Held(number=n, kind=ON_ROLL, says=on_roll_says(n)) for index, n in there},
    }


def make_room(election: Election) -> None:
    """Empty whatever was uploaded and has nobody to load: a newer file takes its place. BadInput
    while people of an older one wait to be loaded, for they would be lost.
    """
    if held := with_people_waiting(election).first():
        raise BadInput(
            f"上次上传的“{held.file_name}”里有 {held.good:,} 人还没有导入",
            remedy="先导入这些人，再上传，选“追加新人”；不要那份文件的，先撤回它",
        )
    election.uploads.filter(loaded_at=None).update(content=None)


def not_loaded(election: Election) -> QuerySet[Upload]:
    """The upload of whose people nobody was loaded (没有导入的上传): they wait to be, or it is not
    said yet what its columns are. Without its rows; none or one.
    """
    kept = election.uploads.filter(loaded_at=None, content__isnull=False).defer("content")
    return kept.filter(Q(good__gt=0) | Q(needs_columns=True))


def waiting_of(election: Election) -> QuerySet[Upload]:
    """The upload that can still be loaded (还没有导入的上传); none or one."""
    return election.uploads.filter(loaded_at=None, content__isnull=False, needs_columns=False)


def with_people_waiting(election: Election) -> QuerySet[Upload]:
    """The upload whose people wait to be loaded (等着导入的上传), without its rows; none or one."""
    return waiting_of(election).filter(good__gt=0).defer("content")


def _waiting(election: Election, upload: int) -> Upload:
    """An upload of this election that can still be loaded."""
    found = election.uploads.filter(pk=upload).first()
    if found is None:
        raise BadInput("这次选举没有这份上传的文件", remedy="回到名册页重新上传")
    if found.loaded_at:
        raise BadInput("这份文件已经导入过了", remedy="要再导入就重新上传")
    if found.content is None:
        raise BadInput("这份文件已经撤回，或者后来又上传了别的", remedy="看最近上传的那一份")
    return found


def upload_to_load(election: Election, upload: int) -> tuple[Upload, Checked]:
    """An upload of this election that can still be loaded, with what was found in it."""
    waiting = _waiting(election, upload)
    if waiting.needs_columns:
        raise BadInput("还不知道这份文件的各列是什么", remedy="先对应各列")
    return waiting, from_text(waiting.content or "")


def put_in_place(election: Election, people: Ready, way: Way) -> tuple[int, int]:
    """Put people on a roll in place of whoever is there, or behind them: how many, and behind which
    number.
    """
    if way == "replace":
        _check_not_transferred(election)
        election.roll.all().delete()
    first = next_number(election)
    return put_on_roll(election, people, first=first), first - 1


def _check_not_transferred(election: Election) -> None:
    """Refuse to replace a roll to which somebody was transferred by letter (组织关系转接): how it
    came to its number would be lost.
    """
    if lines := election.roll_changes.count():
        raise BadInput(
            f"名册上有 {lines} 次凭介绍信的变动，不能整份替换",
            remedy="只追加新人，其余逐个添加、移出",
        )


def _people(lines: Iterable[GoodLine]) -> People:
    return People.of(
        person_of(place, line.sheet, line.row, line.person) for place, line in enumerate(lines)
    )


def _keep_what_was_rejected(upload: Upload, checked: Checked) -> None:
    """The good rows are on the roll now; of the file only what went back is kept."""
    upload.loaded_at = clock.now()
    upload.good, upload.bad = len(checked.good), len(checked.rejected)
    upload.content = as_text(replace(checked, good=()))
    upload.save(update_fields=("loaded_at", "good", "bad", "content"))


def _figures(checked: Checked) -> dict[str, int]:
    good, bad = len(checked.good), len(checked.rejected)
    return {"rows": checked.rows, "good": good, "bad": bad}
