"""Ballots that go out (领出选票): a total and each box's are one ledger, which is what the law
reads.
"""

from __future__ import annotations

import datetime

import pytest
from tests.office.conftest import POLLING_DAY, Cast, on
from tests.office.polling.conftest import Evening
from tests.office.polling.ledgers import BOX, Ledger, agree, ledger

from huanjie.domain.stock import Kind
from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round

__all__ = ["ledger"]


def test_a_total_and_what_is_handed_out_are_one_ledger(ledger: Ledger) -> None:
    ledger.printed(1000)
    ledger.evening.issue(700)
    assert ledger.out(50, spot=BOX, reason="box") == 750
    ledger.enter(Kind.RETURNED, 10, "box", spot=BOX)
    assert ledger.evening.round.issued == 740
    ledger.evening.issue(760, because="more")
    assert ledger.lines[-1] == ("issued", 20, None)
    assert ledger.sums.issued == 760
    assert agree(ledger)


def test_the_first_paper_handed_out_begins_the_vote(ledger: Ledger) -> None:
    ledger.out(1)
    found = ledger.evening.round
    assert (found.issued, found.held_on) == (1, POLLING_DAY)
    assert len(found.paper) == 3


def test_no_paper_is_handed_out_before_the_polling_day(ready: Election, cast: Cast) -> None:
    ledger = Ledger(Evening(ready, cast))
    with (
        on(POLLING_DAY - datetime.timedelta(days=1)),
        pytest.raises(BadInput, match="还没有到"),
    ):
        ledger.out(1)


@pytest.mark.parametrize(("papers", "allowed"), [(950, True), (951, False)])
def test_no_more_papers_go_out_than_were_printed(
    ledger: Ledger, papers: int, allowed: bool
) -> None:
    ledger.printed(950)
    if allowed:
        ledger.evening.issue(papers)
        assert ledger.sums.in_hand == 0
        return
    with pytest.raises(BadInput, match="多出 1 张"):
        ledger.evening.issue(papers)
    assert not Round.objects.exists()


def test_a_vote_whose_printing_nobody_entered_goes_on_as_before(ledger: Ledger) -> None:
    ledger.evening.issue(700)
    assert (ledger.sums.issued, ledger.sums.in_hand) == (700, None)


def test_a_corrected_total_takes_back_what_was_entered_as_totals(ledger: Ledger) -> None:
    ledger.evening.issue(700)
    ledger.evening.issue(720, because="more")
    ledger.evening.issue(710, because="correction")
    assert ledger.lines == [
        ("issued", 700, None),
        ("issued", 20, None),
        ("issued", 700, 1),
        ("issued", 20, 2),
        ("issued", 710, None),
    ]
    assert agree(ledger)


def test_a_corrected_total_leaves_what_a_box_took_as_it_is(ledger: Ledger) -> None:
    ledger.evening.issue(700)
    ledger.out(50, spot=BOX, reason="box")
    ledger.evening.issue(740, because="correction")
    assert ledger.lines[2:] == [("issued", 700, 1), ("issued", 690, None)]
    assert ledger.evening.round.issued == 740


@pytest.mark.parametrize(("total", "allowed"), [(50, True), (49, False)])
def test_a_total_below_what_the_boxes_took_says_where_to_correct(
    ledger: Ledger, total: int, allowed: bool
) -> None:
    ledger.out(50, spot=BOX, reason="box")
    ledger.evening.issue(700, because="more")
    if allowed:
        ledger.evening.issue(total, because="correction")
        assert ledger.evening.round.issued == 50
        return
    with pytest.raises(BadInput, match="已经有 50 张"):
        ledger.evening.issue(total, because="correction")
    assert ledger.evening.round.issued == 700
