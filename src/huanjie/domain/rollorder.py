"""The order of a roll that is posted (公布的名单的顺序): by group, then by strokes of the surname.

Voter cards are handed out in the same order, so that a stack of them follows the list on the wall.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from huanjie.domain.strokes import in_stroke_order

T = TypeVar("T")
_GROUP_NUMBER: Final = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPart(Generic[T]):
    """A group (小组), or members of one standing (党员类别、团员类别), in the order in which it is
    posted.
    """

    name: str
    people: tuple[T, ...]
    namesakes: frozenset[str]
    """names that two of this part have (同名), who must be told apart"""


def group_number(group: str) -> int:
    """The number in a group's name, to put groups in their order; 0 where it has none.

    >>> group_number("第12村民小组"), group_number("桥头组")
    (12, 0)
    """
    found = _GROUP_NUMBER.search(group)
    return int(found[0]) if found else 0


def in_parts(
    people: Iterable[T], *, part: Callable[[T], str], name: Callable[[T], str]
) -> tuple[RollPart[T], ...]:
    """The groups by their numbers, those without in the order of the roll; everybody in one."""
    parts: dict[str, list[T]] = {}
    for each in people:
        parts.setdefault(part(each), []).append(each)
    return tuple(
        RollPart(
            name=own,
            people=tuple(in_stroke_order(parts[own], name=name)),
            namesakes=_namesakes(map(name, parts[own])),
        )
        for own in sorted(parts, key=group_number)
    )


def _namesakes(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name, times in Counter(names).items() if times > 1)
