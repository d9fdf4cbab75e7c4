"""第四章: the League meeting votes as the Party's does (照党的做法), each figure marked so."""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import LI, MEMBER, QIAN, SUN, ZHAO, ZHOU
from tests.law.asking import accepted, asked
from tests.law.party_branch.cast import DEPUTY, SECRETARY, again, contest, meeting

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.contest import ContestResult, Count
from huanjie.domain.declaration import declare
from huanjie.domain.nomination import candidate_numbers
from huanjie.domain.officers import officers
from huanjie.domain.quorum import quorum
from huanjie.domain.runoff import runoff
from huanjie.law.shelf import load

DAY = date(2026, 5, 4)
LAW = load("youth-league", on=DAY, today=DAY)


def result(count: Count) -> ContestResult:
    (only,) = declare(count, LAW).contests
    return only


@pytest.mark.parametrize(("attended", "met"), [(39, False), (40, True)])
def test_four_fifths_of_the_members_are_a_quorum(attended: int, met: bool) -> None:
    found = quorum(LAW, entitled=50, attended=attended)
    assert (found.minimum, found.met) == (40, met)
    assert [(each.article, each.confidence) for each in found.grounds] == [("第四章", "M")]


@pytest.mark.parametrize(("votes", "elected"), [(22, ()), (23, (ZHAO,))])
def test_half_of_those_present_elect_nobody(votes: int, elected: tuple[str, ...]) -> None:
    assert result(meeting(contest(seats=1, 赵=votes, 钱=2))).elected == elected


def test_equal_votes_are_voted_on_again_and_more_votes_win() -> None:
    first = contest(seats=2, 赵=40, 钱=23, 孙=23)
    assert result(meeting(first)).next == ("revote",)
    assert result(meeting(again(first, 钱=21, 孙=20))).elected == (ZHAO, QIAN)
    assert LAW.tie is not None
    assert LAW.tie.citation.confidence == "S"


@pytest.mark.parametrize(("collected", "valid"), [(44, True), (45, False)])
def test_more_papers_than_people_present_void_the_election(collected: int, valid: bool) -> None:
    count = meeting(contest(seats=1, 赵=40), collected=collected, issued=50)
    assert declare(count, LAW).valid is valid


@pytest.mark.parametrize(("approve", "valid"), [(3, True), (4, False)])
def test_more_names_than_seats_void_the_paper(approve: int, valid: bool) -> None:
    ballot = Ballot(marks={MEMBER: Marks(approve=approve)})
    assert judge(LAW, ballot, {MEMBER: 3}).valid is valid


@pytest.mark.parametrize(("candidates", "lawful"), [(3, False), (4, True)])
def test_a_fifth_more_candidates_than_seats_rounded_up(candidates: int, lawful: bool) -> None:
    assert bool(candidate_numbers(LAW, {MEMBER: (3, candidates)}).lawful) is lawful
    assert bool(candidate_numbers(LAW, {SECRETARY: (1, 1), DEPUTY: (1, 1)}).lawful)


@pytest.mark.parametrize(("votes", "elected"), [(22, ()), (23, (SUN,))])
def test_a_runoff_needs_half_again_and_a_third_is_not_enough(
    votes: int, elected: tuple[str, ...]
) -> None:
    found = runoff(LAW, vacancies=1, collected=None, attended=44, votes={SUN: votes})
    assert found.elected == elected


@pytest.mark.parametrize(("attended", "met"), [(3, False), (4, True)])
def test_the_committee_elects_its_secretary(attended: int, met: bool) -> None:
    five = (ZHAO, QIAN, SUN, LI, ZHOU)
    votes = {SECRETARY: {ZHAO: 3}, DEPUTY: {QIAN: 3}}
    found = officers(LAW, committee=five, attended=attended, votes=votes)
    assert found.quorum_met is met
    assert found.elected == {SECRETARY: ZHAO if met else None, DEPUTY: QIAN if met else None}


# 不得委托他人投票


@pytest.mark.parametrize("held_before", [None, 0, 1])
def test_no_proxy_is_ever_accepted(held_before: int | None) -> None:
    case = {"principal_absent": True, "written": True, "proxy_is_voter": True}
    stated = case if held_before is None else case | {"held_before": held_before}
    assert not accepted(LAW, "proxy", stated)


def test_the_refusal_says_that_another_form_of_voting_may_be_approved() -> None:
    found = asked(LAW, "proxy", cases={"case": {"held_before": 0}})
    assert found.articles == ["第四章"]
    says = next(each.citation.says for each in LAW.proxy)
    assert "其他形式投票" in says
    assert any(each.key == "other-form" for each in LAW.provisions)


def test_what_is_taken_from_the_party_is_marked_as_unconfirmed() -> None:
    taken = [LAW.quorum, LAW.majority, LAW.ballot_total, LAW.over_vote, LAW.runoff]
    for rule in (*taken, *LAW.candidates.values()):
        assert rule is not None
        assert rule.citation.confidence == "M"
        assert "照党的做法" in rule.citation.says
