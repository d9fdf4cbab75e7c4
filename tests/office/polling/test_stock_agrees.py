"""The ledger and the number that the law reads never disagree (台账与发出的选票数), whatever is
entered in whatever order.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.db import transaction
from tests.office.polling.ledgers import BOX, Ledger, agree, ledger

from huanjie import office
from huanjie.domain.stock import REASONS, Kind
from huanjie.door.fault import BadInput
from huanjie.office.polling.models import Round, StockEntry

__all__ = ["ledger"]
DEEDS = 60


def some_deed(ledger: Ledger, chance: random.Random) -> None:
    """A deed that may be right or wrong."""
    papers, last = chance.randint(1, 120), StockEntry.objects.count()
    spot = chance.choice([None, BOX])
    match chance.randrange(8):
        case 0:
            ledger.printed(papers * 3)
        case 1:
            ledger.out(papers, spot=spot)
        case 2:
            ledger.evening.issue(papers, because=chance.choice(["more", "correction"]))
        case 3 | 4:
            kind = chance.choice([Kind.RETURNED, Kind.SPOILED, Kind.DESTROYED])
            reason = chance.choice(list(REASONS[kind]))
            ledger.enter(kind, max(papers // 4, 1), reason, spot=spot)
        case 5 | 6:
            ledger.back(chance.randint(1, last + 1), right=chance.choice([0, papers]))
        case _:
            ledger.witness(chance.randint(1, last + 1))


@pytest.mark.parametrize("seed", range(6))
def test_any_deeds_in_any_order_leave_both_equal_and_nothing_below_zero(
    ledger: Ledger, seed: int
) -> None:
    chance, done = random.Random(seed), 0
    for _ in range(DEEDS):
        before = ledger.lines
        try:
            with transaction.atomic():
                some_deed(ledger, chance)
            done += 1
        except BadInput:
            assert ledger.lines == before, "拒绝的什么也没有写"
        sums = ledger.sums
        assert sums.in_hand is None or sums.in_hand >= sums.awaiting
        assert not Round.objects.exists() or agree(ledger)
        assert ledger.lines[: len(before)] == before, "只加不改"
    assert done > DEEDS // 6


def test_the_ledger_alone_writes_the_number() -> None:
    root = Path(office.__file__).parent
    writers = {
        path.name
        for path in root.rglob("*.py")
        if ".issued = " in path.read_text("utf-8") or "update(issued=" in path.read_text("utf-8")
    }
    assert writers == {"ledger.py"}
