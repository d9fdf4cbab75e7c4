"""妇联章程: nearly nothing is fixed; what no rule fixes is the unit's own decision."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.law.asking import asked, registered

from huanjie.domain.term import term_end
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("womens-federation", on=DAY, today=DAY)
PEOPLE = [{"id": "周", "votes": 40}, {"id": "吴", "votes": 30}]
CONTEST = {"post": "member", "seats": 2, "candidates": PEOPLE}
MEETING = {"entitled": 60, "attended": 50, "voters": 50, "issued": 50, "collected": 50}


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("quorum", {"entitled": 60, "attended": 60}),
        ("electorate", {"members": [{"id": "周", "standing": "full"}]}),
        ("turnout", {"registered": 60, "voted": 60}),
        ("ballot-total", {"voters": 50, "issued": 50, "collected": 50}),
        ("ballot", {"seats": 2, "ballots": {"x": {"approve": 1}}}),
        ("candidates", {"seats": 5}),
        ("declare", {**MEETING, "registered": 60, "contests": [CONTEST]}),
        ("runoff", {"vacancies": 1, "collected": 50, "attended": 50, "votes": {"周": 40}}),
        ("runoff-candidates", {"vacancies": 1, "candidates": PEOPLE}),
        ("officers", {"committee": ["周"], "attended": 1, "votes": {"chair": {"周": 1}}}),
        ("proxy", {"cases": {"x": {"principal_absent": True}}}),
        ("nomination", {"cases": {"x": {"by": "self", "count": 1}}}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_no_rule_fixes_is_the_units_decision(question: str, facts: dict[str, Any]) -> None:
    found = asked(LAW, question, **facts)
    assert (found.answer, found.status, found.decided_by) == (None, 3, "unit")


def test_the_term_is_from_memory_and_says_so() -> None:
    term = term_end(LAW, elected_on=DAY)
    assert (term.ends_on, term.latest_with_approval) == (date(2031, 12, 20), None)
    assert [each.confidence for each in term.grounds] == ["M"]


@pytest.mark.parametrize(
    ("birth_date", "sex", "here", "votes"),
    [
        ("2008-12-20", "f", True, True),
        ("2008-12-21", "f", True, False),
        ("1980-01-01", "m", True, False),
        ("1980-01-01", "f", False, False),
    ],
)
def test_women_of_eighteen_who_live_here_vote(
    birth_date: str, sex: str, here: bool, votes: bool
) -> None:
    person = {"birth_date": birth_date, "sex": sex, "lives_here": here}
    assert registered(LAW, str(DAY), **person) is votes
    assert {each.citation.confidence for each in LAW.registration} == {"S"}


def test_forum_and_filing_can_be_read() -> None:
    provisions = {each.key: each.citation.confidence for each in LAW.provisions}
    assert (provisions["forum"], provisions["filing"]) == ("M", "S")
    assert provisions["unit-decides"] == "C"
