"""城市居民委员会组织法第十八条：谁提名，谁不得作为候选人，候选人的名额应当多于应选名额。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.domain.people import CHAIR, MEMBER, articles
from tests.law.asking import accepted, asked

from huanjie.domain.nomination import candidate_numbers
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)
CLEAR: dict[str, Any] = {
    "birth_date": "1985-03-02",
    "political_rights": True,
    "registered": True,
    "expelled_from_party": False,
    "criminal_punishment": False,
}


@pytest.mark.parametrize(("beyond", "lawful"), [(0, False), (1, True), (9, True)])
def test_one_more_candidate_than_seats_is_enough_and_as_many_is_not(
    beyond: int, lawful: bool
) -> None:
    numbers = candidate_numbers(LAW, {CHAIR: (1, 1 + beyond), MEMBER: (5, 5 + beyond)})
    assert bool(numbers.lawful) is lawful
    assert bool(numbers.unlawful) is not lawful
    assert articles(numbers.grounds) == ["第十八条"]


@pytest.mark.parametrize(
    ("by", "count", "lawful"),
    [
        ("party-organisation", 1, True),
        ("voters-jointly", 9, False),
        ("voters-jointly", 10, True),
        ("self", 1, False),
        ("household-representatives-jointly", 30, False),
        ("group-representatives-jointly", 30, False),
    ],
)
def test_the_party_organisation_or_ten_voters_nominate_and_nobody_else(
    by: str, count: int, lawful: bool
) -> None:
    assert accepted(LAW, "nomination", {"by": by, "count": count}) is lawful


def test_ten_voters_are_the_laws_figure() -> None:
    assert set(LAW.nomination) == {"party-organisation", "voters-jointly"}
    joint = LAW.nomination["voters-jointly"]
    assert (joint.at_least, joint.citation.article) == (10, "第十八条")


def finding(**changed: Any) -> str:
    found = asked(LAW, "eligibility", person=CLEAR | changed, post="member", on=str(DAY))
    assert isinstance(found.answer["finding"], str)
    return found.answer["finding"]


@pytest.mark.parametrize(
    "bar",
    [
        {"expelled_from_party": True},
        {"criminal_punishment": True},
        {"barred_by_organ": True},
        {"political_rights": False},
        {"registered": False},
        {"birth_date": "2008-12-21"},
    ],
    ids=lambda bar: next(iter(bar)),
)
def test_each_bar_of_the_law_keeps_a_candidate_out(bar: dict[str, Any]) -> None:
    assert finding() == "eligible"
    assert finding(birth_date="2008-12-20", barred_by_organ=False) == "eligible"
    assert finding(**bar) == "barred"


def test_a_bar_names_article_18() -> None:
    person = CLEAR | {"expelled_from_party": True}
    barred = asked(LAW, "eligibility", person=person, post="member", on=str(DAY))
    assert (barred.articles, barred.status) == (["第十八条"], 1)


def test_of_the_grounds_that_touch_belief_or_company_only_an_organs_finding_is_kept() -> None:
    assert {fact.fact for fact in LAW.stated_facts if "bar" in fact.fact} == {"barred_by_organ"}
    says = next(each.citation.says for each in LAW.eligibility if each.key == "organ")
    assert "不记情由" in says
