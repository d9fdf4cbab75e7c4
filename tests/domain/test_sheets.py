"""Sheets (计票单): where two tellers differ, and what a scrutineer may and must settle."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.handcounts import with_number
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, ZHAO, ZHOU

from huanjie.domain.sheets import (
    Place,
    Sheet,
    SheetContest,
    Sheets,
    What,
    differences,
    numbers,
    settle,
)
from huanjie.door.fault import BadInput

SHEET = Sheet(
    contests={
        CHAIR: SheetContest(
            valid=90,
            invalid=10,
            votes={ZHAO: 50, QIAN: 30},
            oppose={ZHAO: 20, QIAN: 40},
            abstain={ZHAO: 20, QIAN: 20},
            write_ins={"冯八": 5},
        ),
        MEMBER: SheetContest(
            valid=95,
            invalid=5,
            votes={SUN: 60, LI: 50},
            oppose={SUN: 5, LI: 5},
            abstain={SUN: 30, LI: 40},
        ),
    }
)


def at(post: str, what: What, whom: str | None = None) -> Place:
    return Place(post=CHAIR if post == "chair" else MEMBER, what=what, whom=whom)


def changed(**numbers_: int) -> Sheet:
    """The sheet with some numbers changed: chair_votes_赵=51."""
    sheet = SHEET
    for key, number in numbers_.items():
        post, what, *whom = key.split("_")
        place = at(post, what.replace("written", "write-in"), *whom)  # type: ignore[arg-type]
        sheet = with_number(sheet, place, number)
    return sheet


def found(first: Sheet, second: Sheet) -> list[tuple[Place, int, int]]:
    return [(each.place, each.first, each.second) for each in differences(first, second)]


# Differences


def test_two_equal_sheets_do_not_differ() -> None:
    assert differences(SHEET, SHEET) == ()


def test_every_kind_of_number_is_compared_and_told_in_the_order_of_the_paper() -> None:
    other = changed(
        member_votes_孙=61,
        chair_written_冯八=6,
        chair_abstain_钱=19,
        chair_oppose_钱=41,
        chair_votes_赵=49,
        chair_invalid=11,
        chair_valid=89,
    )
    assert found(SHEET, other) == [
        (at("chair", "valid"), 90, 89),
        (at("chair", "invalid"), 10, 11),
        (at("chair", "votes", ZHAO), 50, 49),
        (at("chair", "oppose", QIAN), 40, 41),
        (at("chair", "abstain", QIAN), 20, 19),
        (at("chair", "write-in", "冯八"), 5, 6),
        (at("member", "votes", SUN), 60, 61),
    ]


def test_who_is_written_in_on_one_sheet_alone_has_nothing_on_the_other() -> None:
    other = changed(member_written_陈九=2)
    assert found(SHEET, other) == [(at("member", "write-in", "陈九"), 0, 2)]
    assert found(other, SHEET) == [(at("member", "write-in", "陈九"), 2, 0)]


def test_one_name_spelled_in_two_ways_is_two_differences() -> None:
    first, second = changed(member_written_陈九=2), changed(member_written_陈久=2)
    assert found(first, second) == [
        (at("member", "write-in", "陈九"), 2, 0),
        (at("member", "write-in", "陈久"), 0, 2),
    ]


OTHER_PAPERS: Mapping[str, Sheet] = {
    "a post less": Sheet(contests={CHAIR: SHEET.contests[CHAIR]}),
    "another candidate": changed(member_votes_周=1),
    "no column for those who oppose": Sheet(
        contests={
            **SHEET.contests,
            MEMBER: SheetContest(valid=95, invalid=5, votes={SUN: 60, LI: 50}),
        }
    ),
}


@pytest.mark.parametrize("other", OTHER_PAPERS.values(), ids=OTHER_PAPERS.keys())
def test_sheets_of_two_papers_are_not_compared(other: Sheet) -> None:
    for first, second in ((SHEET, other), (other, SHEET)):
        with pytest.raises(BadInput, match="不是同一张选票"):
            differences(first, second)


# Settling


FIRST = changed(chair_votes_赵=51)
SECOND = changed(chair_votes_赵=49, member_written_陈九=2)
VOTES, NAME = at("chair", "votes", ZHAO), at("member", "write-in", "陈九")


@pytest.mark.parametrize("number", [51, 49, 50, 0])
def test_the_settled_number_is_either_tellers_or_a_new_one(number: int) -> None:
    settled = settle(FIRST, SECOND, {VOTES: number, NAME: 2})
    assert settled == changed(chair_votes_赵=number, member_written_陈九=2)


def test_a_name_that_is_settled_at_nothing_leaves_the_sheet() -> None:
    settled = settle(FIRST, SECOND, {VOTES: 51, NAME: 0})
    assert settled == FIRST
    assert settled.contests[MEMBER].write_ins == {}


def test_what_nobody_disputed_is_as_both_have_it() -> None:
    assert settle(SHEET, SHEET, {}) == SHEET


def test_a_difference_without_a_decision_is_refused_and_named() -> None:
    with pytest.raises(BadInput) as refusal:
        settle(FIRST, SECOND, {VOTES: 51})
    assert refusal.value.says == "还有 1 处不同没有认定，第一处是 member “陈九”的另选他人"


@pytest.mark.parametrize("place", [at("chair", "valid"), at("member", "votes", ZHOU)])
def test_a_decision_where_nothing_differs_is_refused(place: Place) -> None:
    with pytest.raises(BadInput, match="不需要认定"):
        settle(FIRST, SECOND, {VOTES: 51, NAME: 2, place: 90})


@pytest.mark.parametrize(("number", "refused"), [(-1, True), (0, False)])
def test_fewer_than_no_votes_cannot_be_settled(number: int, refused: bool) -> None:
    if not refused:
        assert settle(FIRST, SECOND, {VOTES: number, NAME: 2})
        return
    with pytest.raises(BadInput, match="-1"):
        settle(FIRST, SECOND, {VOTES: number, NAME: 2})


@given(st.data())
def test_a_settled_sheet_differs_from_both_only_where_they_differ(data: st.DataObject) -> None:
    places = st.sampled_from(list(numbers(SHEET)))
    first = second = SHEET
    for _ in range(data.draw(st.integers(0, 3))):
        first = with_number(first, data.draw(places), data.draw(st.integers(0, 99)))
        second = with_number(second, data.draw(places), data.draw(st.integers(0, 99)))
    disputed = [each.place for each in differences(first, second)]
    settled = settle(first, second, {p: data.draw(st.integers(0, 99)) for p in disputed})
    for own in (first, second):
        assert {each.place for each in differences(own, settled)} <= set(disputed)


# The two together


def test_the_sheet_that_counts_is_the_settled_one_where_there_is_one() -> None:
    assert Sheets(first=SHEET, second=SHEET).decided is SHEET
    settled = settle(FIRST, SECOND, {VOTES: 50, NAME: 2})
    assert Sheets(first=FIRST, second=SECOND, settled=settled).decided is settled


def test_a_post_that_nobody_disputed_has_no_settled_sheet_of_its_own() -> None:
    second = changed(chair_votes_赵=49)
    both = Sheets(first=FIRST, second=second, settled=settle(FIRST, second, {VOTES: 50}))
    chair, member = both.of_post(CHAIR), both.of_post(MEMBER)
    assert chair.settled
    assert chair.settled.contests[CHAIR].votes[ZHAO] == 50
    assert member.settled is None
    assert list(member.decided.contests) == [MEMBER]
