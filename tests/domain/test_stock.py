"""Ballot stock (选票管理): every paper is somewhere, and nobody can hand out what is not there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.cycle import Stage
from huanjie.domain.stock import (
    KIND_NAMES,
    MISTAKES,
    OLD_REASONS,
    OPEN_IN,
    REASONS,
    Kind,
    Line,
    Stock,
    check_open,
    faults_of,
    stock_of,
)
from huanjie.domain.stockfindings import disagreeing, faults_before_count, findings
from huanjie.door.fault import BadInput
from huanjie.law.rules import Rule
from huanjie.law.shelf import load

TODAY = date(2026, 12, 20)
DESTROY = load("villagers-committee", on=TODAY, today=TODAY, region="sichuan").unissued_destroyed


def line(kind: Kind, papers: int, *, taken_back: bool = False, witnessed: bool = False) -> Line:
    return Line(kind=kind, papers=papers, taken_back=taken_back, witnessed=witnessed)


def stock(
    printed: int = 1000, out: int = 900, *, back: int = 0, spoiled: int = 0, gone: int = 0
) -> Stock:
    """Papers of a vote; `gone` were destroyed before a witness."""
    return Stock(printed=printed, handed_out=out, returned=back, spoiled=spoiled, destroyed=gone)


def says(found: Stock, *, collected: int | None = None, destroy: Rule | None = None) -> list[str]:
    return [each.says for each in findings(found, collected=collected, destroy=destroy)]


def test_every_kind_has_a_name_reasons_and_a_time() -> None:
    assert set(KIND_NAMES) == set(REASONS) == set(OPEN_IN) == set(Kind)


def test_what_is_given_back_is_no_longer_issued() -> None:
    found = stock_of(
        [line(Kind.PRINTED, 1000), line(Kind.ISSUED, 900), line(Kind.RETURNED, 40)],
    )
    assert (found.issued, found.in_hand) == (860, 140)


def test_a_line_that_was_taken_back_counts_for_nothing() -> None:
    found = stock_of(
        [
            line(Kind.PRINTED, 1000),
            line(Kind.ISSUED, 910, taken_back=True),
            line(Kind.ISSUED, 900),
        ]
    )
    assert found == stock()


@pytest.mark.parametrize(("witnessed", "in_hand"), [(False, 100), (True, 0)])
def test_papers_are_in_hand_until_somebody_watched_them_destroyed(
    witnessed: bool, in_hand: int
) -> None:
    lines = [
        line(Kind.PRINTED, 1000),
        line(Kind.ISSUED, 900),
        line(Kind.DESTROYED, 100, witnessed=witnessed),
    ]
    found = stock_of(lines)
    assert found.in_hand == in_hand
    assert found.awaiting == in_hand
    assert not list(faults_of(found))


def test_nobody_knows_what_is_in_hand_where_no_printing_was_entered() -> None:
    found = stock(printed=0)
    assert not disagreeing(findings(found, collected=880, destroy=None))
    assert disagreeing(findings(found, collected=880, destroy=DESTROY))
    assert found.in_hand is None
    assert not list(faults_of(found))
    assert says(found) == ["没有登记印了多少张选票，说不清还有多少没有发出"]


def test_a_ledger_with_nothing_in_it_says_nothing() -> None:
    assert says(Stock()) == []


@pytest.mark.parametrize(
    ("found", "refused"),
    [
        (stock(out=1000), ""),
        (stock(out=1001), "多出 1 张"),
        (stock(spoiled=100), ""),
        (stock(spoiled=101), "多出 1 张"),
        (stock(gone=100), ""),
        (stock(gone=101), "多出 1 张"),
        (stock(back=900), ""),
        (stock(back=901), "交回一共 901 张，多于领出的 900 张"),
        (stock(printed=0, spoiled=1), "还没有登记印了多少张"),
        (stock(printed=0, gone=1), "还没有登记印了多少张"),
        (Stock(printed=1000, handed_out=900, awaiting=100), ""),
        (Stock(printed=1000, handed_out=900, awaiting=101), "多出 1 张"),
    ],
)
def test_no_more_papers_are_gone_than_there_were(found: Stock, refused: str) -> None:
    faults = [fault.says for fault in faults_of(found)]
    assert bool(faults) is bool(refused)
    assert all(refused in each for each in faults)


def test_the_sums_are_told_in_one_sentence_each() -> None:
    assert says(stock(spoiled=3, gone=90), collected=880) == [
        "印制 1000 ＝ 发出 900 ＋ 废损 3 ＋ 销毁 90 ＋ 还在手上 7",
        "发出 900 ＝ 收回 880 ＋ 没有收回 20",
        "还有 7 张没有发出的选票没有销毁，请清点以后封存或者当众销毁",
    ]


@pytest.mark.parametrize(("collected", "level"), [(900, "ok"), (901, "bad")])
def test_as_many_papers_as_were_issued_may_come_back_and_one_more_is_a_finding(
    collected: int, level: str
) -> None:
    found = findings(stock(gone=100), collected=collected, destroy=None)
    assert [each.level for each in found] == ["ok", level]
    assert len(disagreeing(found)) == (level == "bad")


@pytest.mark.parametrize(("gone", "level"), [(100, None), (99, "bad")])
def test_sichuan_wants_every_paper_destroyed_that_was_not_issued(
    gone: int, level: str | None
) -> None:
    """四川省村民委员会选举条例第三十一条第一款."""
    found = findings(stock(gone=gone), collected=900, destroy=DESTROY)
    wrong = [each for each in found if each.level != "ok"]
    assert [each.level for each in wrong] == ([level] if level else [])
    assert all(each.grounds[0].article == "第三十一条第一款" for each in wrong)


def test_elsewhere_papers_that_are_left_are_a_warning_without_an_article() -> None:
    (wrong,) = (
        each for each in findings(stock(), collected=900, destroy=None) if each.level != "ok"
    )
    assert (wrong.level, wrong.grounds) == ("warn", ())


def test_a_destruction_that_waits_for_its_witness_is_a_finding() -> None:
    found = Stock(printed=1000, handed_out=900, awaiting=100)
    told = says(found, collected=880)
    assert "销毁 100 张，还没有在场监督的人确认" in told
    assert "还在手上 100（其中 100 登记了销毁，等人确认）" in told[0]


@pytest.mark.parametrize(
    ("found", "waits"),
    [
        (stock(gone=100), False),
        (stock(gone=99), True),
        (Stock(printed=1000, handed_out=900, awaiting=100), True),
        (stock(printed=0), False),
    ],
    ids=["all destroyed", "one left", "not watched yet", "nobody knows"],
)
def test_in_sichuan_no_box_is_opened_while_papers_are_known_to_be_left(
    found: Stock, waits: bool
) -> None:
    faults = list(faults_before_count(found, DESTROY))
    assert bool(faults) is waits
    assert all("第三十一条第一款" in fault.says for fault in faults)


def test_where_the_law_does_not_ask_for_it_boxes_are_opened_with_papers_left() -> None:
    assert not list(faults_before_count(stock(), None))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("stage", Stage)
def test_each_kind_is_entered_in_its_stages_alone(kind: Kind, stage: Stage) -> None:
    if stage in OPEN_IN[kind]:
        check_open(kind, stage)
        return
    with pytest.raises(BadInput, match=KIND_NAMES[kind]):
        check_open(kind, stage)


@pytest.mark.parametrize("kind", [Kind.ISSUED, Kind.RETURNED])
def test_the_number_that_the_law_reads_rests_once_papers_are_collected(kind: Kind) -> None:
    assert Stage.COUNTING not in OPEN_IN[kind]


def test_no_reason_says_two_things_of_one_kind() -> None:
    for reasons in REASONS.values():
        assert not set(reasons) & (set(MISTAKES) | set(OLD_REASONS))


LINES = st.builds(
    Line,
    kind=st.sampled_from(Kind),
    papers=st.integers(1, 500),
    taken_back=st.booleans(),
    witnessed=st.booleans(),
)


@given(st.lists(LINES))
def test_every_paper_printed_is_in_exactly_one_place(lines: list[Line]) -> None:
    found = stock_of(lines)
    if found.in_hand is not None:
        gone = found.issued + found.spoiled + found.destroyed
        assert found.printed == gone + found.in_hand


MOVES = {
    Kind.PRINTED: ("press", "hand"),
    Kind.ISSUED: ("hand", "out"),
    Kind.RETURNED: ("out", "hand"),
    Kind.SPOILED: ("hand", "spoiled"),
    Kind.DESTROYED: ("hand", "destroyed"),
}


@given(st.lists(LINES))
def test_a_ledger_adds_up_as_if_paper_by_paper(lines: list[Line]) -> None:
    """The slow count: each paper by itself, moved from pile to pile."""
    piles = dict.fromkeys(("press", "hand", "out", "spoiled", "destroyed", "waits"), 0)
    for each in lines:
        before, after = MOVES[each.kind]
        for _ in range(0 if each.taken_back else each.papers):
            if each.kind == Kind.DESTROYED and not each.witnessed:
                piles["waits"] += 1
                continue
            piles[before] -= 1
            piles[after] += 1
    found = stock_of(lines)
    assert found.issued == piles["out"]
    assert (found.spoiled, found.destroyed) == (piles["spoiled"], piles["destroyed"])
    assert found.awaiting == piles["waits"]
    assert found.in_hand in (None, piles["hand"])


@given(st.lists(LINES))
def test_a_stock_that_is_not_refused_is_never_below_nothing(lines: list[Line]) -> None:
    found = stock_of(lines)
    if not list(faults_of(found)):
        assert found.issued >= 0
        assert found.in_hand is None or found.in_hand >= found.awaiting
