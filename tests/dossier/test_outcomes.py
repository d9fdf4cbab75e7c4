"""Outcomes (个人结果): what came of each person's votes in the end, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, ZHAO, ZHOU, contest, stands
from tests.dossier.examples import example
from tests.dossier.test_next_votes_agree import PACKS, first_votes, held, is_declared
from tests.dossier.test_page import case_of, words
from tests.dossier.test_publishable import LAW, count_of

from huanjie.domain.contest import PersonId, Post, Withdrawal
from huanjie.domain.nextvotes import next_votes
from huanjie.domain.rounds import (
    Batch,
    BatchCount,
    CountFile,
    OfficersFacts,
    Round,
    RunoffFacts,
    declare_rounds,
)
from huanjie.dossier.case import Case
from huanjie.dossier.notice import result_notice
from huanjie.dossier.outcomes import REASONS, Outcome, Outcomes, Reason
from huanjie.dossier.page import render
from huanjie.dossier.vote import Vote, all_votes, votes_in
from huanjie.law.pack import RulePack

Told = tuple[Outcome, Reason | None]

ENOUGH: Told = (Outcome.ELECTED, Reason.ENOUGH)
TOO_FEW: Told = (Outcome.NOT_ELECTED, Reason.TOO_FEW)


def told(case: Case, vote: Vote) -> dict[PersonId, Told]:
    outcomes = Outcomes(case)
    results = {person.id: outcomes.of(vote, person) for person in vote.people}
    return {id_: (each.outcome, each.reason) for id_, each in results.items()}


def first_of(case: Case, post: Post = MEMBER) -> Vote:
    return next(vote for vote in votes_in(case, 0) if vote.post == post)


def with_runoff(count: CountFile, post: Post, votes: Mapping[PersonId, int]) -> CountFile:
    facts = RunoffFacts(vacancies=1, votes=votes, collected=600)
    batch = Batch(name="全部", contests={post: BatchCount(valid=600, invalid=0, votes=votes)})
    own = Round(kind="runoff", facts=facts, batches=(batch,))
    return replace(count, rounds=(*count.rounds, own))


def next_in_line() -> Case:
    """浙江：R wins the runoff, but P is a relative with more votes, and S is next in line."""
    before, pack = example("relatives-both-elected")
    votes = {PersonId("R"): 300, PersonId("S"): 260, PersonId("T"): 40}
    count = with_runoff(before, MEMBER, votes)
    pair = (PersonId("P"), PersonId("R"))
    near = (*count.election.near_relatives, pair)
    return case_of(replace(count, election=replace(count.election, near_relatives=near)), pack)


def higher_post() -> Case:
    """孙 is elected a member at first, and chair by the runoff."""
    chairs = contest(CHAIR, stands(ZHAO, 300), stands(SUN, 200))
    members = contest(MEMBER, stands(ZHOU, 500), stands(SUN, 400), seats=2)
    return case_of(with_runoff(count_of(chairs, members), CHAIR, {SUN: 400, ZHAO: 190}), LAW)


@pytest.mark.parametrize(("votes", "expected"), [(350, TOO_FEW), (351, ENOUGH)])
def test_exactly_half_of_the_papers_are_too_few(votes: int, expected: Told) -> None:
    """村民委员会组织法第十八条第二款：过半数。"""
    case = case_of(count_of(contest(CHAIR, stands(ZHAO, votes))), LAW)
    assert told(case, first_of(case, CHAIR)) == {ZHAO: expected}


def test_of_more_who_reach_the_line_than_seats_the_last_finds_them_full() -> None:
    members = contest(MEMBER, stands(ZHOU, 500), stands(LI, 400), stands(QIAN, 399), seats=2)
    case = case_of(count_of(members), LAW)
    full = (Outcome.NOT_ELECTED, Reason.SEATS_FULL)
    assert told(case, first_of(case)) == {ZHOU: ENOUGH, LI: ENOUGH, QIAN: full}


def test_a_woman_with_fewer_votes_has_the_seat_that_is_kept_for_one() -> None:
    case = case_of(*example("the-best-woman-first"))
    found = told(case, first_of(case))
    assert found[PersonId("C")] == (Outcome.ELECTED, Reason.WOMANS_SEAT)
    assert found[PersonId("B")][0] is Outcome.NOT_ELECTED


def test_equal_votes_wait_for_a_revote() -> None:
    case = case_of(*example("tie-across-the-last-seat"))
    tied = (Outcome.TIED, Reason.TIED)
    assert told(case, first_of(case)) == {"A": ENOUGH, "B": tied, "C": tied}


def test_a_revote_says_who_won_it_and_who_lost_it() -> None:
    case = case_of(*example("tie-settled-by-a-revote"))
    vote = first_of(case)
    assert told(case, vote) == {
        "A": ENOUGH,
        "B": (Outcome.NOT_ELECTED, Reason.REVOTE_LOST),
        "C": (Outcome.ELECTED, Reason.REVOTE_WON),
    }
    assert vote.revote
    assert told(case, vote.revote) == {
        "B": (Outcome.NOT_ELECTED, None),
        "C": (Outcome.ELECTED, None),
    }


def equal_again() -> Case:
    """李 and 钱 are equal for the second seat, and equal again in the revote."""
    people = (stands(ZHOU, 500), stands(LI, 400), stands(QIAN, 400))
    own = contest(MEMBER, *people, seats=2, revote={LI: 300, QIAN: 300})
    return case_of(count_of(own), LAW)


def test_who_is_equal_again_in_the_revote_is_tied_in_both_tables() -> None:
    case = equal_again()
    vote = first_of(case)
    assert vote.revote
    assert told(case, vote.revote) == dict.fromkeys((LI, QIAN), (Outcome.TIED, None))
    assert words(render(case)).count("＝ 票数相等") == len((LI, QIAN)) * 2


def test_a_relative_steps_back_at_once() -> None:
    case = case_of(*example("relatives-both-elected"))
    vote = first_of(case)
    back = (Outcome.STEPPED_BACK, Reason.NEAR_RELATIVE)
    assert told(case, vote)[PersonId("Y")] == back
    withdrawn = (Withdrawal(id=PersonId("Y"), because="near-relative"),)
    assert Outcomes(case).stepped_back(vote) == withdrawn


def test_who_steps_back_after_a_runoff_gives_the_seat_to_the_next_in_line() -> None:
    """浙江省村民委员会选举办法第三十一条：递补。"""
    case = next_in_line()
    (runoff,) = votes_in(case, 1)
    assert told(case, runoff) == {
        "R": (Outcome.STEPPED_BACK, Reason.NEAR_RELATIVE),
        "S": (Outcome.NEXT_IN_LINE, Reason.NEXT_IN_LINE),
        "T": TOO_FEW,
    }


def test_who_lost_the_first_vote_did_not_step_back_from_it() -> None:
    case = next_in_line()
    assert told(case, first_of(case))[PersonId("R")] == TOO_FEW


def test_the_page_and_the_notice_say_who_stepped_back_after_a_later_vote_and_who_is_next() -> None:
    case = next_in_line()
    page = words(render(case))
    assert "候选人R300300 / 600 = 50.0 %△ 不任职" in page
    assert "S260260 / 600 = 43.3 %✓ 递补当选" in page
    assert "候选人R：与当选的人有近亲属关系，退出。《中华人民共和国村民委员会组织法》" in page
    assert "候选人R得票够数而不任职：与当选的人有近亲属关系" in result_notice(case)


def test_who_wins_a_higher_post_later_gives_back_the_lower_one_in_the_first_table() -> None:
    case = higher_post()
    back = (Outcome.STEPPED_BACK, Reason.TWO_POSTS)
    assert told(case, first_of(case)) == {ZHOU: ENOUGH, SUN: back}
    (runoff,) = votes_in(case, 1)
    assert told(case, runoff) == {SUN: ENOUGH, ZHAO: TOO_FEW}
    assert "孙400400 / 700 = 57.1 %△ 不任职已当选更高的职务" in words(render(case))


def test_a_void_election_is_void_for_everybody_and_gives_no_reason() -> None:
    case = case_of(*example("turnout-half-is-not-more-than-half"))
    void = (Outcome.VOID, None)
    assert told(case, first_of(case, CHAIR)) == {"A": void, "B": void}


def test_a_meeting_without_its_quorum_elects_nobody_whoever_a_later_one_elects() -> None:
    """The second meeting elects A: of the first one A is not called the next in line."""
    count, pack = example("party-first-stage")
    people = tuple(map(PersonId, "ABC"))
    secretary = Post("secretary")
    meetings = tuple(
        Round(
            kind="officers",
            facts=OfficersFacts(
                committee=people, attended=attended, votes={secretary: {people[0]: attended}}
            ),
        )
        for attended in (1, len(people))
    )
    case = case_of(replace(count, rounds=(*count.rounds, *meetings)), pack)
    (short,), (whole,) = votes_in(case, 1), votes_in(case, 2)
    assert told(case, short)[people[0]][0] is Outcome.NOT_ELECTED
    assert told(case, whole) == {people[0]: ENOUGH}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_words(reason: Reason) -> None:
    assert REASONS[reason] % {"votes": "351"}


def seats_shown(case: Case) -> set[tuple[Post, PersonId]]:
    """Every seat that some row of some table says somebody has."""
    outcomes = Outcomes(case)
    return {
        (each.post, person.id)
        for vote in all_votes(case)
        for each in (vote, vote.revote)
        if each
        for person in each.people
        if outcomes.of(each, person).seated
    }


@given(st.data(), st.sampled_from(PACKS))
def test_the_rows_seat_exactly_those_who_hold_a_post_in_the_end(
    data: st.DataObject, pack: RulePack
) -> None:
    count = data.draw(first_votes(pack))
    for _ in range(4):
        case = case_of(count, pack)
        final = case.declared.final
        assert seats_shown(case) == {(post, id_) for post in final for id_ in final[post]}
        votes = next_votes(count, declare_rounds(count, pack), pack)
        if not votes:
            return
        count = held(data, count, votes[0])
        if not is_declared(count, pack):
            return
