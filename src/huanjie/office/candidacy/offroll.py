"""People who stand without being on the roll (名册以外的人选): where a meeting elects from among
all villagers, residents or members, whoever stands need not be one of those who vote.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Final

from django.db.models import Q, QuerySet

from huanjie.domain.cycle import Stage
from huanjie.domain.nomination import others_may_stand
from huanjie.domain.permission import Action
from huanjie.domain.rollcheck import check_row
from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollrow import RollRow
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import pass_entry_gates
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import index_of, next_number, same_person
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.permission import allowed

_NEEDED: Final[tuple[Column, ...]] = ("name", "sex", "birth_date")
"""What is noted of everybody (必须登记的): without the first two nobody is nominated, and without
the day of birth no second entry of the same person is known."""
_SAID: Final = (*_NEEDED, "id_number", "id_index")
_COPIED: Final = (*_SAID, "group", "household")
"""What an entry takes along from another roll: the phone stays there."""


def open_to_others(election: Election) -> bool:
    """Whether somebody who is not on the roll may be nominated (名册以外的人可以提名)."""
    return others_may_stand(law_of(election).pack, method=election.method)


def roll_beside(election: Election, user: User) -> Election | None:
    """The election of the same place on whose roll the others are found (村民、居民的名册): the
    committee's last whose roll is published; None where there is none, or the user may not see it.
    """
    makeup = law_of(election).pack.assembly_makeup
    if not (open_to_others(election) and makeup and makeup.committee):
        return None
    rows = Election.objects.filter(unit=election.unit_id, body=makeup.committee)
    rows = rows.exclude(roll_published_on=None).exclude(stage=Stage.CANCELLED)
    known = rows.order_by("-polling_day", "pk")
    found = known.select_related("unit").first()
    return found if found and allowed(user, Action.SEE_ROLL, found) else None


def may_be_nominated(election: Election, user: User) -> QuerySet[RollEntry]:
    """Everybody who may be nominated (可以提名的人): on the roll, noted beside it, or on the roll
    where the others are found.
    """
    among, beside = Q(election=election), roll_beside(election, user)
    if beside:
        among |= Q(election=beside, off_roll=False)
    return RollEntry.ever.filter(among, struck_on=None)


def entries_to_nominate(election: Election, user: User, asked: list[int]) -> dict[int, RollEntry]:
    """The entries that are asked for, by the id that was said; of somebody on another roll the
    entry that this election has beside its own, made where there is none yet.
    """
    found = may_be_nominated(election, user).in_bulk(asked)
    return {
        pk: entry if entry.election_id == election.pk else _own_entry(election, entry)
        for pk, entry in found.items()
    }


def _own_entry(election: Election, other: RollEntry) -> RollEntry:
    source = f"{other.election.body_name}选举的名册，编号 {other.number}"
    return same_person(_known(election), other) or _added(
        election, source=source, **{each: getattr(other, each) for each in _COPIED}
    )


def _known(election: Election) -> QuerySet[RollEntry]:
    """Who is known in an election: on its roll, or noted beside it."""
    return RollEntry.ever.filter(election=election, struck_on=None)


def only_others(election: Election, beside: Election, hits: list[int]) -> list[int]:
    """Of those found on another roll, whoever is not known here already, as `same_person`."""
    known = list(_known(election).values_list("id_index", "name", "birth_date"))
    indexes = {bytes(index) for index, _, _ in known if index}
    people = {(name, born) for _, name, born in known if born}
    without = {(name, born) for index, name, born in known if born and not index}
    asked = RollEntry.objects.filter(election=beside, pk__in=hits)
    same = {
        pk
        for pk, index, *person in asked.values_list("pk", "id_index", "name", "birth_date")
        if (index and bytes(index) in indexes) or tuple(person) in (without if index else people)
    }
    return [pk for pk in hits if pk not in same]


@command(Action.NOMINATE)
def note_off_roll(
    *, acting_user: ActingUser, election: Election, cells: Mapping[Column, str]
) -> Done[int]:
    """Note somebody who may be nominated without being on the roll (登记名册以外的人), by the check
    of a row; the answer is the number. Refused where whoever stands must be on it, at its column
    where a cell is wrong, and at `name` where the person is known already.
    """
    election.advance(Action.NOMINATE)
    _check_open(election)
    entry = _called(RollEntry(), cells)
    _check_unknown(election, acting_user.user, entry)
    said = {each: getattr(entry, each) for each in _SAID}
    number = _added(election, **said).number
    return Done(answer=number, says={"off_roll": [number]})


@command(Action.NOMINATE)
def correct_off_roll(
    *, acting_user: ActingUser, election: Election, number: int, cells: Mapping[Column, str]
) -> Done[int]:
    """Write anew what was noted of somebody beside the roll (更正名册以外的人); a column that is
    not said stays. The answer is the number. Refused as noting is, where nothing would change, and
    while the person is nominated.
    """
    election.advance(Action.NOMINATE)
    entry = noted(election, number)
    pass_entry_gates(election, number)
    fresh = _called(copy(entry), cells)
    if all(getattr(fresh, each) == getattr(entry, each) for each in _SAID):
        raise BadInput("和登记的一样，没有要更正的", remedy="改动以后再提交")
    _check_unknown(election, acting_user.user, fresh)
    fresh.save(update_fields=_SAID)
    return Done(answer=number, says={"off_roll_corrected": [number]})


@command(Action.NOMINATE)
def remove_off_roll(*, acting_user: ActingUser, election: Election, number: int) -> Done[int]:
    """Take away what was noted of somebody beside the roll (去掉名册以外的人); the answer is the
    number. Refused where the person was nominated, and be it that the nomination was taken back:
    what was done to it stays on record, and so does whom it was about.
    """
    election.advance(Action.NOMINATE)
    entry = noted(election, number)
    pass_entry_gates(election, number)
    if entry.nominations.exists():
        raise BadInput(
            f"{entry.name}提名过，取消了的提名也要留在记录里，登记不能去掉",
            remedy="不再提名就可以；写错了的，更正登记",
        )
    entry.delete()
    return Done(answer=number, says={"off_roll_removed": [number]})


def noted_off_roll(election: Election) -> QuerySet[RollEntry]:
    """Everybody who is noted beside the roll (登记的名册以外的人), by number."""
    return _known(election).filter(off_roll=True)


def noted(election: Election, number: int) -> RollEntry:
    """Somebody noted beside the roll, by their number; BadInput at `number` where nobody is."""
    found = noted_off_roll(election).filter(number=number).first()
    if found is None:
        raise BadInput(
            f"没有登记编号 {number} 的名册以外的人",
            at="number",
            remedy="在名册上的，由选举主持人在“名册变动”更正",
        )
    return found


def cells_of(entry: RollEntry) -> dict[Column, str]:
    """What is noted of somebody, as the cells of a row."""
    born = entry.birth_date.isoformat() if entry.birth_date else ""
    return {
        "name": entry.name,
        "sex": entry.sex,
        "birth_date": born,
        "id_number": entry.id_number or "",
    }


def _called(entry: RollEntry, cells: Mapping[Column, str]) -> RollEntry:
    """An entry that says this of somebody, not saved; BadInput at the column that is wrong."""
    row = RollRow(cells={**cells_of(entry), **cells})
    found = check_row(row, required=_NEEDED, on=clock.today())
    if found.person is None:
        first = found.bad[0]
        raise BadInput(first.says, at=first.column or "", remedy="照身份证上的写")
    person = found.person
    entry.name, entry.sex, entry.birth_date = person.name, person.sex or "", person.birth_date
    entry.id_number = person.id_number
    entry.id_index = index_of(person.id_number) if person.id_number else None
    return entry


def _check_open(election: Election) -> None:
    if not open_to_others(election):
        raise BadInput("这次选举只有公布的名单上的人可以提名", remedy="在名册上查找")


def _check_unknown(election: Election, user: User, entry: RollEntry) -> None:
    """Refuse, at `name`, whoever is known already: here, or on the roll where others are found."""
    if known := same_person(_known(election).exclude(pk=entry.pk), entry):
        where = "已经登记" if known.off_roll else f"在名册上，编号 {known.number}"
        raise BadInput(f"{entry.name}{where}", at="name", remedy="查找姓名，直接提名")
    beside = roll_beside(election, user)
    if entry.pk is None and beside and (known := same_person(beside.roll.all(), entry)):
        raise BadInput(
            f"{entry.name}在{beside.body_name}选举的名册上，编号 {known.number}",
            at="name",
            remedy="查找姓名，直接提名",
        )


def _added(election: Election, **said: object) -> RollEntry:
    return RollEntry.ever.create(
        election=election,
        region=election.region,
        number=next_number(election),
        off_roll=True,
        **said,
    )
