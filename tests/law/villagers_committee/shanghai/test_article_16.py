"""上海市村民委员会选举办法第十六条：五日前办理委托，二日前公布；可以委托谁，按国家法律。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import DAY, condition, dated, days_before, holds, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="shanghai")


@pytest.mark.parametrize(("held", "may"), [(2, True), (3, False)])
def test_a_third_proxy_is_taken_and_a_fourth_is_not(held: int, may: bool) -> None:
    number = condition(LAW.proxy, "number")
    assert holds(number, held_before=held) is may
    assert number.citation.article == "第十六条第一款"


@pytest.mark.parametrize(("days", "in_time"), [(5, True), (4, False)])
def test_a_proxy_is_asked_for_five_days_before_and_not_four(days: int, in_time: bool) -> None:
    asked = condition(LAW.proxy, "in-time")
    assert holds(asked, asked_days_before=days) is in_time
    assert (asked.unsaid, asked.citation.article) == ("met", "第十六条第二款")
    step = dated(LAW, "proxies-end", start=days_before(days))
    assert step.window.latest == days_before(5)
    assert (step.conflict is None) is in_time
    assert articles(step.grounds) == ["第十六条第二款"]


@pytest.mark.parametrize(("start", "fits"), [(days_before(2), True), (days_before(1), False)])
def test_the_names_are_posted_two_days_before_and_not_one(start: date, fits: bool) -> None:
    posted = dated(LAW, "proxies-published", start=start)
    assert posted.window.latest == days_before(2)
    assert (posted.conflict is None) is fits
    assert articles(posted.grounds) == ["第十六条第二款"]


def test_any_other_voter_may_be_asked_by_the_national_law_and_no_candidate() -> None:
    """The text of 2020 allows near relatives alone."""
    assert {"voter", "candidate"} <= {each.key for each in LAW.proxy}
    assert not any("near_relative" in each.when for each in LAW.proxy)
    prevails = provision(LAW, "national-proxy").citation
    assert (prevails.rank, prevails.article) == ("statute", "第十八条第四款")
    assert "第十六条第一款" in prevails.says


@pytest.mark.parametrize(
    ("absent", "other", "may"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_absence_and_any_other_reason_allow_a_proxy(absent: bool, other: bool, may: bool) -> None:
    """Wider than the nation's 外出, which the law of 2018 already had; Sichuan's is as wide."""
    away = condition(LAW.proxy, "absent")
    assert holds(away, principal_absent=absent, principal_cannot_come=other) is may
    assert (away.unsaid, away.citation.article) == ("unmet", "第十六条第一款")


def test_the_note_says_that_answers_before_2026_are_incomplete() -> None:
    for region in ("shanghai", "zhejiang"):
        law = load("villagers-committee", on=DAY, today=DAY, region=region)
        assert "2020年至2025年的答复不完整" in str(law.document["note"])
