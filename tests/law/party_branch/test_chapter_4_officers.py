"""Chapter 4 (第四章), second stage: the committee in plenary (委员会全体会议) and its officers."""

from __future__ import annotations

import pytest
from tests.domain.people import LI, QIAN, SUN, WU, ZHAO, ZHENG, ZHOU
from tests.law.party_branch.cast import DEPUTY, LAW, SECRETARY

from huanjie.domain.contest import PersonId
from huanjie.domain.officers import Officers, officers

SEVEN = (ZHAO, QIAN, SUN, LI, ZHOU, WU, ZHENG)


def plenary(
    size: int,
    attended: int,
    *,
    secretary: dict[PersonId, int] | None = None,
    deputy: dict[PersonId, int] | None = None,
) -> Officers:
    """The plenary of a committee of that size, the deputy's votes read out first."""
    votes = {DEPUTY: deputy or {}, SECRETARY: secretary or {}}
    return officers(LAW, committee=SEVEN[:size], attended=attended, votes=votes)


@pytest.mark.parametrize(("size", "fewest"), [(3, 3), (5, 4), (7, 6)])
def test_four_fifths_of_a_committee_must_come(size: int, fewest: int) -> None:
    votes = {ZHAO: fewest - 1}
    assert plenary(size, fewest, secretary=votes).elected[SECRETARY] == ZHAO
    short = plenary(size, fewest - 1, secretary=votes)
    assert not short.quorum_met
    assert set(short.elected.values()) == {None}


@pytest.mark.parametrize(
    ("size", "attended", "line"), [(3, 3, 2), (5, 4, 3), (5, 5, 3), (7, 6, 4), (7, 7, 4)]
)
def test_half_of_the_members_present_is_not_more_than_half(
    size: int, attended: int, line: int
) -> None:
    over = plenary(size, attended, secretary={ZHAO: line})
    under = plenary(size, attended, secretary={ZHAO: line - 1})
    assert (over.minimum_votes, over.elected[SECRETARY]) == (line, ZHAO)
    assert (under.minimum_votes, under.elected[SECRETARY]) == (line, None)


def test_one_person_does_not_hold_both_posts() -> None:
    both = plenary(5, 5, secretary={ZHAO: 4}, deputy={ZHAO: 5})
    assert both.elected == {DEPUTY: None, SECRETARY: ZHAO}


def test_who_fails_as_secretary_may_still_be_deputy() -> None:
    deputy = plenary(5, 5, secretary={ZHAO: 2, QIAN: 3}, deputy={ZHAO: 3})
    assert deputy.elected == {DEPUTY: ZHAO, SECRETARY: QIAN}


@pytest.mark.parametrize(("attended", "votes"), [(4, 2), (6, 3)])
def test_equal_votes_elect_nobody(attended: int, votes: int) -> None:
    size = 5 if attended == 4 else 7
    assert plenary(size, attended, secretary={ZHAO: votes, QIAN: votes}).elected[SECRETARY] is None


def test_no_votes_elect_nobody() -> None:
    assert plenary(3, 3).elected == {DEPUTY: None, SECRETARY: None}


def test_the_quorum_and_the_line_are_both_named() -> None:
    says = [each.says for each in plenary(3, 3, secretary={ZHAO: 2}).grounds]
    assert ["五分之四" in says[0], "一半" in says[1], len(says)] == [True, True, 2]
