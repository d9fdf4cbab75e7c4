"""Corrections (更正): a line is taken back by a new one, and both stay in sight."""

from __future__ import annotations

import pytest
from tests.office.polling.ledgers import BOX, Ledger, agree, last_says, ledger

from huanjie.domain.stock import Kind
from huanjie.door.fault import BadInput
from huanjie.office.polling.models import StockEntry

__all__ = ["ledger"]


def test_a_correction_is_a_new_line_and_both_stay(ledger: Ledger) -> None:
    ledger.printed(900)
    assert ledger.back(1, right=950) == 2
    assert ledger.lines == [("printed", 900, None), ("printed", 900, 1), ("printed", 950, None)]
    assert ledger.sums.printed == 950
    says = last_says(ledger.evening.election)
    assert (says["taken_back"], says["right"], says["because"]) == (1, 950, "count")


def test_a_line_is_taken_back_once_and_a_correction_never(ledger: Ledger) -> None:
    ledger.printed(900)
    ledger.back(1, right=950)
    with pytest.raises(BadInput, match="已经更正过"):
        ledger.back(1)
    with pytest.raises(BadInput, match="本身是更正"):
        ledger.back(2)
    with pytest.raises(BadInput, match="没有第 9 笔"):
        ledger.back(9)


@pytest.mark.parametrize(("right", "allowed"), [(900, True), (899, False), (0, True)])
def test_printing_is_not_corrected_below_what_is_gone(
    ledger: Ledger, right: int, allowed: bool
) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    if allowed:
        ledger.back(1, right=right)
        assert ledger.sums.in_hand == (0 if right else None)
        return
    with pytest.raises(BadInput, match="多出 1 张"):
        ledger.back(1, right=right)
    assert ledger.sums.printed == 1000


def test_printing_is_not_taken_back_once_some_of_it_is_spoiled(ledger: Ledger) -> None:
    ledger.printed(1000)
    ledger.enter(Kind.SPOILED, 1, "misprint")
    with pytest.raises(BadInput, match="还没有登记印了多少张"):
        ledger.back(1)


def test_a_corrected_box_moves_the_number_that_the_law_reads(ledger: Ledger) -> None:
    ledger.out(100)
    ledger.out(50, spot=BOX, reason="box")
    ledger.back(2, right=40)
    assert ledger.evening.round.issued == 140
    assert StockEntry.objects.get(line=4).spot == "box"
    assert agree(ledger)


@pytest.mark.parametrize(("because", "right"), [("", 1), ("voters", 1), ("count", 900)])
def test_a_correction_says_why_and_changes_something(
    ledger: Ledger, because: str, right: int
) -> None:
    ledger.printed(900)
    with pytest.raises(BadInput):
        ledger.back(1, right=right, because=because)
    assert len(ledger.lines) == 1
