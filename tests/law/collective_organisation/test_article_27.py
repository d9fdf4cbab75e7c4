"""农村集体经济组织法第二十七条：三分之二以上的成员参加，全体成员三分之二以上同意，提前十日通知。

The base is all members, not those who came; that an election too is such a decision is our reading.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import LI, MEMBER, SUN, ZHAO, articles, contest, result_of, stands
from tests.law.asking import asked
from tests.law.lookup import condition, unmet

from huanjie.domain.contest import ContestCount, Count, Person, PersonId
from huanjie.domain.declaration import declare
from huanjie.domain.quorum import quorum
from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.expression import Value
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("collective-organisation", on=DAY, today=DAY)


def assembly(*contests: ContestCount, entitled: int = 300, attended: int = 250) -> Count:
    """A members' assembly in which everybody who came votes."""
    return Count(contests=contests, entitled=entitled, attended=attended, collected=attended)


@pytest.mark.parametrize(("attended", "valid"), [(199, False), (200, True)])
def test_two_thirds_of_the_members_make_an_assembly(attended: int, valid: bool) -> None:
    enough = quorum(LAW, entitled=300, attended=attended)
    assert enough.met is valid
    assert articles(enough.grounds) == ["第二十七条第一款"]


def test_an_assembly_short_of_its_quorum_elects_nobody() -> None:
    declared = declare(assembly(contest(MEMBER, stands(ZHAO, 199)), attended=199), LAW)
    assert (declared.valid, declared.contests) == (False, ())


def test_two_thirds_of_all_members_elect_however_many_came() -> None:
    declared = declare(assembly(contest(MEMBER, stands(ZHAO, 200), stands(SUN, 50))), LAW)
    result = result_of(declared, MEMBER)
    assert (result.minimum_votes, result.elected) == (200, (ZHAO,))
    assert articles(declared.grounds) == ["第二十七条第一款", "第二十七条第三款"]
    assert declared.grounds[-1].confidence == "C"


@pytest.mark.parametrize(
    ("people", "elected", "says"),
    [
        ((stands(ZHAO, 199),), (), "空缺 1 名"),
        ((stands(SUN, 210), stands(LI, 210)), (), "票数相等"),
    ],
    ids=["one vote short", "equal"],
)
def test_a_shortfall_and_a_tie_are_for_the_charter(
    people: tuple[Person, ...], elected: tuple[PersonId, ...], says: str
) -> None:
    declared = declare(assembly(contest(MEMBER, *people)), LAW)
    result = result_of(declared, MEMBER)
    assert (declared.valid, result.elected, result.next) == (True, elected, ("decide",))
    assert len(result.conditions) == 1
    assert says in result.conditions[0]
    assert result.conditions[0].endswith("由章程决定。")
    assert articles(declared.grounds) == ["第二十七条第一款", "第二十七条第三款"]


@pytest.mark.parametrize(("votes", "steps"), [(199, ["decide"]), (200, [])])
def test_one_seat_unfilled_does_not_undo_the_others(votes: int, steps: list[str]) -> None:
    people = [{"id": ZHAO, "votes": 240}, {"id": SUN, "votes": votes}]
    came = asked(
        LAW,
        "declare",
        **{"entitled": 300, "attended": 250, "collected": 250},
        contests=[{"post": "member", "seats": 2, "candidates": people}],
    )
    (result,) = came.answer["contests"]
    assert (came.status, came.answer["valid"], result["next"]) == (0, True, steps)
    assert result["elected"][0] == ZHAO
    assert ("由章程决定" in "".join(result["conditions"])) is bool(steps)


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 10), True), (date(2026, 12, 11), False)]
)
def test_all_members_are_told_ten_days_before(start: date, fits: bool) -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar(), start=start)
    told = dated.step("meeting-notified")
    assert told
    assert told.window.latest == date(2026, 12, 10)
    assert (told.conflict is None) is fits
    assert articles(told.grounds) == ["第二十七条第一款"]


@pytest.mark.parametrize(
    ("fact", "failing"),
    [
        ("principal_absent", ["absent"]),
        ("written", ["written"]),
        ("proxy_same_household", ["household"]),
        ("proxy_full_capacity", ["capacity"]),
    ],
)
def test_only_the_household_stands_in_for_a_member(fact: str, failing: list[str]) -> None:
    facts = ("principal_absent", "written", "proxy_same_household", "proxy_full_capacity")
    lawful: dict[str, Value] = {"method": "voters", **dict.fromkeys(facts, True)}
    assert unmet(LAW.proxy, **lawful) == []
    assert unmet(LAW.proxy, **{**lawful, fact: False}) == failing
    assert condition(LAW.proxy, failing[0]).citation.article == "第二十七条第一款"
