"""The questions about people (登记、委托投票、任职资格) as `huanjie ask` takes and answers them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from huanjie.door.fault import BadInput
from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.expression import Fact
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load
from huanjie.law.shelffacts import CONDITIONS, facts_asked
from huanjie.law.understanding import understand

DAY = date(2026, 6, 28)
PACK = load("villagers-committee", on=DAY, today=DAY)
LAW = Law(pack=PACK, calendar=load_calendar())
METHOD = Fact(
    fact="method",
    name="选举方式",
    kind="choice",
    choices=("voters", "households", "representatives"),
)
SCHOOL = Fact(fact="education", name="学历", kind="grade", choices=("初中", "高中", "大专"))
DECLARED = {fact.fact for fact in PACK.stated_facts} | {"polling_day", "method"}
PROXY = {
    "principal_absent": True,
    "written": True,
    "proxy_is_voter": True,
    "proxy_is_candidate": False,
}
CANDIDATE = {
    "birth_date": "1990-03-07",
    "political_rights": True,
    "registered": True,
    "expelled_from_party": False,
    "criminal_punishment": False,
}


def next_word(stated: dict[str, Any]) -> str:
    return next(iter(stated))


def answer(question: str, facts: Any, pack: RulePack = PACK) -> dict[str, Any]:
    said, status = ask(question, replace(LAW, pack=pack), facts)
    assert status in (0, 1)
    return dict(said["answer"])


def with_condition(kind: str, when: str, *facts: Fact, **changes: Any) -> RulePack:
    """The pack with one condition more, made from its first of the kind."""
    declared = (*PACK.stated_facts, *facts)
    words = {fact.fact: fact for fact in declared}
    held = getattr(PACK, kind)
    own = {"key": "own", "name": "自己的条件", "unsaid": "unknown", **changes}
    more = replace(held[0], when=when, expression=understand(when, words), **own)
    changed: dict[str, Any] = {"stated_facts": declared, kind: (*held, more)}
    return replace(PACK, **changed)


def test_everybody_is_registered_or_not_and_whoever_is_not_reads_why() -> None:
    persons = {
        "甲": {"birth_date": "2008-06-28", "hukou_here": True, "lives_here": True},
        "乙": {"birth_date": "2008-06-29", "hukou_here": True, "lives_here": True},
        "丙": {"hukou_here": True},
    }
    said = answer("registration", {"persons": persons, "polling_day": "2026-06-28"})
    assert said["registered"] == ["甲"]
    assert said["not_registered"] == ["乙", "丙"]
    assert set(said["reasons"]) == {"乙", "丙"}


def test_each_case_of_a_proxy_is_judged_alone_by_its_own_number() -> None:
    cases = {"一": {**PROXY, "held_before": 2}, "二": {**PROXY, "held_before": 3}}
    said = answer("proxy", {"cases": cases})
    assert (said["accepted"], said["refused"]) == (["一"], ["二"])


@pytest.mark.parametrize(
    ("method", "accepted"), [(None, ["一"]), ("voters", ["一"]), ("representatives", [])]
)
def test_a_pack_may_bar_proxies_where_representatives_vote(
    method: str | None, accepted: list[str]
) -> None:
    pack = with_condition("proxy", 'method != "representatives"', METHOD)
    facts = {"method": method, "cases": {"一": {**PROXY, "held_before": 0}}}
    assert answer("proxy", facts, pack)["accepted"] == accepted


def test_the_day_of_a_candidacy_is_the_day_on_which_age_counts() -> None:
    young = {**CANDIDATE, "birth_date": "2008-06-29"}
    assert answer("eligibility", {"person": young, "on": "2026-06-28"})["finding"] == "barred"
    assert answer("eligibility", {"person": young, "on": "2026-06-29"})["finding"] == "eligible"
    assert answer("eligibility", {"person": young})["finding"] == "unknown"


@pytest.mark.parametrize(
    ("post", "school", "finding"),
    [
        ("chair", "高中", "exemption-needed"),
        ("chair", "大专", "eligible"),
        ("chair", None, "unknown"),
        ("member", "高中", "eligible"),
        (None, "高中", "eligible"),
    ],
)
def test_a_condition_of_one_post_is_asked_of_that_post_alone(
    post: str | None, school: str | None, finding: str
) -> None:
    pack = with_condition(
        "eligibility",
        'education >= "大专"',
        SCHOOL,
        posts=("chair",),
        effect="exemption-needed",
    )
    person = {**CANDIDATE, "education": school}
    facts = {"person": person, "post": post, "on": "2026-06-28"}
    assert answer("eligibility", facts, pack)["finding"] == finding


def test_a_post_that_the_pack_does_not_name_follows_the_members() -> None:
    pack = with_condition("eligibility", "months_village_work >= 12", posts=("member",))
    person = {**CANDIDATE, "months_village_work": 3}
    facts = {"person": person, "post": "文书", "on": "2026-06-28"}
    assert answer("eligibility", facts, pack)["finding"] == "barred"


def test_a_bar_is_said_before_an_exemption_and_that_before_what_is_unknown() -> None:
    pack = with_condition("eligibility", 'education >= "大专"', SCHOOL, effect="exemption-needed")

    def found(**stated: Any) -> dict[str, Any]:
        return answer("eligibility", {"person": stated, "on": "2026-06-28"}, pack)

    assert found(registered=False, education="高中")["finding"] == "barred"
    needed = found(education="高中")
    assert needed["finding"] == "exemption-needed"
    assert any(reason.startswith("不能判断") for reason in needed["reasons"])
    assert found(education="大专")["finding"] == "unknown"


@pytest.mark.parametrize(
    ("question", "facts", "pointer"),
    [
        ("registration", {"persons": {"甲": {"shoe_size": 42}}}, "/persons/甲/shoe_size"),
        ("registration", {"persons": {"甲": {"hukou_here": "是"}}}, "/persons/甲/hukou_here"),
        ("registration", {"persons": {"甲": {"birth_date": "1990-03-07"}}}, ""),
        ("registration", {"persons": {}}, "/persons"),
        (
            "registration",
            {"persons": {"甲": {"polling_day": "2026-06-28"}}, "polling_day": "x"},
            "/polling_day",
        ),
        (
            "registration",
            {"persons": {"甲": {"months_living_here": -1}}},
            "/persons/甲/months_living_here",
        ),
        (
            "registration",
            {"persons": {"甲": {"community_worker_months": "x"}}},
            "/persons/甲/community_worker_months",
        ),
        ("proxy", {"cases": {"一": {"held_before": 1.5}}}, "/cases/一/held_before"),
        ("proxy", {"method": "lots", "cases": {"一": {}}}, "/method"),
        ("proxy", {"cases": {}}, "/cases"),
        ("eligibility", {"person": {"belief": "x"}}, "/person/belief"),
        ("eligibility", {"person": {}, "on": "28 June"}, "/on"),
        ("eligibility", {"person": {"birth_date": 1990}}, "/person/birth_date"),
        ("eligibility", {"person": {"education": 3}}, "/person/education"),
        ("eligibility", {"post": "chair"}, ""),
    ],
)
def test_bad_facts_are_refused_with_their_place(
    question: str, facts: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        ask(question, LAW, facts)
    assert refusal.value.at == pointer
    assert refusal.value.remedy or pointer in ("/persons", "/cases")


def test_a_fact_that_only_another_body_asks_for_is_left_out() -> None:
    person = {"hukou_here": True, "lives_here": True, "permanent_resident_here": False}
    assert answer("registration", {"persons": {"甲": person}})["registered"] == ["甲"]


@pytest.mark.parametrize("question", CONDITIONS)
def test_whatever_a_pack_on_the_shelf_asks_for_every_pack_takes(question: str) -> None:
    examples = {"yes-no": False, "whole": 0, "date": "2000-02-29"}
    asked = facts_asked(question).values()
    assert asked
    stated = {fact.fact: examples.get(fact.kind, "词") for fact in asked}
    stated = {word: value for word, value in stated.items() if word not in DECLARED}
    assert question == "registration" or stated
    facts = {
        "registration": {"persons": {"甲": stated}},
        "proxy": {"cases": {"甲": stated}},
        "eligibility": {"person": stated},
    }
    assert answer(question, facts[question])


@pytest.mark.parametrize(
    "stated",
    [{"education": "大专"}, {"certificates": ["社会工作者"]}, {"months_experience": 36}],
    ids=next_word,
)
def test_a_word_of_the_question_is_taken_by_a_pack_that_does_not_ask_for_it(
    stated: dict[str, Any],
) -> None:
    said = [
        answer("eligibility", {"person": {**CANDIDATE, **more}, "on": "2026-06-28"})
        for more in ({}, stated)
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize("word", ["polling_day", "method"])
def test_what_a_question_states_for_all_is_not_stated_of_one(word: str) -> None:
    facts = {"cases": {"一": {**PROXY, word: "voters"}}, "method": "voters"}
    with pytest.raises(BadInput) as refusal:
        ask("proxy", LAW, facts)
    assert refusal.value.at == f"/cases/一/{word}"


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("registration", ("registration", "registration_grounds")),
        ("proxy", ("proxy",)),
        ("eligibility", ("eligibility",)),
    ],
)
def test_a_pack_without_such_conditions_says_whose_decision_it_is(
    question: str, rules: tuple[str, ...]
) -> None:
    empty: dict[str, Any] = dict.fromkeys(rules, ())
    pack = replace(PACK, **empty)
    said, status = ask(question, replace(LAW, pack=pack), {})
    assert (said["answer"], said["decided_by"], status) == (None, "province", 3)
