"""Changes of places (单位变更): which are lawful in the tree, and what a place was on a day.

A place may be renamed, moved below another, merged, split, abolished, or given its code of the
national register. The tree holds what is now; each change leaves a turn (沿革) with every place
that it concerned, and the turns answer what a place was on any day and where it went.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huanjie.door.fault import BadInput


class Change(StrEnum):
    """A kind of change (变更种类)."""

    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    CODED = "coded"
    ABOLISHED = "abolished"


CHANGE_NAMES: Final[Mapping[Change, str]] = {
    Change.RENAMED: "改名",
    Change.MOVED: "改隶",
    Change.MERGED: "合并",
    Change.SPLIT: "拆分",
    Change.CODED: "换代码",
    Change.ABOLISHED: "撤销单位",
}
"""Each kind as a page calls it."""

CHANGEABLE: Final = ("town", "unit")
"""The levels below the county: what stands higher is not the county's to change (级别)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place where it stands in the tree now (现在的单位)."""

    code: str
    name: str
    level: str
    parent: str | None
    path: str
    gone: bool = False
    """abolished, merged into another, or split up"""
    children: bool = False
    """whether places that still exist lie below it"""
    last_change: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a place was called, and what it lay below (名称和上级)."""

    name: str
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One change as it concerned one place (沿革的一条): `on` is the first day that it holds."""

    unit: str
    kind: Change
    on: datetime.date
    before: Held | None
    """None: it began with this change"""
    after: Held | None
    """None: it ended with this change"""
    others: tuple[str, ...] = ()
    """the codes on the other side: what it went into, or what it came from"""


def state_on(now: Held | None, turns: Iterable[Turn], on: datetime.date) -> Held | None:
    """What a place was on a day (某一天的单位), from what it is now and its own turns, the oldest
    first; None on a day on which it did not exist.
    """
    state = now
    for turn in reversed(tuple(turns)):
        if turn.on > on:
            state = turn.before
    return state


def heirs(code: str, turns_of: Callable[[Collection[str]], Iterable[Turn]]) -> tuple[str, ...]:
    """Where a place lives on (承继单位): itself while it exists, else what it went into, and what
    that went into; empty where it was abolished. `turns_of` is asked once a generation.
    """
    found: dict[str, None] = {}
    open_codes, seen = [code], {code}
    while open_codes:
        ended = {turn.unit: turn for turn in turns_of(open_codes) if turn.after is None}
        found |= dict.fromkeys(each for each in open_codes if each not in ended)
        following = [other for each in open_codes if each in ended for other in ended[each].others]
        open_codes = [each for each in dict.fromkeys(following) if each not in seen]
        seen |= set(open_codes)
    return tuple(found)


def issues_before_rename(
    spot: Spot, name: str, *, siblings: Collection[str], on: datetime.date
) -> Iterator[BadInput]:
    """What forbids another name (改名); `siblings` are the names beside it."""
    yield from _issues_of(spot, on)
    if name == spot.name:
        yield BadInput(f"现在就叫“{name}”", at="name", remedy="写新的名称")
    if name in siblings:
        yield _taken(name)


def issues_before_move(
    spot: Spot, to: Spot, *, siblings: Collection[str], levels: Sequence[str], on: datetime.date
) -> Iterator[BadInput]:
    """What forbids another parent (改隶); `levels` from the highest to the lowest."""
    yield from _issues_of(spot, on)
    if to.code == spot.parent:
        yield BadInput(f"“{spot.name}”现在就在{to.name}下面", at="to", remedy="选另一个上级")
    if to.path.startswith(spot.path):
        yield BadInput("单位不能移到自己或者自己的下级下面", at="to", remedy="选另一个上级")
    elif levels.index(to.level) >= levels.index(spot.level):
        yield BadInput(f"{to.name}的级别不高于“{spot.name}”", at="to", remedy="选更高一级的单位")
    if to.gone:
        yield BadInput(f"{to.name}已经撤并", at="to", remedy="选现有的单位")
    if spot.name in siblings:
        yield _taken(spot.name)


def issues_before_merge(
    spots: Sequence[Spot], *, name: str, siblings: Collection[str], on: datetime.date
) -> Iterator[BadInput]:
    """What forbids making one place of several (合并): they lie side by side, on one level.
    `siblings` are the names beside them, their own left out.
    """
    if len({spot.code for spot in spots}) < 2:  # one place alone is nothing to merge
        yield BadInput("合并至少要两个单位", at="sources", remedy="再选一个单位")
    for spot in spots:
        yield from _issues_of(spot, on)
    if len({spot.parent for spot in spots}) > 1:
        yield BadInput(
            "要合并的单位不在同一个上级下面", at="sources", remedy="先用改隶把它们移到一起，再合并"
        )
    if len({spot.level for spot in spots}) > 1:
        yield BadInput("要合并的单位级别不同", at="sources", remedy="只合并同一级的单位")
    if name in siblings:
        yield _taken(name)


def issues_before_split(
    spot: Spot, names: Sequence[str], *, stays: bool, siblings: Collection[str], on: datetime.date
) -> Iterator[BadInput]:
    """What forbids dividing a place (拆分) into new ones called `names`; where it `stays`, it keeps
    its name and code beside them.
    """
    yield from _issues_of(spot, on)
    if len(names) + stays < 2:  # a single part is a rename
        yield BadInput("拆分以后至少要有两个单位", at="names", remedy="再写一个新单位")
    taken = {*siblings, *([spot.name] if stays else [])}
    for at, name in enumerate(names):
        if name in taken or name in names[:at]:
            yield _taken(name, at="names")
    if spot.children and not stays:
        yield BadInput(
            f"“{spot.name}”下面还有单位",
            at="stays",
            remedy="先用改隶把下面的单位移走，或者保留原单位",
        )


def issues_before_abolition(spot: Spot, *, on: datetime.date) -> Iterator[BadInput]:
    """What forbids ending a place that goes into no other (撤销)."""
    yield from _issues_of(spot, on)
    if spot.children:
        yield BadInput(f"“{spot.name}”下面还有单位", remedy="先把下面的单位改隶或者撤销")


def _issues_of(spot: Spot, on: datetime.date) -> Iterator[BadInput]:
    """What forbids any change of one place."""
    if spot.gone:
        yield BadInput(f"“{spot.name}”（{spot.code}）已经撤并", remedy="选现有的单位")
    if spot.level not in CHANGEABLE:
        yield BadInput(
            f"{spot.name}是县或者县以上的单位，不在这里变更", remedy="请运维人员导入新的单位表"
        )
    if spot.last_change and on < spot.last_change:
        yield BadInput(
            f"“{spot.name}”上一次变更从 {spot.last_change} 起生效，这一次不能更早",
            at="on",
            remedy="核对生效日期",
        )


def _taken(name: str, at: str = "name") -> BadInput:
    return BadInput(f"同一个上级下面已经有“{name}”", at=at, remedy="换一个名称")
