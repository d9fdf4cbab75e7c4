"""The board (总览): how ready a county is, town by town, and what needs somebody today."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.office.overview.readiness import READINESS_NAMES, Readiness
from huanjie.office.overview.survey import BodyState, UnitState
from huanjie.office.units.models import Unit

URGENT = (Readiness.LATE, Readiness.SOON)
SERIES: Mapping[Stage | None, str] = {
    None: "bar",
    Stage.OPENED: "bar-fill",
    Stage.ROLL_PUBLISHED: "warn-line",
    Stage.READY: "link",
    Stage.POLLING: "accent",
    Stage.COUNTING: "warn",
    Stage.DECLARED: "ok",
    Stage.SEALED: "wait",
}
"""The colour of each stage in the chart, by its token; None: not opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """One town with a tile for each place (一个乡镇), the worst first."""

    town: Unit
    tiles: tuple[UnitState, ...]

    @property
    def late(self) -> int:
        """Places that are late or blocked."""
        return sum(tile.readiness is Readiness.LATE for tile in self.tiles)

    @property
    def soon(self) -> int:
        """Places with an edge near."""
        return sum(tile.readiness is Readiness.SOON for tile in self.tiles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """One election that needs somebody today (今天需要处理的一项)."""

    state: UnitState
    body: BodyState
    today: datetime.date

    @property
    def by(self) -> datetime.date | None:
        """Its legal edge; None where no date is the reason."""
        return self.body.verdict.task.by if self.body.verdict.task else None

    @property
    def left(self) -> str:
        """The days left, in words."""
        days = (self.by - self.today).days if self.by else None
        if days is None:
            return _("受阻")
        if days == 0:
            return _("今天")
        if days > 0:
            return ngettext("%(days)d 天", "%(days)d 天", days) % {"days": days}
        return ngettext("逾 %(days)d 天", "逾 %(days)d 天", -days) % {"days": -days}

    @property
    def articles(self) -> str:
        """The articles of its edge, apart by a stroke."""
        task = self.body.verdict.task
        return "；".join(c.named for c in task.grounds) if task else ""

    @property
    def order(self) -> tuple[int, datetime.date, str]:
        """The worst first."""
        place = URGENT.index(self.body.verdict.readiness)
        return (place, self.by or datetime.date.min, self.body.unit.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many places are in one state (一项数字)."""

    readiness: Readiness
    name: str
    places: int
    query: str = ""
    """the end of the address that shows these places alone"""


def figures(states: Iterable[UnitState]) -> list[Figure]:
    """How many places are in each state; the sum is all of them."""
    counted = Counter(state.readiness for state in states)
    return [
        Figure(readiness=each, name=each.label, places=counted[each]) for each in READINESS_NAMES
    ]


def towns(states: Iterable[UnitState]) -> list[Town]:
    """The places by town, in the order of the tree."""
    grouped: defaultdict[str, list[UnitState]] = defaultdict(list)
    for state in states:
        grouped[state.town.path].append(state)
    order = list(Readiness)
    return [
        Town(
            town=tiles[0].town,
            tiles=tuple(sorted(tiles, key=lambda t: (order.index(t.readiness), t.unit.path))),
        )
        for _path, tiles in sorted(grouped.items())
    ]


def urgent(states: Iterable[UnitState], today: datetime.date) -> list[Urgent]:
    """What needs somebody today (今天需要处理), the worst first."""
    found = (
        Urgent(state=state, body=body, today=today)
        for state in states
        for body in state.bodies
        if body.verdict.readiness in URGENT
    )
    return sorted(found, key=lambda each: each.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTable:
    """How many elections are at which stage, town by town (各阶段的选举数)."""

    heads: tuple[tuple[str, str], ...]
    """each stage's name and the token of its colour"""
    rows: tuple[tuple[Unit, tuple[int, ...], int], ...]
    """each town, its figures, and their sum"""
    sums: tuple[int, ...]

    @property
    def lines(self) -> tuple[tuple[Unit, tuple[tuple[str, int], ...], int], ...]:
        """The rows, each figure with the name of its stage: on a phone a row is a card."""
        return tuple((town, self._named(own), total) for town, own, total in self.rows)

    @property
    def foot(self) -> tuple[tuple[str, int], ...]:
        """The sums, each with the name of its stage."""
        return self._named(self.sums)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.sums)

    def _named(self, figures: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
        names = (name for name, _colour in self.heads)
        return tuple(zip(names, figures, strict=True))


def stage_table(states: Iterable[UnitState]) -> StageTable:
    """The table that the chart is drawn from."""
    counted = [(town.town, _counted(town.tiles)) for town in towns(states)]
    sums = tuple(sum(column) for column in zip(*(own for _town, own in counted), strict=True))
    names = [_("还没开启") if stage is None else _(STAGE_NAMES[stage]) for stage in SERIES]
    return StageTable(
        heads=tuple(zip(names, SERIES.values(), strict=True)),
        rows=tuple((town, own, sum(own)) for town, own in counted),
        sums=sums or (0,) * len(SERIES),
    )


def _counted(tiles: Iterable[UnitState]) -> tuple[int, ...]:
    bodies = [body for tile in tiles for body in tile.bodies]
    counted = Counter(Stage(b.election.stage) if b.election else None for b in bodies)
    return tuple(counted[stage] for stage in SERIES)
