"""Proxies, whoever was chosen, and meeting notices by programs (用接口办委托、推选和会议通知): by
the same services as the pages.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.api.conftest import Program
from tests.office.conftest import OPENED_ON, Cast
from tests.office.roll.conftest import invented, load, publish, roll_csv

from huanjie.office.planning.models import Election

TODAY = OPENED_ON.isoformat()
GOOD = {"principal_absent": True, "written": True}


@pytest.fixture
def place(cast: Cast, election: Election) -> str:
    """A village's election on the day on which its roll was published."""
    load(cast, election, roll_csv(invented(5)))
    publish(cast, election)
    return f"/elections/{election.pk}"


def items(asked: Program, address: str) -> Any:
    return asked.get(address).json()["items"]


def test_a_proxy_is_registered_posted_and_taken_back(clerk: Program, place: str) -> None:
    said = {"principal": 1, "holder": 2, "asked_on": TODAY, "stated": GOOD}
    first, again = (clerk.post(f"{place}/proxies", said, key="p") for _ in range(2))
    assert (first.status_code, first.json()["number"]) == (201, 1)
    assert again.json()["number"] == 1
    assert clerk.post(f"{place}/proxies/post").json()["people"] == 1
    (row,) = items(clerk, f"{place}/proxies")
    assert (row["state"], row["principal"], row["holder"]) == ("standing", 1, 2)
    assert row["posted_on"] == TODAY
    assert clerk.post(f"{place}/proxies/1/take-back").status_code == 200
    (row,) = items(clerk, f"{place}/proxies")
    assert (row["state"], row["ended_on"]) == ("ended", TODAY)
    assert clerk.post(f"{place}/proxies/1/take-back").status_code == 422


def test_a_proxy_against_the_law_is_refused_with_the_article(clerk: Program, place: str) -> None:
    said = {"principal": 1, "holder": 2, "asked_on": TODAY, "stated": GOOD | {"written": False}}
    refused = clerk.post(f"{place}/proxies", said)
    assert refused.status_code == 422
    assert "《" in refused.content.decode()


@pytest.mark.parametrize("stated", [{"written": 3}, {"proxy_is_candidate": False}, {"faith": True}])
def test_nothing_is_stated_that_the_law_does_not_ask(
    clerk: Program, place: str, stated: dict[str, Any]
) -> None:
    said = {"principal": 1, "holder": 2, "asked_on": TODAY, "stated": GOOD | stated}
    assert clerk.post(f"{place}/proxies", said).status_code == 422
    assert not items(clerk, f"{place}/proxies")


def test_a_head_is_entered_posted_and_taken_out(
    clerk: Program, place: str, election: Election
) -> None:
    election.roll.update(group="第一村民小组")
    said = {"number": 1, "kind": "group-head", "chosen_by": "group", "chosen_on": TODAY}
    made = clerk.post(f"{place}/chosen", said)
    assert made.status_code == 201
    assert (
        clerk.post(f"{place}/chosen", said | {"number": 2}).status_code == 422
    )  # one head a group
    assert clerk.post(f"{place}/chosen/post").json()["people"] == 1
    (row,) = items(clerk, f"{place}/chosen")
    assert (row["number"], row["kind"], row["posted_on"]) == (1, "group-head", TODAY)
    assert clerk.post(f"{place}/chosen/{row['chosen']}/take-out").status_code == 200
    assert not items(clerk, f"{place}/chosen")


def test_a_village_s_list_is_no_roll(clerk: Program, place: str, election: Election) -> None:
    refused = clerk.post(f"{place}/roll/of-chosen", {"of": election.pk})
    assert refused.status_code == 422
    assert "没有这份推选名单" in refused.content.decode()


def test_several_are_told_at_once_and_one_is_taken_back(clerk: Program, place: str) -> None:
    said = {"numbers": [1, 2], "way": "telephone", "told_by": "group-head", "told_on": TODAY}
    assert clerk.post(f"{place}/notices", said).json()["people"] == 2
    assert clerk.post(f"{place}/notices", said | {"numbers": [3, 99]}).status_code == 422
    told = {row["number"] for row in items(clerk, f"{place}/notices") if row["way"]}
    assert told == {1, 2}
    assert clerk.post(f"{place}/notices/2/take-back").status_code == 200
    assert sum(bool(row["told_on"]) for row in items(clerk, f"{place}/notices")) == 1
