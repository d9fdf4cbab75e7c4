"""Runoff (另行选举) of villages and communities: most votes, but not fewer than a third."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people import LI, QIAN, SUN, ZHAO, ZHOU

from huanjie.domain.contest import Person, PersonId, Sex
from huanjie.domain.runoff import runoff, runoff_candidates
from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

TODAY = date(2026, 6, 28)
VILLAGE = load("villagers-committee", today=TODAY)
COMMUNITY = load("residents-committee", today=TODAY)
PARTY = load("party-branch", today=TODAY)


def voted(collected: int, vacancies: int = 1, **votes: int) -> dict[str, object]:
    """Who is elected, who is tied, and what stays open."""
    named = {PersonId(person): n for person, n in votes.items()}
    found = runoff(VILLAGE, vacancies=vacancies, collected=collected, attended=None, votes=named)
    return {"elected": found.elected, "tied": found.tied, "open": found.vacancies}


def person(name: PersonId, votes: int, sex: Sex | None = None) -> Person:
    return Person(id=name, votes=votes, sex=sex)


@pytest.mark.parametrize("pack", [VILLAGE, COMMUNITY], ids=["village", "community"])
@pytest.mark.parametrize(
    ("collected", "line"), [(630, 210), (631, 211), (632, 211), (633, 211), (634, 212), (1, 1)]
)
def test_exactly_a_third_of_the_papers_elects_and_one_vote_fewer_does_not(
    pack: RulePack, collected: int, line: int
) -> None:
    enough, short = (
        runoff(pack, vacancies=1, collected=collected, attended=None, votes={SUN: votes})
        for votes in (line, line - 1)
    )
    assert (enough.minimum_votes, enough.elected, enough.vacancies) == (line, (SUN,), 0)
    assert (short.minimum_votes, short.elected, short.vacancies) == (line, (), 1)


def test_over_a_third_the_most_votes_win() -> None:
    assert voted(600, 孙=250, 李=340) == {"elected": (LI,), "tied": (), "open": 0}


def test_two_seats_and_one_over_a_third_leave_one_open() -> None:
    assert voted(600, 2, 孙=200, 李=199) == {"elected": (SUN,), "tied": (), "open": 1}


@pytest.mark.parametrize(
    ("seats", "elected", "tied"), [(1, (), (SUN, LI)), (2, (SUN, LI), ()), (3, (SUN, LI), ())]
)
def test_equal_votes_are_tied_only_across_the_last_seat(
    seats: int, elected: tuple[str, ...], tied: tuple[str, ...]
) -> None:
    found = voted(600, seats, 孙=250, 李=250, 周=100)
    assert (found["elected"], found["tied"]) == (elected, tied)


def test_a_tie_names_the_rule_on_ties_and_no_tie_does_not() -> None:
    ballots = {"vacancies": 1, "collected": 600, "attended": None}
    tied = runoff(VILLAGE, votes={SUN: 250, LI: 250}, **ballots)  # type: ignore[arg-type]
    clear = runoff(VILLAGE, votes={SUN: 250, LI: 249}, **ballots)  # type: ignore[arg-type]
    assert [len(each.grounds) for each in (tied, clear)] == [2, 1]


def test_equal_votes_under_a_third_are_no_tie() -> None:
    assert voted(600, 孙=199, 李=199) == {"elected": (), "tied": (), "open": 1}


def test_without_the_papers_no_third_is_taken() -> None:
    with pytest.raises(BadInput, match="collected"):
        runoff(VILLAGE, vacancies=1, collected=None, attended=600, votes={SUN: 600})


def test_a_pack_without_a_runoff_says_whose_decision_it_is() -> None:
    silent = replace(VILLAGE, runoff=None, runoff_candidates=None)
    with pytest.raises(NoSuchRule) as silence:
        runoff(silent, vacancies=1, collected=1, attended=None, votes={})
    assert silence.value.decided_by == "province"
    with pytest.raises(NoSuchRule):
        runoff_candidates(silent, vacancies=1, people=())


@given(
    collected=st.integers(0, 2000),
    vacancies=st.integers(1, 4),
    shares=st.lists(st.integers(0, 100), max_size=6),
)
def test_everyone_elected_has_a_third_and_no_fewer_votes_than_anybody_left_out(
    collected: int, vacancies: int, shares: list[int]
) -> None:
    votes = {PersonId(f"p{n}"): collected * share // 100 for n, share in enumerate(shares)}
    found = runoff(VILLAGE, vacancies=vacancies, collected=collected, attended=None, votes=votes)
    assert len(found.elected) + found.vacancies == vacancies
    left = [n for each, n in votes.items() if each not in (*found.elected, *found.tied)]
    for each in (*found.elected, *found.tied):
        assert 3 * votes[each] >= collected
        assert all(votes[each] > n for n in left if 3 * n >= collected)


# Who stands


NOT_ELECTED = (person(LI, 200), person(SUN, 260), person(ZHOU, 190), person(ZHAO, 200))


@pytest.mark.parametrize(
    ("vacancies", "margin", "standing"),
    [
        (1, 0, (SUN,)),
        (1, None, (SUN, LI, ZHAO)),  # equal at the edge: both stand
        (2, 0, (SUN, LI, ZHAO)),
        (2, None, (SUN, LI, ZHAO)),
        (2, 2, (SUN, LI, ZHAO, ZHOU)),
        (3, 5, (SUN, LI, ZHAO, ZHOU)),
    ],
)
def test_the_not_elected_with_most_votes_stand_again(
    vacancies: int, margin: int | None, standing: tuple[str, ...]
) -> None:
    chosen = runoff_candidates(VILLAGE, vacancies=vacancies, people=NOT_ELECTED, margin=margin)
    assert chosen.candidates == standing


@pytest.mark.parametrize(("vacancies", "number"), [(1, 2), (5, 6), (6, 8)])
def test_a_branch_keeps_its_own_margin_of_a_fifth(vacancies: int, number: int) -> None:
    people = tuple(person(PersonId(f"p{n}"), 100 - n) for n in range(10))
    assert len(runoff_candidates(PARTY, vacancies=vacancies, people=people).candidates) == number


def test_for_a_womans_seat_only_women_stand() -> None:
    people = (person(LI, 200, "m"), person(SUN, 150, "f"), person(QIAN, 90, "f"))
    chosen = runoff_candidates(VILLAGE, vacancies=1, people=people, women_only=True, margin=0)
    assert chosen.candidates == (SUN,)


def test_a_sex_that_nobody_stated_is_asked_for() -> None:
    with pytest.raises(BadInput, match="周"):
        runoff_candidates(VILLAGE, vacancies=1, people=(person(ZHOU, 9),), women_only=True)
