"""城市居民委员会组织法第十六条：谁登记参加选举。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.law.asking import asked, registered

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)
POLLING_DAY = "2026-12-20"

RESIDENT = {"hukou_here": True, "said_takes_part": True}
INCOMER = {"hukou_here": False, "permanent_resident_here": True, "said_takes_part": True}
WORKER = {
    "hukou_here": False,
    "permanent_resident_here": False,
    "community_worker_months": 6,
    "applied": True,
    "election_committee_confirmed": True,
}


def on_the_roll(person: dict[str, Any], **changed: Any) -> bool:
    return registered(LAW, POLLING_DAY, **(person | changed))


@pytest.mark.parametrize(
    ("birth_date", "votes"), [("2008-12-20", True), ("2008-12-21", False), ("1950-01-01", True)]
)
def test_eighteen_on_the_polling_day_itself_is_old_enough(birth_date: str, votes: bool) -> None:
    assert on_the_roll(RESIDENT, birth_date=birth_date) is votes


@pytest.mark.parametrize("rights", [True, False])
def test_without_political_rights_nobody_is_registered(rights: bool) -> None:
    assert on_the_roll(RESIDENT, political_rights=rights) is rights
    assert on_the_roll(WORKER, political_rights=rights) is rights


@pytest.mark.parametrize("person", [RESIDENT, INCOMER], ids=["户籍", "常住"])
@pytest.mark.parametrize("said", [True, False])
def test_residents_are_registered_who_say_that_they_take_part(
    person: dict[str, Any], said: bool
) -> None:
    """第二款：对下列表示参加选举的人员进行登记。"""
    assert on_the_roll(person, said_takes_part=said) is said


@pytest.mark.parametrize("permanent", [True, False])
def test_without_a_hukou_only_permanent_residents_are_residents(permanent: bool) -> None:
    assert on_the_roll(INCOMER, permanent_resident_here=permanent) is permanent


@pytest.mark.parametrize(("months", "votes"), [(5, False), (6, True), (7, True)])
def test_a_community_worker_of_six_months_is_registered(months: int, votes: bool) -> None:
    """第三款：六个月以上，包括六个月。"""
    assert on_the_roll(WORKER, community_worker_months=months) is votes


@pytest.mark.parametrize("step", ["applied", "election_committee_confirmed"])
def test_a_community_worker_applies_and_the_election_committee_confirms(step: str) -> None:
    assert on_the_roll(WORKER, **{step: False}) is False


def test_each_ground_names_its_own_item() -> None:
    for person, article in (
        (RESIDENT, "第十六条第二款第一项"),
        (INCOMER, "第十六条第二款第二项"),
        (WORKER, "第十六条第三款"),
    ):
        found = asked(LAW, "registration", persons={"赵": person}, polling_day=POLLING_DAY)
        assert article in found.articles
