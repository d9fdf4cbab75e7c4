"""村民委员会组织法第十六条：谁登记参加选举，一个人只在一个地方登记。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.domain.people import articles

from huanjie.domain.eligibility import judge_eligibility
from huanjie.domain.registration import Registration, register
from huanjie.law.shelf import load

DAY = date(2026, 6, 28)
LAW = load("villagers-committee", on=DAY, today=DAY)
RESIDENT: dict[str, Any] = {"hukou_here": True, "lives_here": True}
INCOMER: dict[str, Any] = {
    "hukou_here": False,
    "months_living_here": 12,
    "applied": True,
    "meeting_agreed": True,
}


def registered(**stated: Any) -> Registration:
    return register(LAW, {"polling_day": DAY, **stated})


@pytest.mark.parametrize(
    ("born", "old_enough"), [(date(2008, 6, 28), True), (date(2008, 6, 29), False)]
)
def test_whoever_turns_eighteen_on_the_polling_day_votes_and_the_day_after_does_not(
    born: date, old_enough: bool
) -> None:
    found = registered(**RESIDENT, birth_date=born)
    assert found.registered is old_enough
    assert "第十六条第一款" in articles(found.grounds)
    assert bool(found.reasons) is not old_enough


def test_somebody_deprived_of_political_rights_is_not_registered() -> None:
    found = registered(**RESIDENT, political_rights=False)
    assert not found.registered
    assert articles(found.grounds) == ["第十六条第一款"]
    assert found.reasons == ("不符合“享有政治权利”：享有政治权利：否",)


def test_age_and_rights_that_nobody_speaks_of_are_taken_as_met_and_not_cited() -> None:
    found = registered(**RESIDENT)
    assert found.registered
    assert articles(found.grounds) == ["第十六条第二款第一项"]


@pytest.mark.parametrize(
    ("stated", "article"),
    [
        (RESIDENT, "第十六条第二款第一项"),
        (
            {"hukou_here": True, "lives_here": False, "said_takes_part": True},
            "第十六条第二款第二项",
        ),
        (INCOMER, "第十六条第二款第三项"),
        (INCOMER | {"months_living_here": 0, "months_village_work": 12}, "第十六条第二款第三项"),
    ],
)
def test_each_of_the_three_grounds_registers_by_its_own_item(
    stated: dict[str, Any], article: str
) -> None:
    found = registered(**stated)
    assert (found.registered, found.reasons) == (True, ())
    assert articles(found.grounds) == [article]


@pytest.mark.parametrize(
    "stated",
    [
        {"hukou_here": True, "lives_here": False, "said_takes_part": False},
        INCOMER | {"months_living_here": 11, "months_village_work": 11},
        INCOMER | {"applied": False},
        INCOMER | {"meeting_agreed": False},
    ],
)
def test_whoever_meets_no_ground_is_not_registered_and_reads_why(stated: dict[str, Any]) -> None:
    found = registered(**stated)
    assert not found.registered
    assert len(found.reasons) == 3
    assert all(reason.startswith("不符合") for reason in found.reasons)


def test_eleven_months_and_the_village_work_unsaid_cannot_be_told() -> None:
    found = registered(**INCOMER | {"months_living_here": 11})
    assert not found.registered
    (reason,) = found.reasons
    assert reason.startswith("不能判断")
    assert "没有写明“在本村从事村务工作满几个月”" in reason


def test_somebody_of_whom_nothing_is_said_is_not_registered_and_reads_what_is_missing() -> None:
    found = registered()
    assert not found.registered
    assert any("没有写明“户籍在本村”" in reason for reason in found.reasons)


def test_whoever_is_registered_elsewhere_is_not_registered_here() -> None:
    found = registered(**RESIDENT, registered_elsewhere=True)
    assert not found.registered
    assert articles(found.grounds) == ["第十六条第三款"]
    assert registered(**RESIDENT, registered_elsewhere=False).registered


SOUND: dict[str, Any] = {
    "birth_date": date(1990, 3, 7),
    "polling_day": DAY,
    "political_rights": True,
    "registered": True,
    "expelled_from_party": False,
    "criminal_punishment": False,
}


@pytest.mark.parametrize(
    ("born", "finding"), [(date(2008, 6, 28), "eligible"), (date(2008, 6, 29), "barred")]
)
def test_whoever_turns_eighteen_on_the_polling_day_may_stand(born: date, finding: str) -> None:
    found = judge_eligibility(LAW, SOUND | {"birth_date": born})
    assert found.finding == finding
    assert "第十六条第一款" in articles(found.grounds)


@pytest.mark.parametrize(
    ("fact", "article"),
    [("political_rights", "第十六条第一款"), ("registered", "第十六条第二款")],
)
def test_whoever_has_no_rights_or_is_not_on_the_roll_is_barred(fact: str, article: str) -> None:
    found = judge_eligibility(LAW, SOUND | {fact: False})
    assert found.finding == "barred"
    assert articles(found.grounds) == [article]


def test_whether_somebody_is_on_the_roll_is_not_guessed() -> None:
    stated = {fact: value for fact, value in SOUND.items() if fact != "registered"}
    found = judge_eligibility(LAW, stated)
    assert found.finding == "unknown"
    assert articles(found.grounds) == ["第十六条第二款"]
    assert found.reasons == ("不能判断“登记参加本村选举”：没有写明“登记参加本村选举”",)
