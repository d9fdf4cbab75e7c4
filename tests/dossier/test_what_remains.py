"""What remains to be done (还要做什么) once a runoff has left seats open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, ZHAO, ZHOU, contest, stands
from tests.dossier.test_publishable import LAW, count_of

from huanjie.domain.rounds import CountFile, Round, RunoffFacts
from huanjie.dossier.case import Case
from huanjie.dossier.outlook import ToDo, to_do
from huanjie.law.calendar import load_calendar
from huanjie.protect.verifierkey import VerifierKey


def left_after_a_runoff(seats: int) -> tuple[ToDo, ...]:
    """A chair and all but one of the members are elected, and the runoff elects nobody."""
    people = (stands(ZHOU, 500), stands(SUN, 450))[: seats - 1]
    member = contest(MEMBER, *people, stands(LI, 100), stands(QIAN, 90), seats=seats)
    first = count_of(contest(CHAIR, stands(ZHAO, 400)), member)
    runoff = Round(
        kind="runoff", facts=RunoffFacts(vacancies=1, collected=600, votes={LI: 199, QIAN: 50})
    )
    count = CountFile(election=first.election, rounds=(*first.rounds, runoff))
    key = VerifierKey(name="huanjie", public_key=bytes(32))
    return to_do(Case(count=count, pack=LAW, calendar=load_calendar(), key=key))


@pytest.mark.parametrize(("seats", "may_stay_open"), [(3, True), (2, False)])
def test_with_three_elected_the_seat_may_stay_vacant_and_with_two_it_may_not(
    seats: int, may_stay_open: bool
) -> None:
    """四川省村民委员会选举条例第三十八条：当选人已达三人以上，不足的名额可以暂缺。"""
    left = left_after_a_runoff(seats)
    articles = {each.citation.article for each in left if each.citation}
    assert ("第三十八条" in articles) is may_stay_open
    assert any(each.step == "runoff" for each in left) is not may_stay_open


def test_a_pack_without_such_a_rule_says_runoff() -> None:
    silent = replace(LAW, still_short=None)
    first = count_of(contest(CHAIR, stands(ZHAO, 400)), contest(MEMBER, stands(ZHOU, 300)))
    runoff = Round(kind="runoff", facts=RunoffFacts(vacancies=1, collected=600, votes={ZHOU: 10}))
    count = CountFile(election=first.election, rounds=(*first.rounds, runoff))
    key = VerifierKey(name="huanjie", public_key=bytes(32))
    left = to_do(Case(count=count, pack=silent, calendar=load_calendar(), key=key))
    assert any(each.step == "runoff" for each in left)
