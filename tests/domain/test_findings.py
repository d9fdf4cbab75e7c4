"""Findings per rule (逐条审查): each condition by itself; together they are what the whole question
of eligibility answers; an exemption covers what may be exempted and nothing else.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.contest import Post
from huanjie.domain.eligibility import facts_asked_of, judge_eligibility
from huanjie.domain.findings import findings_of, together
from huanjie.domain.judgement import judge
from huanjie.door.fault import NoSuchRule
from huanjie.law.expression import Fact
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

TODAY = datetime.date(2026, 6, 1)
PACKS = {
    name: load(name, today=TODAY)
    for name in (
        "villagers-committee",
        "residents-committee",
        "village-supervisory",
        "party-branch@1990-06-27",
        "party-branch",
        "youth-league",
        "collective-organisation",
    )
}
CLEAN: dict[str, Any] = {
    "birth_date": datetime.date(1980, 1, 1),
    "polling_day": TODAY,
    "political_rights": True,
    "registered": True,
    "expelled_from_party": False,
    "criminal_punishment": False,
}
VILLAGE, PARTY_1990 = PACKS["villagers-committee"], PACKS["party-branch@1990-06-27"]


def _values(fact: Fact) -> st.SearchStrategy[Any]:
    match fact.kind:
        case "yes-no":
            return st.booleans()
        case "whole":
            return st.integers(0, 100)
        case "date":
            return st.dates(datetime.date(1940, 1, 1), datetime.date(2026, 1, 1))
        case _:
            return st.sampled_from(fact.choices)


@st.composite
def people(draw: st.DrawFn) -> tuple[RulePack, Post, dict[str, Any]]:
    """A pack, one of its posts, and what is stated of somebody."""
    pack = PACKS[draw(st.sampled_from(sorted(PACKS)))]
    post = draw(st.sampled_from(pack.posts)).post
    said = sorted(draw(st.sets(st.sampled_from(facts_asked_of(pack)))), key=lambda f: f.fact)
    return pack, Post(post), {each.fact: draw(_values(each)) for each in said}


@given(people())
def test_the_rules_together_are_the_whole_answer(
    person: tuple[RulePack, Post, dict[str, Any]],
) -> None:
    pack, post, stated = person
    found = together(findings_of(pack, stated, post=post))
    assert found == judge_eligibility(pack, stated, post=post).finding


def test_each_rule_says_what_it_finds_with_its_article_and_its_facts() -> None:
    found = findings_of(VILLAGE, CLEAN | {"criminal_punishment": True})
    told = {each.condition.key: each.finding for each in found}
    assert told == {
        "age": "eligible",
        "rights": "eligible",
        "registered": "eligible",
        "expelled": "eligible",
        "punished": "barred",
        "organ": "eligible",
    }
    punished = next(each for each in found if each.condition.key == "punished")
    assert [each.fact for each in punished.facts] == ["criminal_punishment"]
    assert punished.condition.citation.article


def test_what_nobody_stated_is_unknown_unless_the_pack_takes_it_as_met() -> None:
    told = {each.condition.key: each.finding for each in findings_of(VILLAGE, {})}
    assert (told["punished"], told["organ"]) == ("unknown", "eligible")


@pytest.mark.parametrize(
    ("unsaid", "says"),
    [("met", "，视为符合"), ("unmet", "，视为不符合"), ("unknown", "")],
)
def test_what_is_taken_is_said_as_it_is_taken(unsaid: Any, says: str) -> None:
    (punished,) = (each for each in VILLAGE.eligibility if each.key == "punished")
    said = judge(replace(punished, unsaid=unsaid), {}).reason
    met = {"met": "符合", "unmet": "不符合", "unknown": "不能判断"}[unsaid]
    assert said.startswith(f"{met}“{punished.name}”：")
    assert said.endswith(says)
    assert said.count("视为") == bool(says)


def test_an_exemption_covers_what_may_be_exempted() -> None:
    suspended = {"standing": "rights-suspended"}
    assert together(findings_of(PARTY_1990, suspended)) == "exemption-needed"
    assert together(findings_of(PARTY_1990, suspended, exempted={"suspended"})) == "eligible"


def test_an_exemption_covers_no_other_condition() -> None:
    suspended = {"standing": "rights-suspended"}
    found = findings_of(PARTY_1990, suspended, exempted={"standing"})
    assert together(found) == "exemption-needed"
    barred = findings_of(PARTY_1990, {"standing": "probationary"}, exempted={"standing"})
    assert together(barred) == "barred"
    assert not any(each.is_exempted for each in barred)


def test_a_pack_without_conditions_says_whose_decision_it_is() -> None:
    with pytest.raises(NoSuchRule):
        findings_of(load("womens-federation", today=TODAY), {})
