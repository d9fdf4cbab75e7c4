"""What the national law of residents' committees leaves open: our convention, and shown as such."""

from __future__ import annotations

from datetime import date

from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    ZHAO,
    ZHOU,
    articles,
    contest,
    is_written_in,
    poll,
    result_of,
    stands,
)

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.contest import Declaration
from huanjie.domain.declaration import declare
from huanjie.domain.reconciliation import reconcile
from huanjie.law.citation import Citation
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)
CHAIRS = contest(CHAIR, stands(ZHAO, 400))


def ground(declared: Declaration, article: str) -> Citation:
    """The one ground of that name."""
    (found,) = (each for each in declared.grounds if each.article == article)
    return found


def test_a_tie_across_the_last_seat_is_voted_on_again_by_convention() -> None:
    member = contest(MEMBER, stands(ZHOU, 500), stands(SUN, 400), stands(LI, 400), seats=2)
    declared = declare(poll(member), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.tied, result.next) == ((ZHOU,), (SUN, LI), ("revote",))
    assert ground(declared, "票数相等").rank == "convention"


def test_the_best_woman_is_seated_first_by_convention() -> None:
    member = contest(MEMBER, stands(SUN, 500), stands(LI, 450), stands(ZHOU, 351), seats=2)
    declared = declare(poll(CHAIRS, member), LAW)
    assert result_of(declared, MEMBER).elected == (SUN, ZHOU)
    assert ground(declared, "妇女名额").rank == "convention"


def test_the_higher_post_stays_and_the_seat_is_run_off_by_convention() -> None:
    people = (stands(SUN, 600), stands(ZHOU, 500), stands(LI, 400))
    member = contest(MEMBER, *people, seats=2)
    declared = declare(poll(CHAIRS, member, relatives=[(ZHAO, SUN)]), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.next) == ((ZHOU,), ("runoff",))
    assert ground(declared, "近亲属同时当选").rank == "convention"
    assert ground(declared, "第八条第二款").rank == "statute"


def test_elected_to_two_posts_he_keeps_the_higher_by_convention() -> None:
    member = contest(MEMBER, stands(ZHAO, 600), stands(ZHOU, 500), stands(SUN, 360), seats=2)
    declared = declare(poll(CHAIRS, member), LAW)
    result = result_of(declared, MEMBER)
    assert result.elected == (ZHOU, SUN)
    assert [(each.id, each.because) for each in result.withdrawn] == [(ZHAO, "two-posts")]
    assert ground(declared, "一人当选两职").rank == "convention"


def test_somebody_written_in_and_elected_is_confirmed_after_a_check_by_convention() -> None:
    declared = declare(poll(contest(CHAIR, is_written_in(QIAN, 351))), LAW)
    assert QIAN in result_of(declared, CHAIR).conditions[0]
    assert ground(declared, "另选他人当选").rank == "convention"


def test_papers_are_judged_by_convention() -> None:
    papers = reconcile(LAW, collected=711, known={"issued": 710})
    verdict = judge(LAW, Ballot(marks={MEMBER: Marks(approve=4)}), {MEMBER: 3})
    assert (papers.valid, verdict.valid) == (False, False)
    assert articles([*papers.grounds, *verdict.grounds]) == ["收回的选票", "所选人数"]
    assert {each.rank for each in (*papers.grounds, *verdict.grounds)} == {"convention"}
