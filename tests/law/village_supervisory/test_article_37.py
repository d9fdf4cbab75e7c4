"""村民委员会组织法第三十七条：村务监督机构由会议推选，村民委员会成员及其近亲属不得担任。

The law gives the choice no figure of its own: the meeting that makes it decides as it always does
(第三十条第二款、第二十六条第一款); that reading is ours, and is marked so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.people import LI, SUN, ZHAO, articles, contest, result_of, stands
from tests.law.lookup import condition, provision, unmet

from huanjie.domain.contest import ContestCount, Count, PersonId, Post
from huanjie.domain.declaration import declare
from huanjie.domain.findings import findings_of, together
from huanjie.domain.quorum import quorum
from huanjie.domain.term import term_end
from huanjie.door.fault import NoSuchRule
from huanjie.law.shelf import load

DAY = date(2026, 12, 26)
LAW = load("village-supervisory", on=DAY, today=DAY)
SUPERVISOR = Post("supervisor")


def meeting(*contests: ContestCount, entitled: int = 60, attended: int = 50) -> Count:
    """A meeting of the villagers' representatives in which everybody votes."""
    return Count(contests=contests, entitled=entitled, attended=attended, collected=attended)


@pytest.mark.parametrize(("attended", "valid"), [(39, False), (40, True)])
def test_two_thirds_of_the_representatives_make_a_meeting(attended: int, valid: bool) -> None:
    declared = declare(meeting(contest(SUPERVISOR, stands(ZHAO, 39)), attended=attended), LAW)
    assert declared.valid is valid
    assert quorum(LAW, entitled=60, attended=attended).met is valid
    assert declared.grounds[0].article == "第三十条第二款"
    assert declared.grounds[0].confidence == "C"


@pytest.mark.parametrize(("votes", "elected"), [(25, ()), (26, (ZHAO,))])
def test_more_than_half_of_those_present_elect(votes: int, elected: tuple[PersonId, ...]) -> None:
    declared = declare(meeting(contest(SUPERVISOR, stands(ZHAO, votes))), LAW)
    assert result_of(declared, SUPERVISOR).elected == elected
    assert articles(declared.grounds)[:2] == ["第三十条第二款", "第三十条第二款"]


@pytest.mark.parametrize(("attended", "valid"), [(30, False), (31, True)])
def test_a_villagers_meeting_needs_more_than_half_of_the_adults(attended: int, valid: bool) -> None:
    count = meeting(contest(SUPERVISOR, stands(ZHAO, 30)), attended=attended)
    declared = declare(replace(count, method="adults"), LAW)
    assert declared.valid is valid
    assert set(articles(declared.grounds)) == {"第二十六条第一款"}


@pytest.mark.parametrize(("attended", "valid"), [(39, False), (40, True)])
def test_a_meeting_by_household_needs_two_thirds_of_them(attended: int, valid: bool) -> None:
    count = meeting(contest(SUPERVISOR, stands(ZHAO, 39)), attended=attended)
    declared = declare(replace(count, method="households"), LAW)
    assert declared.valid is valid
    assert set(articles(declared.grounds)) == {"第二十六条第一款"}


def test_a_tie_is_voted_on_again_by_convention() -> None:
    people = (stands(ZHAO, 40), stands(SUN, 30), stands(LI, 30))
    declared = declare(meeting(contest(SUPERVISOR, *people, seats=2)), LAW)
    result = result_of(declared, SUPERVISOR)
    assert (result.elected, result.tied, result.next) == ((ZHAO,), (SUN, LI), ("revote",))
    assert declared.grounds[-1].rank == "convention"


def test_a_seat_that_is_left_is_chosen_again_by_convention() -> None:
    declared = declare(meeting(contest(SUPERVISOR, stands(ZHAO, 26), seats=2)), LAW)
    assert result_of(declared, SUPERVISOR).next == ("runoff",)
    assert (declared.grounds[-1].article, declared.grounds[-1].rank) == ("推选不足", "convention")


def test_more_papers_than_people_void_the_choice_by_convention() -> None:
    count = replace(meeting(contest(SUPERVISOR, stands(ZHAO, 26))), collected=51)
    declared = declare(count, LAW)
    assert not declared.valid
    assert declared.grounds[-1].article == "推选的票数"


def test_a_margin_is_for_the_province_to_say() -> None:
    with pytest.raises(NoSuchRule) as missing:
        LAW.margin_for("supervisor")
    assert missing.value.decided_by == "province"


@pytest.mark.parametrize(
    ("fact", "failing"),
    [("committee_member", ["committee"]), ("near_relative_of_committee_member", ["relatives"])],
)
def test_neither_the_committee_nor_its_near_relatives_supervise_it(
    fact: str, failing: list[str]
) -> None:
    free = {"villager": True, "committee_member": False, "near_relative_of_committee_member": False}
    assert unmet(LAW.eligibility, **free) == []
    assert unmet(LAW.eligibility, **{**free, fact: True}) == failing
    assert condition(LAW.eligibility, failing[0]).citation.article == "第三十七条第一款"


@pytest.mark.parametrize(
    ("said", "on_roll", "expected"),
    [
        ({}, False, "unknown"),
        ({}, True, "eligible"),
        ({"villager": True}, False, "eligible"),
        ({"villager": False}, False, "barred"),
        ({"villager": False}, True, "barred"),
    ],
)
def test_that_somebody_is_a_villager_is_taken_of_the_roll_and_of_nobody_else(
    said: dict[str, bool], on_roll: bool, expected: str
) -> None:
    facts = {"committee_member": False, "near_relative_of_committee_member": False, **said}
    found = findings_of(LAW, facts, post=SUPERVISOR, on_roll=on_roll)
    assert together(found) == expected
    assert found[0].condition.citation.article == "第三十七条第一款"


def test_the_term_is_the_committees() -> None:
    term = term_end(LAW, elected_on=DAY)
    assert term.ends_on == date(2031, 12, 26)
    assert articles(term.grounds) == ["第三十七条第一款"]


@pytest.mark.parametrize(
    ("size", "lawful"), [(2, False), (3, True), (4, True), (5, True), (6, False)]
)
def test_three_to_five_sit_by_guidance(size: int, lawful: bool) -> None:
    assert LAW.size
    assert LAW.size.allows(size) is lawful
    assert LAW.size.citation.rank == "guidance"


def test_somebody_among_them_knows_finance() -> None:
    assert provision(LAW, "finance").citation.article == "第三十七条第一款"


def test_the_committee_is_elected_first() -> None:
    assert LAW.body_order
    assert LAW.body_order.after == ("villagers-committee",)
