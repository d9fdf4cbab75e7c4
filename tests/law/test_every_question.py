"""Every question of votes and of time, asked of every body: a lawful answer, or whose decision it
is. A pack that comes to hold a rule, or loses one, is seen here.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from tests.law.asking import NO_RULE, asked

from huanjie.law.shelf import load

TODAY = date(2026, 6, 28)
PEOPLE = [{"id": "赵", "votes": 46}, {"id": "周", "votes": 45, "sex": "f"}]
NUMBERS = {"registered": 50, "entitled": 50, "attended": 48, "voters": 48, "issued": 48}
CONTEST = {"post": "member", "seats": 2, "women_seat_met": True, "candidates": PEOPLE}

QUESTIONS: Final[dict[str, dict[str, Any]]] = {
    "quorum": {"entitled": 50, "attended": 48},
    "electorate": {"members": [{"id": "赵", "standing": "full"}]},
    "turnout": {"registered": 50, "voted": 48},
    "ballot-total": {"voters": 48, "issued": 48, "collected": 48},
    "ballot": {"seats": 2, "ballots": {"x": {"approve": 2}}},
    "candidates": {"seats": 2},
    "declare": {**NUMBERS, "collected": 48, "contests": [CONTEST]},
    "runoff": {"vacancies": 1, "collected": 48, "attended": 48, "votes": {"赵": 40}},
    "runoff-candidates": {"vacancies": 1, "candidates": PEOPLE},
    "officers": {"committee": ["赵", "周"], "attended": 2, "votes": {"secretary": {"赵": 2}}},
    "term": {"elected_on": "2026-06-28"},
    "deadline": {"anchor": "2026-06-28", "days": 5, "direction": "after"},
    "working-days": {"from": "2026-06-28", "days": 5},
}
MEETING = {"quorum", "electorate", "officers"}
VOTE = {"turnout", "ballot-total", "ballot", "declare", "runoff", "runoff-candidates"}

NOT_HELD: Final[dict[str, set[str]]] = {
    "residents-committee@2018-12-29": MEETING | VOTE | {"candidates"},
    "residents-committee@2026-01-01": MEETING,
    "residents-supervisory@2026-01-01": {"electorate", "officers", "turnout", "candidates"},
    "party-branch@1990-06-27": {"turnout"},
    "party-branch@2020-07-13": {"turnout"},
    "youth-league@2025-01-03": {"turnout"},
    "womens-federation@2023-10-26": MEETING | VOTE | {"candidates"},
}
"""What each version leaves to somebody's decision."""
DECIDED_BY: Final = {
    "residents-committee": "province",
    "residents-supervisory": "province",
    "party-branch": "unit",
    "youth-league": "unit",
    "womens-federation": "unit",
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("version", NOT_HELD)
def test_each_question_has_an_answer_or_somebody_who_decides(version: str, question: str) -> None:
    found = asked(load(version, today=TODAY), question, **QUESTIONS[question])
    if question in NOT_HELD[version]:
        assert (found.answer, found.status, found.articles) == (None, NO_RULE, [])
        assert found.decided_by == DECIDED_BY[version.partition("@")[0]]
    else:
        assert (found.status, found.decided_by) == (0, None)
        assert found.answer
        assert found.articles


@pytest.mark.parametrize("version", ["party-branch@2020-07-13", "youth-league@2025-01-03"])
def test_an_election_in_two_stages_fills_the_committee_and_then_its_posts(version: str) -> None:
    pack = load(version, today=TODAY)
    first = asked(pack, "declare", **QUESTIONS["declare"]).answer
    committee = first["contests"][0]["elected"]
    assert committee == ["赵", "周"]
    votes = {"secretary": {"赵": 2}, "deputy-secretary": {"周": 2}}
    second = asked(pack, "officers", committee=committee, attended=2, votes=votes).answer
    assert second["elected"] == {"secretary": "赵", "deputy-secretary": "周"}
