"""Officers (书记、副书记) by the committee's own vote, in whatever order they are read out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people import LI, QIAN, SUN, ZHAO, ZHOU
from tests.law.party_branch.cast import DEPUTY, LAW, SECRETARY

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.officers import officers
from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.law.shelf import load

FIVE = (ZHAO, QIAN, SUN, LI, ZHOU)
Votes = dict[Post, dict[PersonId, int]]


def test_the_higher_post_is_filled_first_whichever_is_read_out_first() -> None:
    votes: Votes = {SECRETARY: {ZHAO: 5}, DEPUTY: {ZHAO: 5}}
    turned = dict(reversed(votes.items()))
    for stated in (votes, turned):
        found = officers(LAW, committee=FIVE, attended=5, votes=stated)
        assert found.elected == {SECRETARY: ZHAO, DEPUTY: None}
        assert list(found.elected) == list(stated)


def test_a_post_of_the_committees_own_ranks_below_both() -> None:
    discipline = Post("纪律检查委员")
    votes: Votes = {discipline: {ZHAO: 5, QIAN: 0}, SECRETARY: {ZHAO: 3}}
    found = officers(LAW, committee=FIVE, attended=5, votes=votes)
    assert found.elected == {discipline: None, SECRETARY: ZHAO}


@pytest.mark.parametrize(("attended", "met"), [(3, False), (4, True)])
def test_without_four_fifths_nobody_is_elected_by_any_number_of_votes(
    attended: int, met: bool
) -> None:
    votes: Votes = {SECRETARY: {ZHAO: attended}}
    found = officers(LAW, committee=FIVE, attended=attended, votes=votes)
    assert (found.quorum_met, found.elected[SECRETARY]) == (met, ZHAO if met else None)


def test_more_present_than_the_committee_has_members_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        officers(LAW, committee=FIVE, attended=6, votes={SECRETARY: {ZHAO: 5}})
    assert refusal.value.at == "/attended"


def test_villagers_elect_no_officers_in_a_second_stage() -> None:
    village = load("villagers-committee", today=date(2026, 6, 28))
    with pytest.raises(NoSuchRule) as silence:
        officers(village, committee=FIVE, attended=5, votes={})
    assert silence.value.decided_by == "province"


@given(
    attended=st.integers(0, 5),
    secretary=st.lists(st.integers(0, 5), min_size=5, max_size=5),
    deputy=st.lists(st.integers(0, 5), min_size=5, max_size=5),
)
def test_whoever_is_elected_has_over_half_and_more_than_any_rival(
    attended: int, secretary: list[int], deputy: list[int]
) -> None:
    votes: Votes = {
        SECRETARY: dict(zip(FIVE, secretary, strict=True)),
        DEPUTY: dict(zip(FIVE, deputy, strict=True)),
    }
    found = officers(LAW, committee=FIVE, attended=attended, votes=votes)
    assert found.quorum_met is (attended >= 4)
    chosen = [each for each in found.elected.values() if each]
    assert len(chosen) == len(set(chosen))
    for post, holder in found.elected.items():
        if holder:
            assert 2 * votes[post][holder] > attended
            rivals = set(FIVE) - {holder, found.elected[SECRETARY]}
            assert all(votes[post][holder] > votes[post][rival] for rival in rivals)
