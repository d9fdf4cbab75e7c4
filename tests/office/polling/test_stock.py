"""Ballots printed, given back and spoiled (选票台账), by whom, and until when."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import POLLING_DAY, Cast, act, on
from tests.office.polling.conftest import Evening, a_clear_result
from tests.office.polling.ledgers import Ledger, ledger

from huanjie.domain.stock import Kind, Stock
from huanjie.door.fault import BadInput
from huanjie.office.command import Stale
from huanjie.office.planning.models import Election
from huanjie.office.polling import stock
from huanjie.office.polling.ledger import Spot
from huanjie.office.polling.models import Round, StockEntry

__all__ = ["ledger"]


def test_ballots_are_printed_before_the_polling_day(ready: Election, cast: Cast) -> None:
    ledger = Ledger(Evening(ready, cast))
    with on(POLLING_DAY - datetime.timedelta(days=3)):
        ledger.printed(950, first_code="A-0001", batch=1)
    assert ledger.sums == Stock(printed=950)
    assert not Round.objects.exists(), "印制不是发出"
    entry = StockEntry.objects.get()
    assert (entry.reason, entry.first_code, entry.spot, entry.spot_number) == (
        "planned",
        "A-0001",
        "batch",
        1,
    )
    assert entry.by == cast.clerk


def test_what_is_printed_later_is_printed_in_addition(ledger: Ledger) -> None:
    ledger.printed(900)
    ledger.printed(50)
    reasons = [each.reason for each in StockEntry.objects.all()]
    assert reasons == ["planned", "more"]


def test_no_ballot_is_printed_before_the_candidates_are_published(
    election: Election, cast: Cast
) -> None:
    with pytest.raises(BadInput, match="不能登记选票台账"):
        Ledger(Evening(election, cast)).printed(900)


@pytest.mark.parametrize("code", ["A 1", "第一张", "x" * 33, "1\n"])
def test_a_code_is_of_letters_digits_and_strokes(ledger: Ledger, code: str) -> None:
    with pytest.raises(BadInput, match="起始编码") as refused:
        ledger.printed(900, first_code=code)
    assert refused.value.at == "first_code"


@pytest.mark.parametrize(("papers", "says"), [(99, ""), (100, "至少是一张"), (101, "多于领出")])
def test_a_vote_that_began_has_a_paper_out(ledger: Ledger, papers: int, says: str) -> None:
    ledger.out(100)
    if not says:
        ledger.enter(Kind.RETURNED, papers, "voter")
        assert ledger.evening.round.issued == 1
        return
    with pytest.raises(BadInput, match=says):
        ledger.enter(Kind.RETURNED, papers, "voter")
    assert ledger.evening.round.issued == 100


def test_a_spoiled_paper_leaves_the_hand_and_not_the_number_that_the_law_reads(
    ledger: Ledger,
) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    ledger.enter(Kind.SPOILED, 2, "exchanged")
    assert (ledger.sums.in_hand, ledger.evening.round.issued) == (98, 900)


def test_nothing_is_spoiled_of_what_nobody_printed(ledger: Ledger) -> None:
    with pytest.raises(BadInput, match="还没有登记印了多少张"):
        ledger.enter(Kind.SPOILED, 1, "misprint")


@pytest.mark.parametrize("what", [Kind.ISSUED, Kind.RETURNED])
def test_what_the_law_reads_rests_once_papers_are_collected(ledger: Ledger, what: Kind) -> None:
    ledger.evening.issue(750)
    ledger.evening.collect(700, voters=700)
    more = {
        Kind.ISSUED: lambda: ledger.out(1),
        Kind.RETURNED: lambda: ledger.enter(Kind.RETURNED, 1, "voter"),
    }
    with pytest.raises(BadInput, match="正在计票"):
        more[what]()
    with pytest.raises(BadInput, match="正在计票"):
        ledger.back(1, right=740)
    assert ledger.evening.round.issued == 750


@pytest.mark.parametrize(
    ("what", "reason"), [(Kind.SPOILED, "voter"), (Kind.RETURNED, ""), (Kind.RETURNED, "carried")]
)
def test_a_reason_is_one_of_the_list(ledger: Ledger, what: Kind, reason: str) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    with pytest.raises(BadInput, match="原因"):
        ledger.enter(what, 1, reason)


@pytest.mark.parametrize(
    "spot",
    [
        Spot(kind="box"),
        Spot(kind="", number=1),
        Spot(kind="box", number=1000),
        Spot(kind="cupboard", number=1),
    ],
)
def test_a_box_has_a_number_and_is_one(ledger: Ledger, spot: Spot) -> None:
    ledger.evening.issue(900)
    with pytest.raises(BadInput):
        ledger.enter(Kind.RETURNED, 1, "box", spot=spot)


@pytest.mark.parametrize("papers", [0, -1, 10**6 + 1])
def test_a_line_is_of_some_papers(ledger: Ledger, papers: int) -> None:
    with pytest.raises(BadInput, match="一笔是 1 张到 1000000 张"):
        ledger.printed(papers)


def test_papers_out_are_not_entered_as_another_kind(ledger: Ledger) -> None:
    with pytest.raises(BadInput, match="另有登记的地方"):
        ledger.enter(Kind.ISSUED, 1, "voters")


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer", "town", "county", "stranger"])
def test_only_the_village_keeps_its_ledger(ledger: Ledger, who: str) -> None:
    user = getattr(ledger.evening.cast, who)
    with pytest.raises(PermissionDenied):
        stock.record_printed(
            acting_user=act(user), election=ledger.evening.election, number=1, printed=900
        )
    with pytest.raises(PermissionDenied):
        ledger.enter(Kind.PRINTED, 900, "planned", by=user)


def test_a_second_arrival_of_one_form_prints_nothing_more(ledger: Ledger) -> None:
    for _ in range(2):
        stock.record_printed(
            acting_user=act(ledger.evening.cast.clerk, key="one-form"),
            election=ledger.evening.election,
            number=1,
            printed=900,
        )
    assert ledger.sums.printed == 900


def test_a_stale_form_enters_nothing(ledger: Ledger) -> None:
    seen = ledger.evening.election.version
    ledger.printed(900)
    with pytest.raises(Stale):
        stock.record_printed(
            acting_user=act(ledger.evening.cast.chair, seen=seen),
            election=ledger.evening.election,
            number=1,
            printed=900,
        )
    assert ledger.sums.printed == 900


def test_nothing_is_entered_of_another_vote(ledger: Ledger) -> None:
    with pytest.raises(BadInput, match="第 2 次投票不是现在进行的"):
        Ledger(ledger.evening, number=2).printed(900)


def test_the_ledger_rests_once_the_result_is_declared(ledger: Ledger) -> None:
    ledger.printed(1000)
    ledger.evening.hold(750, a_clear_result(), collected=700, voters=700)
    with pytest.raises(BadInput, match="已宣布结果"):
        ledger.back(1, right=999)
