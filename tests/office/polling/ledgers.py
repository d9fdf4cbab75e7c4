"""One vote's ballot ledger in short (选票台账), line by line, by whoever's line it is."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from tests.office.conftest import act
from tests.office.polling.conftest import Evening

from huanjie.domain.stock import Kind, Stock
from huanjie.door import jsontext
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.polling import stock
from huanjie.office.polling.ledger import Said, Spot, entries_of, stock_now
from huanjie.office.polling.models import Round
from huanjie.office.polling.services import hand_out

BOX = Spot(kind="box", number=3)


@dataclasses.dataclass(frozen=True)
class Ledger:
    """One vote's ledger, line by line, by the clerk."""

    evening: Evening
    number: int = 1

    def printed(self, papers: int, **more: Any) -> int:
        return stock.record_printed(
            acting_user=act(self.evening.cast.clerk),
            election=self.evening.election,
            number=self.number,
            printed=papers,
            **more,
        )

    def out(self, papers: int, *, reason: str = "voters", spot: Spot | None = None) -> int:
        return hand_out(
            acting_user=act(self.evening.cast.clerk),
            election=self.evening.election,
            number=self.number,
            papers=papers,
            reason=reason,
            spot=spot or Spot(),
        )

    def enter(
        self,
        what: Kind,
        papers: int,
        reason: str,
        *,
        spot: Spot | None = None,
        by: User | None = None,
    ) -> int:
        return stock.enter_stock(
            acting_user=act(by or self.evening.cast.clerk),
            election=self.evening.election,
            number=self.number,
            said=Said(what=what, papers=papers, reason=reason, spot=spot or Spot()),
        )

    def destroyed(self, papers: int) -> int:
        return self.enter(Kind.DESTROYED, papers, "unissued")

    def back(self, line: int, *, right: int = 0, because: str = "count") -> int:
        return stock.take_back(
            acting_user=act(self.evening.cast.clerk),
            election=self.evening.election,
            number=self.number,
            line=line,
            because=because,
            right=right,
        )

    def witness(self, line: int, *, by: User | None = None) -> int:
        return stock.witness_destruction(
            acting_user=act(by or self.evening.cast.scrutineer),
            election=self.evening.election,
            number=self.number,
            line=line,
        )

    @property
    def sums(self) -> Stock:
        return stock_now(self.evening.election, self.number)

    @property
    def lines(self) -> list[tuple[str, int, int | None]]:
        """What, how many, and which line each takes back."""
        found = entries_of(self.evening.election, self.number)
        return [
            (each.what, each.papers, each.takes_back.line if each.takes_back else None)
            for each in found
        ]


def agree(ledger: Ledger) -> bool:
    """Whether the vote says what its ledger adds up to."""
    return Round.objects.get(number=ledger.number).issued == ledger.sums.issued


def last_says(election: Election) -> dict[str, Any]:
    """The particulars of the last deed of an election, as its log keeps them."""
    row = Entry.objects.filter(log_id=election.log_name).order_by("-sequence").first()
    assert row
    return dict(jsontext.loads(row.payload or ""))


@pytest.fixture
def ledger(evening: Evening) -> Ledger:
    """The village's, on its polling day."""
    return Ledger(evening)
