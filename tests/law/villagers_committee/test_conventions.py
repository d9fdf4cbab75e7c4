"""What the national law of villagers' committees leaves open, and says so.

The Rules of 2013 (村民委员会选举规程) come first, rank guidance; then our own convention, rank
convention. Nobody may read either as statute.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    VICE,
    WU,
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
from huanjie.domain.contest import Declaration, PersonId
from huanjie.domain.declaration import declare
from huanjie.domain.reconciliation import reconcile
from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.citation import Citation
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY)


def ground(declared: Declaration, article: str) -> Citation:
    """The one ground of that name."""
    (found,) = (each for each in declared.grounds if each.article == article)
    return found


def test_a_tie_across_the_last_seat_is_voted_on_again_by_guidance() -> None:
    member = contest(MEMBER, stands(ZHOU, 500), stands(SUN, 400), stands(LI, 400), seats=2)
    declared = declare(poll(member), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.tied, result.next) == ((ZHOU,), (SUN, LI), ("revote",))
    tie = ground(declared, "第六章")
    assert (tie.law, tie.rank) == ("村民委员会选举规程", "guidance")


def test_the_best_woman_is_seated_first_by_guidance() -> None:
    people = (stands(SUN, 500), stands(LI, 450), stands(ZHOU, 360), stands(WU, 352))
    chair = contest(CHAIR, stands(ZHAO, 400))
    declared = declare(poll(chair, contest(MEMBER, *people, seats=2)), LAW)
    assert result_of(declared, MEMBER).elected == (SUN, ZHOU)
    assert ground(declared, "第六章").rank == "guidance"


def test_more_ballots_than_were_issued_void_the_election_by_guidance() -> None:
    papers = reconcile(LAW, collected=711, known={"issued": 710})
    assert (papers.valid, papers.next) == (False, ("repeat-election",))
    assert [each.rank for each in papers.grounds] == ["guidance"]
    assert articles(papers.grounds) == ["第六章"]


def test_one_name_too_many_voids_the_whole_paper_by_guidance() -> None:
    marks = {CHAIR: Marks(approve=1), MEMBER: Marks(approve=3, write_in=1)}
    verdict = judge(LAW, Ballot(marks=marks), {CHAIR: 1, MEMBER: 3})
    assert not verdict.valid
    assert not verdict.counts_for(CHAIR)
    assert [each.rank for each in verdict.grounds] == ["guidance"]


def test_one_person_named_for_two_posts_does_not_void_a_paper_where_no_law_says_so() -> None:
    marks = {CHAIR: Marks(approve=1), MEMBER: Marks(approve=3)}
    ballot = Ballot(marks=marks, same_person_twice=True)
    assert judge(LAW, ballot, {CHAIR: 1, MEMBER: 3}).valid


@pytest.mark.parametrize(
    ("pair", "stays", "leaves"),
    [((ZHAO, SUN), (ZHOU,), SUN), ((SUN, ZHOU), (SUN,), ZHOU)],
)
def test_of_two_relatives_the_higher_post_and_then_the_most_votes_stay_by_convention(
    pair: tuple[PersonId, PersonId], stays: tuple[PersonId, ...], leaves: PersonId
) -> None:
    chair = contest(CHAIR, stands(ZHAO, 360))
    member = contest(MEMBER, stands(SUN, 600), stands(ZHOU, 500), seats=2, women_seat_met=True)
    declared = declare(poll(chair, member, relatives=[pair]), LAW)
    result = result_of(declared, MEMBER)
    assert result.elected == stays
    assert [each.id for each in result.withdrawn] == [leaves]
    assert ground(declared, "近亲属同时当选").rank == "convention"


def test_a_relatives_seat_is_run_off_and_does_not_fall_to_the_next_by_convention() -> None:
    people = (stands(SUN, 600), stands(ZHOU, 500), stands(LI, 400))
    chair = contest(CHAIR, stands(ZHAO, 360))
    declared = declare(poll(chair, contest(MEMBER, *people, seats=2), relatives=[(ZHAO, SUN)]), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.not_elected, result.vacancies) == ((ZHOU,), (LI,), 1)
    assert result.next == ("runoff",)
    assert ground(declared, "近亲属同时当选").rank == "convention"


def test_elected_to_two_posts_he_keeps_the_higher_and_the_next_takes_the_lower() -> None:
    chair = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 200))
    people = (stands(ZHAO, 600), stands(ZHOU, 500), stands(SUN, 360), stands(LI, 351))
    declared = declare(poll(chair, contest(MEMBER, *people, seats=2)), LAW)
    result = result_of(declared, MEMBER)
    assert result_of(declared, CHAIR).elected == (ZHAO,)
    assert (result.elected, result.not_elected) == ((ZHOU, SUN), (LI,))
    assert [(each.id, each.because) for each in result.withdrawn] == [(ZHAO, "two-posts")]
    assert ground(declared, "一人当选两职").rank == "convention"


def test_a_lower_post_that_nobody_else_won_stays_open() -> None:
    chair = contest(CHAIR, stands(ZHAO, 400))
    vice = contest(VICE, stands(ZHAO, 600), stands(ZHOU, 350))
    declared = declare(poll(chair, vice), LAW)
    result = result_of(declared, VICE)
    assert (result.elected, result.not_elected, result.vacancies) == ((), (ZHOU,), 1)
    assert result.next == ("runoff",)
    assert ground(declared, "一人当选两职").rank == "convention"


def test_a_holder_of_the_higher_post_takes_part_in_no_tie_below() -> None:
    chair = contest(CHAIR, stands(ZHAO, 400))
    people = (stands(ZHOU, 500), stands(ZHAO, 400), stands(SUN, 400))
    declared = declare(poll(chair, contest(MEMBER, *people, seats=2)), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.tied, result.next) == ((ZHOU, SUN), (), ())
    assert ground(declared, "一人当选两职").rank == "convention"


def test_who_is_tied_for_the_higher_post_is_not_yet_declared_for_the_lower() -> None:
    """If 赵 wins the revote for chair 李 takes his seat as member, else 赵 does."""
    chair = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 400))
    people = (stands(ZHOU, 500), stands(ZHAO, 450), stands(LI, 360))
    declared = declare(poll(chair, contest(MEMBER, *people, seats=2)), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.vacancies) == ((ZHOU,), 1)
    assert "decide" in result.next
    assert ground(declared, "一人当选两职").rank == "convention"


def test_two_who_are_tied_for_both_posts_are_voted_on_again_for_the_higher_alone() -> None:
    """Whoever wins the chair, the other is the one member: nobody votes on that again."""
    people = (stands(ZHAO, 400), stands(QIAN, 400))
    chair, member = contest(CHAIR, *people), contest(MEMBER, *people, women_seat_met=True)
    result = result_of(declare(poll(chair, member), LAW), MEMBER)
    assert (result.elected, result.tied, result.next) == ((), (), ("decide",))
    chair = contest(CHAIR, *people, revote={ZHAO: 300, QIAN: 200})
    declared = declare(poll(chair, member), LAW)
    assert result_of(declared, MEMBER).elected == (QIAN,)
    assert ground(declared, "一人当选两职").rank == "convention"


def test_somebody_written_in_and_elected_is_confirmed_after_a_check_by_convention() -> None:
    chair = contest(CHAIR, stands(ZHAO, 300), is_written_in(QIAN, 351))
    declared = declare(poll(chair), LAW)
    result = result_of(declared, CHAIR)
    assert result.elected == (QIAN,)
    assert len(result.conditions) == 1
    assert QIAN in result.conditions[0]
    assert ground(declared, "另选他人当选").rank == "convention"


def test_the_list_of_candidates_is_posted_five_days_before_by_convention() -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    posted = next(step for step in dated.steps if step.event == "candidates-published")
    assert posted.window.latest == date(2026, 12, 15)
    assert [each.rank for each in posted.grounds] == ["convention"]
    assert articles(posted.grounds) == ["候选人名单公布"]
