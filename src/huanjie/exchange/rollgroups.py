"""Groups of a roll's file that may be one (名册文件里写法相近的组), and rows of a file in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from huanjie.domain.groupnames import AlikeGroups, alike_groups
from huanjie.domain.rollrow import RollPerson

Where = tuple[str | None, int]
"""A row's place (位置): its sheet, None in a CSV file, and its number."""

GROUP_SPELLING: Final = "group-spelling"
"""the kind of the note"""
_PLACES_SAID: Final = 5


class PersonRow(Protocol):
    """A good row of a roll: where it stands, and who is in it."""

    @property
    def sheet(self) -> str | None:
        """The sheet."""

    @property
    def row(self) -> int:
        """The number that the spreadsheet shows."""

    @property
    def person(self) -> RollPerson:
        """Who."""


def groups_alike(rows: Iterable[PersonRow]) -> tuple[AlikeGroups[Where], ...]:
    """The groups of these rows that may be one, unit by unit."""
    people = ((each.person.unit, each.person.group or "", (each.sheet, each.row)) for each in rows)
    return alike_groups(people)


def rows_in_words(places: Sequence[Where], own: str | None) -> str:
    """Rows by their numbers, those of another sheet with its name; of many the first ones."""
    said = [f"第 {row} 行" if sheet == own else f"“{sheet}”第 {row} 行" for sheet, row in places]
    more = f"等 {len(said)} 行" if len(said) > _PLACES_SAID else ""
    return "、".join(said[:_PLACES_SAID]) + more


def lines_of(pair: AlikeGroups[Where]) -> str:
    """Where the people of both spellings stand in the file."""
    own = pair.other.at[0][0]
    return "；".join(
        f"“{each.name}”在{rows_in_words(each.at, own)}"
        for each in (pair.name, pair.other)
        if each.at
    )
