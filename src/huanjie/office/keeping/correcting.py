"""Correcting what is wrong about a person (更正本人信息): while the law leaves it open, by the
check of a row; what is fixed says by which article, and how to go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.domain.rollcolumns import Column
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation
from huanjie.law.retention import kind_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.events import OBJECTIONS_END
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.reading import reason_of
from huanjie.office.roll.entries import entry_of, index_of
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.people import checked_person

CORRECTED: Final[tuple[Column, ...]] = ("name", "id_number", "phone", "household", "group")
"""What may be corrected; sex and day of birth follow the number."""
_NOT_POSTED: Final = frozenset({"phone"})
"""what no list fixes: it may be corrected until the election is over"""


@command(Action.CORRECT_PERSON)
def correct_person(
    *,
    acting_user: ActingUser,
    election: Election,
    number: int,
    cells: Mapping[Column, str],
    because: str,
) -> Done[int]:
    """Correct what a roll says of one person (更正); the answer is the number on the roll.

    BadInput, with its article, where the election is over, or where the list was published and
    more than the phone would change; at its column where the check of a row refuses it.
    """
    reason_of(because)
    entry = election.roll.filter(number=number).first()
    if entry is None:
        raise BadInput(f"名册上没有编号 {number}", remedy="重新查找")
    changed = changed_columns(entry, cells)
    if not changed:
        raise BadInput("和名册上的一样，没有要更正的", remedy="改动以后再提交")
    check_open(election, changed)
    _write(election, entry, {**_cells_of(entry), **cells})
    says = {"corrected": number, "columns": sorted(changed), "because": reason_of(because)}
    return Done(answer=number, says=says)


def changed_columns(entry: RollEntry, cells: Mapping[Column, str]) -> frozenset[Column]:
    """Which columns would say something else than before."""
    before = _cells_of(entry)
    return frozenset(c for c in CORRECTED if c in cells and cells[c].strip() != before[c])


def check_open(election: Election, changed: frozenset[Column]) -> None:
    """Refuse what is fixed: an archive is true to what was, and a published list is objected to."""
    if election.is_over:
        for_good = kind_of("roll-list").for_good
        assert for_good
        raise BadInput(
            f"选举已经结束，名册是档案，不能改（{_cited(for_good)}）",
            remedy="写一份说明，和档案放在一起",
        )
    if election.stage != Stage.OPENED and changed - _NOT_POSTED:
        rule = next((s for s in law_of(election).pack.steps if s.event == OBJECTIONS_END), None)
        grounds = f"（{_cited(rule.citation)}）" if rule else ""
        raise BadInput(
            f"名单已经公布，不能在这里改{grounds}",
            remedy="请本人向主持选举的机构提出申诉，由它作出处理",
        )


def _cited(citation: Citation) -> str:
    return f"《{citation.law}》{citation.article}"


def _cells_of(entry: RollEntry) -> dict[Column, str]:
    return {
        "name": entry.name,
        "id_number": entry.id_number or "",
        "phone": entry.phone or "",
        "household": entry.household,
        "group": entry.group,
    }


def _write(election: Election, entry: RollEntry, cells: dict[Column, str]) -> None:
    person = checked_person(election, cells, standing=entry.standing)
    index = index_of(person.id_number or "")
    there = election.roll.filter(id_index=index).exclude(pk=entry.pk).first()
    if there:
        raise BadInput(
            f"这个证件号码已经在名册上，编号 {there.number}",
            at="id_number",
            remedy="核对号码；一个人登记了两次的，移出一条",
        )
    fresh = entry_of(election, entry.number, person, source=entry.source)
    fresh.pk, fresh.standing = entry.pk, entry.standing
    fresh.save()
