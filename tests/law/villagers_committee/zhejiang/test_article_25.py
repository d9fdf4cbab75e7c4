"""浙江省村民委员会选举办法第二十五条：三日前提出委托，每人不超过三人；可以委托谁，按国家法律。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import DAY, condition, dated, days_before, holds, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


@pytest.mark.parametrize(("days", "in_time"), [(3, True), (2, False)])
def test_a_proxy_is_asked_for_three_days_before_and_not_two(days: int, in_time: bool) -> None:
    asked = condition(LAW.proxy, "in-time")
    assert holds(asked, asked_days_before=days) is in_time
    assert (asked.unsaid, asked.citation.article) == ("met", "第二十五条第二款")
    step = dated(LAW, "proxies-end", start=days_before(days))
    assert step.window.latest == days_before(3)
    assert (step.conflict is None) is in_time
    assert articles(step.grounds) == ["第二十五条第二款"]


@pytest.mark.parametrize(("held", "may"), [(2, True), (3, False)])
def test_a_third_proxy_is_taken_and_a_fourth_is_not(held: int, may: bool) -> None:
    number = condition(LAW.proxy, "number")
    assert holds(number, held_before=held) is may
    assert number.citation.article == "第二十五条第二款"


@pytest.mark.parametrize(
    ("key", "fact"),
    [("candidate", "proxy_is_candidate"), ("competitor", "proxy_is_competitor")],
)
@pytest.mark.parametrize("stands", [True, False])
def test_neither_a_candidate_nor_a_competitor_votes_for_others(
    key: str, fact: str, stands: bool
) -> None:
    asked = condition(LAW.proxy, key)
    assert holds(asked, **{fact: stands}) is not stands
    assert asked.citation.article == "第二十五条第一款"


@pytest.mark.parametrize("posted", [True, False])
def test_a_proxy_that_was_not_posted_is_void(posted: bool) -> None:
    asked = condition(LAW.proxy, "posted")
    assert holds(asked, proxy_posted=posted) is posted
    assert asked.citation.article == "第二十五条第二款"


@pytest.mark.parametrize(("start", "fits"), [(days_before(1), True), (DAY, False)])
def test_proxies_are_posted_before_the_polling_day(start: date, fits: bool) -> None:
    posted = dated(LAW, "proxies-published", start=start)
    assert posted.window.latest == days_before(1)
    assert (posted.conflict is None) is fits
    assert articles(posted.grounds) == ["第二十五条第二款"]


def test_any_other_voter_may_be_asked_by_the_national_law() -> None:
    """第一款 allows near relatives alone."""
    assert "voter" in {each.key for each in LAW.proxy}
    assert not any("near_relative" in each.when for each in LAW.proxy)
    prevails = provision(LAW, "national-proxy").citation
    assert (prevails.rank, prevails.article) == ("statute", "第十八条第四款")
    assert "第二十五条第一款" in prevails.says
