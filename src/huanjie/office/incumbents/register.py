"""Who sits where below a place (在册任职), read once for a whole file of incumbents: what thousands
of rows are held against, and what they add.
"""

from __future__ import annotations

import datetime
import secrets
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.units.models import Unit, within

_AT_ONCE: Final = 500


def new_person() -> str:
    """A word for somebody who is not known here yet."""
    return secrets.token_hex(6)


class Register:
    """The bodies below a place, and who holds which post in them now."""

    def __init__(self, unit: Unit) -> None:
        below = Unit.objects.filter(within(unit)).order_by().values("pk")
        self._bodies: defaultdict[str, list[Body]] = defaultdict(list)
        for body in Body.objects.filter(region__in=below).select_related("unit"):
            self._bodies[body.region].append(body)
        self._now: defaultdict[int, list[Holding]] = defaultdict(list)
        self._people: dict[tuple[str, bytes], str] = {}
        for row in Holding.objects.filter(region__in=below).order_by("pk"):
            if row.to_on is None:
                self._now[row.body_id].append(row)
            if row.id_index:
                self._people.setdefault((row.region, bytes(row.id_index)), row.person)
        self._new: list[Holding] = []

    def body(self, unit: Unit, kind: str, name: str) -> Body | None:
        """The body of this kind, by its name where one is stated."""
        own = (each for each in self._bodies[unit.pk] if each.kind == kind)
        return next((each for each in own if not name or each.name == name), None)

    def add_body(self, body: Body) -> None:
        """A body that was entered a moment ago."""
        self._bodies[body.region].append(body)

    def now(self, body: Body) -> Sequence[Holding]:
        """Who holds a post in a body now."""
        return self._now[body.pk]

    def end_term(self, body: Body, day: datetime.date) -> None:
        """Whoever took a post by then held it until then."""
        body.holdings.filter(to_on=None, from_on__lte=day).update(to_on=day)
        self._now[body.pk] = [each for each in self._now[body.pk] if each.from_on > day]

    def person(self, body: Body, index: bytes | None) -> str:
        """Whose entries these are: of an equal number in this place, else somebody new."""
        if index is None:
            return new_person()
        return self._people.setdefault((body.region, index), new_person())

    def add(self, holding: Holding) -> None:
        """Somebody who takes a post; written with all the others."""
        self._now[holding.body_id].append(holding)
        self._new.append(holding)

    def write(self) -> None:
        """Write whoever was added."""
        Holding.objects.bulk_create(self._new, batch_size=_AT_ONCE)
        self._new.clear()
