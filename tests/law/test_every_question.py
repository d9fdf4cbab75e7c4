"""Every question asked of every version of every body: an answer with its article, or whose
decision it is. A pack that comes to hold a rule, or loses one, is seen here; each
cell was read in the law.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from tests.law.asking import NO_RULE, asked

from huanjie.exchange.questions import QUESTIONS
from huanjie.law.shelf import load, versions

TODAY = date(2026, 6, 28)
PEOPLE = [{"id": "赵", "votes": 46}, {"id": "周", "votes": 45, "sex": "f"}]
NUMBERS = {"registered": 50, "entitled": 50, "attended": 48, "voters": 48, "issued": 48}
CONTEST = {"post": "member", "seats": 2, "women_seat_met": True, "candidates": PEOPLE}
COUPLE: Final[dict[str, Any]] = {"people": ["赵", "周"], "edges": [{"spouses": ["赵", "周"]}]}

FACTS: Final[dict[str, dict[str, Any]]] = {
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
    "nomination": {"cases": {"x": {"by": "party-organisation"}}},
    "composition": {"bodies": {"x": {"size": 5}}},
    "recall": {"registered": 50, "voted": 48, "in_favour": 40},
    "representatives": {"households": 300},
    "assembly": {"entitled": 50, "attended": 48, "in_favour": 40},
    "succession": {"members": ["赵", "周"], "reserve": ["吴"], "nominated": ["赵"]},
    "kin": {**COUPLE, "bodies": {"x": ["赵", "周"]}},
    "registration": {"persons": {"赵": {}}},
    "proxy": {"cases": {"x": {"written": True}}},
    "eligibility": {"person": {}},
    "working-days": {"from": "2026-06-28", "days": 5},
    "deadline": {"anchor": "2026-06-28", "days": 5, "direction": "after"},
    "term": {"elected_on": "2026-06-28"},
}
"""Facts that every body can be asked with."""

OF_A_MEETING: Final = {"quorum", "electorate", "officers"}
"""Elected at the polls: a turnout in place of a quorum, and no second stage within a committee."""
OF_THE_VOTE: Final = {
    *("turnout", "ballot-total", "ballot", "candidates"),
    *("declare", "runoff", "runoff-candidates"),
}
OF_THE_POLLS: Final = {"turnout", "succession", "registration"}
"""Elected by a meeting: no turnout, no election committee, no roll of its own."""
SUPERVISORS: Final = {*OF_THE_POLLS, "electorate", "officers", "candidates", "nomination"} | {
    *("recall", "proxy"),
    "kin",  # barred are the committee's relatives (第三十七条), not one another's
}
PARTY: Final = {*OF_THE_POLLS, "recall", "representatives", "kin"}

NOT_HELD: Final[dict[str, set[str]]] = {
    "villagers-committee@2010-10-28": {*OF_A_MEETING, "kin"},
    "villagers-committee@2018-12-29": {*OF_A_MEETING, "kin"},  # 回避 came in 2026
    "villagers-committee@2026-01-01": OF_A_MEETING,
    "residents-committee@2018-12-29": {*OF_A_MEETING, *OF_THE_VOTE}
    | {*("nomination", "recall", "representatives", "succession", "kin", "proxy")},
    "residents-committee@2026-01-01": OF_A_MEETING,
    "village-supervisory@2010-10-28": {*SUPERVISORS, "term", "composition"},
    "village-supervisory@2018-12-29": SUPERVISORS,
    "village-supervisory@2026-01-01": SUPERVISORS,
    "residents-supervisory@2026-01-01": SUPERVISORS,
    "party-branch@1990-06-27": {*PARTY, "composition", "assembly"},  # 支部工作条例 is of 2018
    "party-branch@2020-07-13": PARTY,
    "youth-league@2025-01-03": {*PARTY, "nomination", "assembly"},
    "womens-federation@2023-10-26": {*OF_A_MEETING, *OF_THE_VOTE, "succession"}
    | {*("nomination", "composition", "recall", "representatives", "assembly", "kin")}
    | {*("proxy", "eligibility")},
    "collective-organisation@2025-05-01": {
        *("electorate", "officers", "turnout", "succession"),
        *("candidates", "nomination", "runoff", "runoff-candidates"),
    },
}
"""What each version leaves to somebody's decision."""
DECIDED_BY: Final = {
    "villagers-committee": "province",
    "residents-committee": "province",
    "village-supervisory": "province",
    "residents-supervisory": "province",
    "party-branch": "unit",
    "youth-league": "unit",
    "womens-federation": "unit",
    "collective-organisation": "charter",
}


def test_the_table_has_every_question_and_every_version() -> None:
    assert set(FACTS) == set(QUESTIONS)
    assert set(NOT_HELD) == {version.name for version in versions() if version.region is None}


@pytest.mark.parametrize("question", FACTS)
@pytest.mark.parametrize("version", NOT_HELD)
def test_each_question_has_an_answer_or_somebody_who_decides(version: str, question: str) -> None:
    found = asked(load(version, today=TODAY), question, **FACTS[question])
    if question in NOT_HELD[version]:
        assert (found.answer, found.status, found.articles) == (None, NO_RULE, [])
        assert found.decided_by == DECIDED_BY[version.partition("@")[0]]
    else:
        assert found.status != NO_RULE
        assert found.decided_by is None
        assert found.answer
        assert found.articles


@pytest.mark.parametrize("version", NOT_HELD)
def test_what_kin_two_people_are_every_pack_can_tell(version: str) -> None:
    found = asked(load(version, today=TODAY), "kin", relations=["father", "连襟"])
    assert found.answer == {"class": {"father": "lineal", "连襟": "in-law"}} | {
        "near_relatives": ["father"]
    }


STATED: Final[dict[str, Any]] = {
    "date": "1990-01-01",
    "yes-no": True,
    "whole": 12,
    "text": "本科",
    "texts": ["社会工作者职业资格证书"],
}


FACTS_OF_THE_QUESTION: Final[dict[str, dict[str, str]]] = {
    "registration": {
        "birth_date": "date",
        "political_rights": "yes-no",
        "hukou_here": "yes-no",
        "lives_here": "yes-no",
        "said_takes_part": "yes-no",
        "permanent_resident_here": "yes-no",
        "months_living_here": "whole",
        "months_village_work": "whole",
        "community_worker_months": "whole",
        "applied": "yes-no",
        "meeting_agreed": "yes-no",
        "election_committee_confirmed": "yes-no",
        "registered_elsewhere": "yes-no",
    },
    "proxy": {
        "principal_absent": "yes-no",
        "written": "yes-no",
        "proxy_is_near_relative": "yes-no",
        "proxy_is_voter": "yes-no",
        "proxy_is_candidate": "yes-no",
        "held_before": "whole",
    },
    "eligibility": {
        "birth_date": "date",
        "political_rights": "yes-no",
        "registered": "yes-no",
        "expelled_from_party": "yes-no",
        "criminal_punishment": "yes-no",
        "education": "text",
        "certificates": "texts",
        "months_experience": "whole",
    },
}
"""The facts that a question knows, by the words of the interface (问题的事实)."""


@pytest.mark.parametrize("question", FACTS_OF_THE_QUESTION)
@pytest.mark.parametrize("version", NOT_HELD)
def test_a_fact_that_another_body_asks_for_is_left_out(version: str, question: str) -> None:
    """Stated facts that a pack does not use change nothing, and are no fault."""
    pack = load(version, today=TODAY)
    own = {fact.fact for fact in pack.stated_facts}
    others = {
        word: STATED[kind]
        for word, kind in FACTS_OF_THE_QUESTION[question].items()
        if word not in own
    }
    wrap: dict[str, Any] = {
        "registration": lambda person: {"persons": {"赵": person}, "polling_day": "2026-06-28"},
        "proxy": lambda case: {"cases": {"x": case}},
        "eligibility": lambda person: {"person": person},
    }
    silent = asked(pack, question, **wrap[question]({}))
    assert asked(pack, question, **wrap[question](others)) == silent


@pytest.mark.parametrize("version", ["party-branch@2020-07-13", "youth-league@2025-01-03"])
def test_an_election_in_two_stages_fills_the_committee_and_then_its_posts(version: str) -> None:
    pack = load(version, today=TODAY)
    first = asked(pack, "declare", **FACTS["declare"]).answer
    committee = first["contests"][0]["elected"]
    assert committee == ["赵", "周"]
    votes = {"secretary": {"赵": 2}, "deputy-secretary": {"周": 2}}
    second = asked(pack, "officers", committee=committee, attended=2, votes=votes).answer
    assert second["elected"] == {"secretary": "赵", "deputy-secretary": "周"}
