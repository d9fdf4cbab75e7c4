"""What an officer chose to see (筛选): typed words, a town, a body, a state, an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

from huanjie.office.cover.lookup import in_chosen_wave
from huanjie.office.overview.readiness import Readiness
from huanjie.office.overview.survey import UnitState
from huanjie.office.units.models import Unit, electing
from huanjie.office.units.search import find

_LONGEST: Final = 60
_STATES: Final = list(Readiness)


def _by_code(state: UnitState) -> tuple[object, ...]:
    return (state.unit.path,)


ORDERS: Final[dict[str, Callable[[UnitState], tuple[object, ...]]]] = {
    "code": _by_code,
    "name": lambda state: (state.unit.pinyin, state.unit.name),
    "town": lambda state: (state.town.pinyin, state.town.name, state.unit.path),
    "state": lambda state: (_STATES.index(state.readiness), state.unit.path),
}
"""The orders of the list of units, each by its key (排序)."""

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "code": ("path",),
    "name": ("pinyin", "name", "path"),
    "town": ("parent__pinyin", "parent__name", "path"),
}
"""the same for the database, where it can say them; readiness is computed"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """筛选条件, as the address states them; an unknown value chooses nothing."""

    typed: str = ""
    town: str = ""
    body: str = ""
    state: str = ""
    wave: str = ""
    order: str = "code"
    downwards: bool = False

    @property
    def query(self) -> str:
        """The same choice as the end of an address (网址参数)."""
        named = {
            "q": self.typed,
            "town": self.town,
            "body": self.body,
            "state": self.state,
            "wave": self.wave,
            "sort": ("-" if self.downwards else "") + self.order,
        }
        return urlencode({key: value for key, value in named.items() if value not in ("", "code")})

    @property
    def is_made(self) -> bool:
        """Whether anything is left out."""
        return bool(self.typed or self.town or self.body or self.state or self.wave)

    def of_state(self, state: str) -> Choice:
        """The same but for the state."""
        return replace(self, state=state)

    def ordered(self, order: str) -> Choice:
        """The same by another order; by its own the other way round."""
        turned = order == self.order and not self.downwards
        return replace(self, order=order, downwards=turned)

    def units(self, units: QuerySet[Unit]) -> QuerySet[Unit]:
        """Of these places, those that elect and fit what was typed and the town, in order."""
        fitting = find(units.filter(electing()), self.typed)
        if self.town:
            fitting = fitting.filter(parent=self.town)
        if self.wave:
            fitting = in_chosen_wave(fitting, self.wave)
        columns = COLUMNS.get(self.order, COLUMNS["code"])
        return fitting.order_by(*(f"-{c}" if self.downwards else c for c in columns))

    @property
    def needs_all(self) -> bool:
        """Whether the bodies of every place must be known to tell which are shown, and where."""
        return bool(self.body or self.state) or self.order not in COLUMNS

    def places(self, states: Iterable[UnitState]) -> list[UnitState]:
        """The places with the chosen body, whatever their state, in order; of each that alone."""
        fitting = [state for state in map(self._of_body, states) if state.bodies]
        return sorted(fitting, key=ORDERS[self.order], reverse=self.downwards)

    def in_state(self, states: Iterable[UnitState]) -> list[UnitState]:
        """Of these, the places in the chosen state."""
        return [state for state in states if not self.state or state.readiness == self.state]

    def _of_body(self, state: UnitState) -> UnitState:
        if not self.body:
            return state
        return replace(state, bodies=tuple(b for b in state.bodies if b.body == self.body))


def read_choice(request: HttpRequest) -> Choice:
    """The choice of an address; what it does not know is left out."""
    asked = request.GET
    sort = asked.get("sort", "")
    order = sort.removeprefix("-")
    state = asked.get("state", "")
    return Choice(
        typed=asked.get("q", "").strip()[:_LONGEST],
        town=asked.get("town", ""),
        body=asked.get("body", ""),
        state=state if state in _STATES else "",
        wave=asked.get("wave", "")[:_LONGEST],
        order=order if order in ORDERS else "code",
        downwards=sort.startswith("-") and order in ORDERS,
    )
