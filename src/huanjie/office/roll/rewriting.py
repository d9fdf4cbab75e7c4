"""Rewriting an entry (改写名册上的一人): what a roll says of one person, in cells, and anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from huanjie.domain.rollcolumns import Column
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import entry_of, standing_name
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.people import check_age, check_not_on_roll, checked_person

CORRECTED: Final[tuple[Column, ...]] = ("name", "id_number", "phone", "household", "group")
"""What may be corrected; sex and day of birth follow the number."""
OF_MEMBERS: Final[tuple[Column, ...]] = (*CORRECTED, "standing")
"""and of a member, whose standing decides about the vote (党员类别、团员类别)"""


def cells_of(entry: RollEntry) -> dict[Column, str]:
    """What a roll says of somebody, as the cells of a row."""
    return {
        "name": entry.name,
        "id_number": entry.id_number or "",
        "standing": standing_name(entry),
        "phone": entry.phone or "",
        "household": entry.household,
        "group": entry.group,
    }


def changed_columns(entry: RollEntry, cells: Mapping[Column, str]) -> frozenset[Column]:
    """Which columns would say something else than before."""
    before = cells_of(entry)
    return frozenset(c for c in OF_MEMBERS if c in cells and cells[c].strip() != before[c])


def rewrite(election: Election, entry: RollEntry, cells: Mapping[Column, str]) -> None:
    """Let the roll say this of somebody; refused as `rewritten` refuses it."""
    rewritten(election, entry, cells).save()


def rewritten(election: Election, entry: RollEntry, cells: Mapping[Column, str]) -> RollEntry:
    """The entry as it would be, by the check of a row, not saved yet; BadInput at its column where
    it is wrong, where another on the roll has the number already, and where the number makes
    somebody younger than the law asks.
    """
    before = cells_of(entry)
    person = checked_person(election, {**before, **cells}, standing=entry.standing)
    check_not_on_roll(election, person.id_number, besides=entry)
    if person.birth_date != entry.birth_date:
        check_age(election, person)
    fresh = entry_of(election, entry.number, person, source=entry.source)
    fresh.pk = entry.pk
    fresh.standing = person.standing or entry.standing
    return fresh
