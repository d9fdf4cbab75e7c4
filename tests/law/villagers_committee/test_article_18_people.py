"""村民委员会组织法第十八条：谁不得作为候选人（第一款），谁可以代谁投票（第四款）。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.domain.people import articles
from tests.law.villagers_committee.test_article_16 import SOUND

from huanjie.domain.eligibility import judge_eligibility
from huanjie.domain.proxy import judge_proxy
from huanjie.law.shelf import load

DAY = date(2026, 6, 28)
LAW = load("villagers-committee", on=DAY, today=DAY)
PROXY: dict[str, Any] = {
    "principal_absent": True,
    "written": True,
    "proxy_is_voter": True,
    "proxy_is_candidate": False,
    "held_before": 2,
}


@pytest.mark.parametrize(("held_before", "accepted"), [(2, True), (3, False)])
def test_the_third_proxy_is_accepted_and_the_fourth_is_not(
    held_before: int, accepted: bool
) -> None:
    found = judge_proxy(LAW, PROXY | {"held_before": held_before})
    assert found.accepted is accepted
    assert articles(found.grounds)[0] == "第十八条第四款"
    fourth = "不符合“每人接受委托不超过三人”：受委托人已经接受几人的委托：3，不少于 3"
    assert found.reasons == (() if accepted else (fourth,))


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("principal_absent", False),
        ("written", False),
        ("proxy_is_voter", False),
        ("proxy_is_candidate", True),
    ],
)
def test_each_condition_of_a_proxy_alone_refuses_it(fact: str, value: bool) -> None:
    found = judge_proxy(LAW, PROXY | {fact: value})
    assert not found.accepted
    assert len(found.reasons) == 1
    assert articles(found.grounds) == ["第十八条第四款"]


def test_a_proxy_of_which_something_is_unsaid_is_not_accepted_on_a_guess() -> None:
    stated = {fact: value for fact, value in PROXY.items() if fact != "written"}
    found = judge_proxy(LAW, stated)
    assert not found.accepted
    assert found.reasons == ("不能判断“书面委托”：没有写明“有书面委托”",)


@pytest.mark.parametrize("fact", ["expelled_from_party", "criminal_punishment", "barred_by_organ"])
def test_whom_the_law_keeps_from_standing_is_barred(fact: str) -> None:
    found = judge_eligibility(LAW, SOUND | {fact: True})
    assert found.finding == "barred"
    assert articles(found.grounds) == ["第十八条第一款"]
    assert judge_eligibility(LAW, SOUND | {fact: False}).finding == "eligible"


def test_what_no_organ_has_found_is_taken_as_no_bar() -> None:
    found = judge_eligibility(LAW, SOUND)
    assert (found.finding, found.reasons) == ("eligible", ())


def test_a_bar_is_told_before_what_is_unknown() -> None:
    stated = {"birth_date": date(2009, 1, 1), "polling_day": DAY}
    found = judge_eligibility(LAW, stated)
    assert found.finding == "barred"
    assert len(found.reasons) == 1
