"""The list that is posted (公布的名单): names by group, in surname-stroke order. Two of the same
name in one group are told apart by the year of their birth, and by a masked number only where that
is the same, too; nobody else's number stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from huanjie.domain.rollorder import RollPart, in_parts
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.namesakes import UNMARKED, Mark, marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Somebody on the posted list."""

    name: str
    sex: str
    mark: Mark
    """what tells it from another of this part who has the same name"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedPart:
    """A group (小组), or members of one standing (党员类别、团员类别), as it is posted."""

    name: str
    people: tuple[Posted, ...]


def posted(election: Election) -> tuple[PostedPart, ...]:
    """The groups by their numbers, those without in the order of the roll; everybody in one."""
    rows = election.roll.only(
        "number", "name", "sex", "birth_date", "id_index", "group", "standing"
    )
    return tuple(
        PostedPart(name=part.name, people=tuple(_posted(part)))
        for part in posted_order(election, rows)
    )


def posted_order(
    election: Election, entries: Iterable[RollEntry]
) -> tuple[RollPart[RollEntry], ...]:
    """People of a roll in the order in which it is posted (公布的顺序), by group or by standing."""
    return in_parts(
        entries, part=lambda entry: _part_of(election, entry), name=lambda entry: entry.name
    )


def _part_of(election: Election, entry: RollEntry) -> str:
    members = election.member_roll
    return members.name_of(entry.standing) if members else entry.group


def _posted(part: RollPart[RollEntry]) -> Iterator[Posted]:
    told = marks(entry for entry in part.people if entry.name in part.namesakes)
    for entry in part.people:
        mark = told.get(entry.pk, UNMARKED)
        yield Posted(name=entry.name, sex=entry.sex, mark=mark)
