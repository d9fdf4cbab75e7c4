"""What a department may answer (联审的答复): no bar, or barred under a condition of the law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from huanjie.domain.contest import Post
from huanjie.domain.eligibility import judge_eligibility
from huanjie.domain.reviewbars import NO_BAR, askable_facts, bars_of, facts_of_answers
from huanjie.law.shelf import load

DAY = date(2026, 6, 28)
PACK = load("villagers-committee", on=DAY, today=DAY)


def test_the_villagers_committee_bars_by_four_facts() -> None:
    bars = {bar.fact.fact: bar for bar in bars_of(PACK, ["chair"])}
    assert set(bars) == {
        "political_rights",
        "expelled_from_party",
        "criminal_punishment",
        "barred_by_organ",
    }
    assert bars["criminal_punishment"].citation.article == "第十八条第一款"
    assert (bars["criminal_punishment"].bars_when, bars["political_rights"].bars_when) == (
        True,
        False,
    )


def test_a_question_is_barred_by_its_own_facts_alone() -> None:
    assert [bar.condition for bar in bars_of(PACK, ["chair"], ["criminal_punishment"])] == [
        "punished"
    ]
    assert bars_of(PACK, ["chair"], ["finance_staff"]) == ()


def test_an_answer_states_every_fact_that_was_asked() -> None:
    bars = bars_of(PACK, ["chair"], ["political_rights", "criminal_punishment"])
    assert facts_of_answers([(bars, NO_BAR)]) == {
        "political_rights": True,
        "criminal_punishment": False,
    }
    assert facts_of_answers([(bars, frozenset({"rights"}))]) == {
        "political_rights": False,
        "criminal_punishment": False,
    }


@pytest.mark.parametrize("condition", ["rights", "expelled", "punished", "organ"])
def test_whoever_is_answered_to_be_barred_is_found_barred_by_that_article(condition: str) -> None:
    bars = bars_of(PACK, ["chair"])
    born: dict[str, Any] = {"birth_date": date(1990, 1, 1), "polling_day": DAY, "registered": True}
    clear = {**born, **facts_of_answers([(bars, NO_BAR)])}
    assert judge_eligibility(PACK, clear, post=Post("chair")).finding == "eligible"
    barred = {**born, **facts_of_answers([(bars, frozenset({condition}))])}
    found = judge_eligibility(PACK, barred, post=Post("chair"))
    cited = next(bar.citation for bar in bars if bar.condition == condition)
    assert (found.finding, found.grounds) == ("barred", (cited,))


def test_what_can_be_waived_is_no_bar() -> None:
    facts = askable_facts([PACK])
    assert "registered" not in facts
    assert facts["criminal_punishment"]
