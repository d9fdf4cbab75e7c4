"""The list that is posted (公布的名单): names by group, in surname-stroke order, no number of any
kind. Two of the same name in one group are told apart by the year of their birth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from huanjie.domain.rollorder import RollPart, in_parts
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Somebody on the posted list."""

    name: str
    sex: str
    born_in: int | None
    """the year, where another of this part has the same name"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedPart:
    """A group (小组), or members of one standing (党员类别、团员类别), as it is posted."""

    name: str
    people: tuple[Posted, ...]


def posted(election: Election) -> tuple[PostedPart, ...]:
    """The groups by their numbers, those without in the order of the roll; everybody in one."""
    rows = election.roll.only("name", "sex", "birth_date", "group", "standing")
    return tuple(
        PostedPart(name=part.name, people=tuple(_posted(entry, part) for entry in part.people))
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


def _posted(entry: RollEntry, part: RollPart[RollEntry]) -> Posted:
    born = entry.birth_date if entry.name in part.namesakes else None
    return Posted(name=entry.name, sex=entry.sex, born_in=born.year if born else None)
