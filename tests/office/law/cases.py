"""Cases of each calculator (计算的例子), on both sides of its boundary; what a body's form does not
ask for is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Typed = dict[str, Any]


def vote(came: int = 700, **more: Any) -> Typed:
    """One post, `came` people and their papers; a form takes the numbers that it needs."""
    numbers = {"registered": 1000, "entitled": 800, "issued": 800}
    papers = {"attended": came, "voters": came, "collected": came}
    return {"method": "voters", "post": "member", "seats": 1, **numbers, **papers, **more}


def recall(*, voted: int, in_favour: int) -> Typed:
    """A recall in a village of a thousand voters."""
    people = {"voters": 1000, "representatives": 60, "registered": 900}
    return {"elected_by": "voters", **people, "voted": voted, "in_favour": in_favour}


def person(**more: str) -> Typed:
    """Somebody of age."""
    return {"post": "member", "birth_date": "1980-01-01", **more}


def proxy(held_before: int) -> Typed:
    """A proxy vote that is good but for its number."""
    stated = dict.fromkeys(("principal_absent", "written", "proxy_is_voter"), "yes")
    return {"method": "voters", **stated, "held_before": held_before}


CASES: Final[Mapping[str, tuple[Typed, ...]]] = {
    "quorum": (
        {"entitled": 50},
        {"entitled": 50, "attended": 39},
        {"entitled": 50, "attended": 40},
    ),
    "turnout": (
        {"method": "voters", "registered": 1000},
        {"method": "voters", "registered": 1000, "voted": 500},
        {"method": "voters", "registered": 1000, "voted": 501},
        {"method": "households", "registered": 300, "voted": 151},
    ),
    "ballot-total": (
        {"voters": 700, "issued": 700, "collected": 700},
        {"voters": 700, "issued": 700, "collected": 701},
    ),
    "candidates": (
        {"post": "member", "seats": 5},
        {"post": "member", "seats": 5, "candidates": 5},
        {"post": "member", "seats": 5, "candidates": 6},
    ),
    "declare": (
        vote(votes_0=350, votes_1=300),
        vote(votes_0=351, votes_1=300, women="甲", women_seat_met="yes"),
        vote(500, votes_0=300),
        vote(),
    ),
    "runoff": (
        {"vacancies": 1, "collected": 630, "attended": 44, "votes_0": 40, "votes_1": 4},
        {"vacancies": 1, "collected": 630, "attended": 700, "votes_0": 210, "votes_1": 209},
    ),
    "ballot": (
        {"post": "member", "seats": 3, "approve": 3},
        {"post": "member", "seats": 3, "approve": 4},
        {"post": "member", "seats": 3, "approve": 2, "oppose": 0, "write_in": 1},
        {"post": "member", "seats": 3, "approve": 1, "same_person_twice": "yes"},
    ),
    "runoff-candidates": (
        {"vacancies": 1, "votes_0": 300, "votes_1": 290, "votes_2": 290, "votes_3": 10},
        {"vacancies": 2, "margin": 0, "votes_0": 300, "votes_1": 290, "votes_2": 280},
        {"vacancies": 1, "votes_0": 30, "votes_1": 20, "women": "乙", "women_only": "yes"},
    ),
    "electorate": (
        {"full": 45, "probationary": 3, "under_probation_sanction": 1, "rights_suspended": 1},
        {"full": 0},
    ),
    "officers": (
        {"committee": 5, "attended": 4, "post": "secretary", "votes_0": 3, "votes_1": 1},
        {"committee": 5, "attended": 4, "post": "secretary", "votes_0": 2, "votes_1": 2},
        {"committee": 5, "attended": 3, "post": "secretary", "votes_0": 3},
    ),
    "deadline": (
        {"anchor": "2026-06-28", "direction": "before", "days": 20},
        {"anchor": "2026-06-28", "direction": "before", "days": 20, "given": "2026-06-08"},
        {"anchor": "2026-06-28", "direction": "before", "days": 20, "given": "2026-06-09"},
        {"anchor": "2026-06-08", "direction": "after", "days": 5},
    ),
    "working-days": ({"from": "2026-09-30", "days": 5}, {"from": "2027-09-30", "days": 1}),
    "term": ({"elected_on": "2021-05-20"}, {"elected_on": "2024-02-29"}),
    "nomination": (
        {"by": "voters-jointly", "count": 1},
        {"by": "voters-jointly", "count": 10},
        {"by": "self", "count": 1},
    ),
    "registration": (
        {"hukou_here": "yes", "lives_here": "yes", "birth_date": "2008-06-28"},
        {"hukou_here": "no", "lives_here": "yes", "birth_date": "2008-06-29"},
        {"hukou_here": ""},
    ),
    "eligibility": (
        {
            "post": "member",
            "birth_date": "1980-01-01",
            "political_rights": "yes",
            "registered": "yes",
        },
        {"post": "member", "birth_date": "1980-01-01", "expelled_from_party": "yes"},
    ),
    "proxy": (proxy(2), proxy(3)),
    "composition": (
        {"of": "bodies", "size": 3, "women": 1, "near_relative_pairs": 0},
        {"of": "bodies", "size": 8, "women": 1, "near_relative_pairs": 0},
        {"of": "bodies", "size": 5, "women": 0, "near_relative_pairs": 1},
        {"of": "election_committees", "size": 5, "women": 0, "near_relative_pairs": 1},
    ),
    "kin": ({"relation": "brother"}, {"relation": "cousin"}),
    "succession": ({"nominated": "甲"}, {"nominated": "", "member": "丙", "relation": "brother"}),
    "assembly": (
        {"kind": "", "entitled": 60, "attended": 40, "in_favour": 21},
        {"kind": "representatives", "entitled": 60, "attended": 39, "in_favour": 39},
    ),
    "representatives": ({"households": 300}, {"households": 4}),
    "recall": (recall(voted=451, in_favour=226), recall(voted=450, in_favour=450)),
}
"""Each question, with what somebody types."""
