"""城市居民委员会组织法第三十六条：居务监督委员会由会议推选，委员会成员及其近亲属不得担任，任期相同。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.law.asking import asked

from huanjie.domain.term import term_end
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-supervisory", on=DAY, today=DAY)
CLEAR: dict[str, Any] = {"committee_member": False, "near_relative_of_committee_member": False}


def finding(**person: Any) -> str:
    found = asked(LAW, "eligibility", person=CLEAR | person, post="supervisor")
    assert set(found.articles) == {"第三十六条第一款"}
    return str(found.answer["finding"])


@pytest.mark.parametrize("bar", list(CLEAR))
def test_committee_members_and_their_near_relatives_do_not_supervise_it(bar: str) -> None:
    assert finding() == "unknown"
    assert finding(hukou_here=True) == "eligible"
    assert finding(hukou_here=True, **{bar: True}) == "barred"


@pytest.mark.parametrize(
    ("hukou", "permanent", "worker", "expected"),
    [
        (True, False, False, "eligible"),
        (False, True, False, "eligible"),
        (False, False, True, "eligible"),
        (False, False, False, "barred"),
    ],
)
def test_a_resident_or_a_community_worker_may_be_chosen(
    hukou: bool, permanent: bool, worker: bool, expected: str
) -> None:
    person = {"hukou_here": hukou, "permanent_resident_here": permanent, "community_worker": worker}
    assert finding(**person) == expected


def test_whether_somebody_is_a_member_must_be_known() -> None:
    found = asked(LAW, "eligibility", person={}, post="head")
    assert found.answer["finding"] == "unknown"


def test_the_term_is_that_of_the_committee() -> None:
    term = term_end(LAW, elected_on=DAY)
    assert (term.ends_on, [each.article for each in term.grounds]) == (
        date(2031, 12, 20),
        ["第三十六条第一款"],
    )
    committee = load("residents-committee", on=DAY, today=DAY)
    assert term.ends_on == term_end(committee, elected_on=DAY).ends_on


@pytest.mark.parametrize(("members", "lawful"), [(2, False), (3, True), (5, True)])
def test_three_members_are_a_plans_figure_and_no_upper_bound(members: int, lawful: bool) -> None:
    assert LAW.size is not None
    assert LAW.size.allows(members) is lawful
    assert (LAW.size.citation.rank, LAW.size.citation.confidence) == ("local-plan", "D")


def test_it_is_chosen_after_the_committee() -> None:
    assert LAW.body_order is not None
    assert LAW.body_order.after == ("residents-committee",)
