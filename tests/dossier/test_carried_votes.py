"""Votes for a higher post that count for a lower one, as a dossier shows them.

河北省村民委员会选举办法第二十九条第二款。
"""

from __future__ import annotations

from dataclasses import replace

from tests.domain.nextvotes import with_runoff
from tests.domain.people import CHAIR, MEMBER, QIAN, SUN, ZHAO, ZHOU, contest, stands
from tests.dossier.test_publishable import count_of
from tests.law.lookup import law_of

from huanjie.domain.contest import Count
from huanjie.domain.rounds import CountFile, declare_rounds
from huanjie.dossier.case import Case
from huanjie.dossier.outcomes import Outcomes, Reason
from huanjie.dossier.outlook import to_do, votes_of
from huanjie.dossier.publishable import publishable
from huanjie.dossier.vote import votes_in
from huanjie.law.calendar import load_calendar
from huanjie.protect.verifierkey import VerifierKey

HEBEI = law_of("hebei")


def village(*, own: int = 151, relatives: tuple[tuple[str, str], ...] = ()) -> CountFile:
    """赵 is chair; 钱 lost with 200 votes and has so many of his own as a member."""
    chairs = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 200))
    members = contest(MEMBER, stands(QIAN, own), stands(ZHOU, 500), stands(SUN, 90), seats=3)
    count = count_of(chairs, members, relatives=relatives)
    facts = count.rounds[0].facts
    assert isinstance(facts, Count)
    facts = replace(facts, voters=700, single_ballot=True)
    return replace(count, rounds=(replace(count.rounds[0], facts=facts),))


def case_of(count: CountFile) -> Case:
    key = VerifierKey(name="huanjie", public_key=bytes(32))
    return Case(count=count, pack=HEBEI, calendar=load_calendar(), key=key)


def test_the_sum_is_shown_as_what_elected_him() -> None:
    case = case_of(village())
    vote = next(each for each in votes_in(case, 0) if each.post == MEMBER)
    qian = next(each for each in vote.people if each.id == QIAN)
    told = Outcomes(case).of(vote, qian)
    assert (qian.votes, told.seated, told.reason) == (351, True, Reason.ENOUGH)
    assert votes_of(case)[MEMBER, QIAN] == 351
    assert any("计入委员得票" in each.says for each in to_do(case))


def test_the_sum_says_whose_kinship_decided_something() -> None:
    """351 reach the line with the votes for chair: the pair is published; 350 do not."""
    for own, kept in ((151, True), (150, False)):
        count = village(own=own, relatives=((QIAN, ZHOU),))
        assert bool(publishable(count, HEBEI).election.near_relatives) is kept


def test_who_stays_of_two_relatives_goes_by_the_sum_in_later_rounds_too() -> None:
    """孙 is 钱's brother and wins the runoff with fewer votes than 钱's sum."""
    count = with_runoff(village(relatives=((QIAN, SUN),)), MEMBER, 1, 孙=300)
    declared = declare_rounds(count, HEBEI)
    assert declared.final[MEMBER] == (ZHOU, QIAN)
