"""The list that is posted (公布的名单): names by group, in surname-stroke order, no number of any
kind. Two of the same name in one group are told apart by the year of their birth.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from huanjie.domain.strokes import in_stroke_order
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import STANDING_NAMES, group_number
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
    """A group (小组), or members of one standing (党员类别), as it is posted."""

    name: str
    people: tuple[Posted, ...]


def posted(election: Election) -> tuple[PostedPart, ...]:
    """The groups by their numbers, those without in the order of the roll; everybody in one."""
    parts: dict[str, list[RollEntry]] = {}
    for entry in election.roll.only("name", "sex", "birth_date", "group", "standing"):
        parts.setdefault(_part_of(election, entry), []).append(entry)
    ordered = sorted(parts, key=group_number)
    return tuple(PostedPart(name=name, people=_people(parts[name])) for name in ordered)


def _part_of(election: Election, entry: RollEntry) -> str:
    return STANDING_NAMES.get(entry.standing, "") if election.is_party else entry.group


def _people(entries: list[RollEntry]) -> tuple[Posted, ...]:
    names = Counter(entry.name for entry in entries)
    ordered = in_stroke_order(entries, name=lambda entry: entry.name)
    return tuple(
        Posted(
            name=entry.name,
            sex=entry.sex,
            born_in=entry.birth_date.year if entry.birth_date and names[entry.name] > 1 else None,
        )
        for entry in ordered
    )
