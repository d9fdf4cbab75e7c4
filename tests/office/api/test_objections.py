"""Objections and changes by programs (用接口办异议和名册变动), as on the pages; whoever objected
never leaves by it.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.api.conftest import Program
from tests.office.conftest import Cast, on
from tests.office.roll.conftest import LAST_DAY, POSTED, newcomer, posted_roll

from huanjie.office.planning.models import Election

OBJECTION: dict[str, Any] = {
    "kind": "wrongly-listed",
    "number": 2,
    "raised_by": "蓝小田",
    "phone": "13800001234",
    "received_on": "2026-06-03",
    "ground": "once",
    "note": "已在邻村登记",
}
RESIDENT = {"hukou_here": True, "lives_here": True}


@pytest.fixture
def published(cast: Cast, election: Election) -> Election:
    return posted_roll(cast, election)


@pytest.fixture
def roll(published: Election) -> str:
    return f"/elections/{published.pk}/roll"


def test_an_objection_is_entered_decided_and_read_without_whoever_raised_it(
    chair: Program, roll: str
) -> None:
    with on(LAST_DAY):
        first, again = (chair.post(f"{roll}/objections", OBJECTION, key="o") for _ in range(2))
        assert (first.status_code, first.json()["number"]) == (201, 1)
        assert again.json()["number"] == 1
        answer = chair.get(f"{roll}/objections")
        (told,) = answer.json()["items"]
        assert (told["state"], told["decide_by"], told["late"]) == ("raised", "2026-06-08", False)
        for secret in ("蓝小田", "13800001234", "已在邻村登记"):
            assert secret not in answer.content.decode()
        done = chair.post(f"{roll}/objections/1/uphold", {"reasons": ["once"]})
        assert done.status_code == 200
        (told,) = chair.get(f"{roll}/objections").json()["items"]
        assert (told["state"], told["reasons"]) == ("upheld", ["once"])
        (change,) = chair.get(f"{roll}/changes").json()["items"]
    assert (change["kind"], change["was"], change["registered"]) == ("wrongly-listed", 5, 4)
    assert change["objection"] == 1


def test_an_objection_after_the_last_day_is_refused_with_the_article(
    chair: Program, roll: str
) -> None:
    with on(LAST_DAY.replace(day=9)):
        late = chair.post(f"{roll}/objections", OBJECTION | {"received_on": "2026-06-09"})
    assert late.status_code == 422
    assert "第十七条第二款" in late.json()["says"]
    assert late.json()["where"] == "received_on"


def test_people_are_added_struck_off_and_corrected_one_by_one(
    chair: Program, roll: str, published: Election
) -> None:
    with on(POSTED):
        add = {"kind": "moved-in", "person": newcomer(), "stated": RESIDENT}
        assert chair.post(f"{roll}/changes/add", add).json()["registered"] == 6
        strike = {"kind": "died", "number": 1}
        assert chair.post(f"{roll}/changes/strike", strike).json()["registered"] == 5
        correct = {"number": 2, "person": {"group": "第九小组"}}
        assert chair.post(f"{roll}/changes/correct", correct).json()["number"] == 3
        told = chair.get(f"{roll}/changes").json()["items"]
    assert [(each["number"], each["effect"]) for each in told] == [
        (3, "corrected"),
        (2, "struck"),
        (1, "added"),
    ]
    assert published.roll.get(number=2).group == "第九小组"


@pytest.mark.parametrize(
    ("stated", "where"),
    [
        ({"belief": True}, "stated/belief"),
        ({"hukou_here": 3}, "stated/hukou_here"),
        ({"months_living_here": True}, "stated/months_living_here"),
    ],
)
def test_a_fact_that_the_law_does_not_ask_is_refused(
    chair: Program, roll: str, stated: dict[str, Any], where: str
) -> None:
    with on(POSTED):
        add = {"kind": "moved-in", "person": newcomer(), "stated": stated}
        answer = chair.post(f"{roll}/changes/add", add)
    assert (answer.status_code, answer.json()["where"]) == (422, where)


def test_an_objection_that_is_not_there_is_not_found(chair: Program, roll: str) -> None:
    for deed, said in (("uphold", {}), ("dismiss", {"reasons": ["once"]}), ("withdraw", None)):
        assert chair.post(f"{roll}/objections/9/{deed}", said).status_code == 404
