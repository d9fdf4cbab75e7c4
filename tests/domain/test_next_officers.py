"""The committee's own vote (委员会选举书记、副书记) as the next one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.nextvotes import CHAIR_IN, VILLAGE, WOMAN_IN, facts_of, open_votes, told, village
from tests.domain.people import LI, MEMBER, QIAN, ZHAO, contest, stands
from tests.domain.test_rounds import after_officers, after_revote, after_runoff
from tests.domain.test_rounds import first_vote as branch_vote
from tests.law.party_branch.cast import DEPUTY, LAW, SECRETARY

from huanjie.domain.rounds import CountFile, OfficersFacts, Round


def test_a_branch_votes_again_then_runs_off_then_elects_its_officers() -> None:
    steps = [branch_vote(), after_revote(), after_runoff(), after_officers()]
    assert [[vote.kind for vote in open_votes(each, LAW)] for each in steps] == [
        ["revote", "runoff"],
        ["runoff"],
        ["officers"],
        [],
    ]


def test_officers_are_elected_out_of_the_committee_and_nominated_by_the_caller() -> None:
    (vote,) = open_votes(after_runoff(), LAW)
    assert told([vote]) == [("officers", [(SECRETARY, 1, ()), (DEPUTY, 1, ())])]
    assert vote.may_stand == (ZHAO, QIAN, LI)


def test_an_office_that_nobody_won_is_open_again_to_those_without_one() -> None:
    facts = OfficersFacts(
        committee=(ZHAO, QIAN, LI), attended=3, votes={SECRETARY: {ZHAO: 3}, DEPUTY: {QIAN: 1}}
    )
    before = after_runoff()
    count = replace(before, rounds=(*before.rounds, Round(kind="officers", facts=facts)))
    (vote,) = open_votes(count, LAW)
    assert told([vote]) == [("officers", [(DEPUTY, 1, ())])]
    assert vote.may_stand == (QIAN, LI)


def test_an_office_that_was_not_voted_on_is_not_asked_for_afterwards() -> None:
    facts = OfficersFacts(committee=(ZHAO, QIAN, LI), attended=3, votes={SECRETARY: {ZHAO: 3}})
    before = after_runoff()
    count = replace(before, rounds=(*before.rounds, Round(kind="officers", facts=facts)))
    assert open_votes(count, LAW) == ()


@pytest.mark.parametrize(("votes", "kinds"), [(5, ["runoff", "officers"]), (6, ["officers"])])
def test_where_seats_may_be_given_up_the_committee_need_not_wait_for_a_runoff(
    votes: int, kinds: list[str]
) -> None:
    """到会 10 人，过半数是 6 票；委员不足时可以另行选举，也可以减少名额。"""
    before = branch_vote()
    count = village(contest(MEMBER, stands(ZHAO, 8), stands(QIAN, votes), seats=2), collected=10)
    facts = replace(facts_of(count), entitled=12, attended=10, issued=10)
    vote = replace(before.election, contests=count.election.contests)
    branch = CountFile(election=vote, rounds=(Round(kind="first", facts=facts),))
    found = open_votes(branch, LAW)
    assert [each.kind for each in found] == kinds
    assert [each.optional for each in found if each.kind == "runoff"] == [True] * (len(kinds) - 1)


def test_a_branch_whose_members_elect_the_secretary_themselves_has_no_second_stage() -> None:
    count = village(contest(SECRETARY, stands(ZHAO, 8), stands(QIAN, 2)), collected=10)
    facts = replace(facts_of(count), entitled=12, attended=10, issued=10)
    vote = replace(branch_vote().election, contests=count.election.contests)
    branch = CountFile(election=vote, rounds=(Round(kind="first", facts=facts),))
    assert open_votes(branch, LAW) == ()


def test_a_village_has_no_officers_of_the_committee() -> None:
    assert open_votes(village(CHAIR_IN, contest(MEMBER, *WOMAN_IN, seats=2)), VILLAGE) == ()
