"""An example of each question's facts (问题示例), as `huanjie ask --help` shows them."""

from __future__ import annotations

from typing import Final

EXAMPLES: Final[dict[str, str]] = {
    "quorum": '{"entitled": 50, "attended": 44}',
    "electorate": '{"members": [{"id": "甲", "standing": "full"}]}',
    "turnout": '{"method": "voters", "registered": 1000, "voted": 501}',
    "ballot-total": '{"voters": 705, "issued": 710, "collected": 700}',
    "ballot": '{"posts": {"chair": 1}, "ballots": {"1": {"chair": {"approve": 1}}}}',
    "candidates": '{"posts": {"member": {"seats": 3, "candidates": 4}}}',
    "declare": '{"registered": 900, "entitled": 50, "attended": 44, "voters": 40, "issued": 44, '
    '"collected": 40, "contests": [{"post": "chair", "seats": 1, "candidates": '
    '[{"id": "甲", "votes": 30}, {"id": "乙", "votes": 10}]}]}',
    "runoff": '{"vacancies": 1, "collected": 630, "attended": 44, "votes": {"甲": 40, "乙": 4}}',
    "runoff-candidates": '{"vacancies": 1, "candidates": [{"id": "甲", "votes": 300}]}',
    "officers": '{"committee": ["甲", "乙"], "attended": 2, "votes": {"secretary": {"甲": 2}}}',
    "nomination": '{"cases": {"甲": {"by": "voters-jointly", "count": 10}}}',
    "composition": '{"bodies": {"班子": {"size": 5, "women": 1, "near_relative_pairs": 0}}, '
    '"election_committees": {"选举委员会": {"size": 5, "women": 1, "near_relative_pairs": 0}}}',
    "recall": '{"elected_by": "voters", "voters": 1000, "registered": 900, "voted": 451, '
    '"in_favour": 226}',
    "representatives": '{"households": 300}',
    "assembly": '{"entitled": 60, "attended": 40, "in_favour": 40}',
    "succession": '{"members": ["甲", "乙"], "chair": "甲", "vice_chair": "乙", "reserve": ["丙"], '
    '"nominated": ["丁"], "kin": [{"member": "甲", "nominee": "丁", "relation": "妻子"}]}',
    "kin": '{"relations": ["岳父", "妻子的哥哥的妻子", "half_sister", "mothers_sister"]}',
    "registration": '{"persons": {"甲": {"birth_date": "1990-03-07", "hukou_here": true, '
    '"lives_here": true}}, "polling_day": "2026-06-28"}',
    "proxy": '{"cases": {"1": {"principal_absent": true, "written": true, "proxy_is_voter": true, '
    '"proxy_is_candidate": false, "held_before": 2}}}',
    "eligibility": '{"person": {"birth_date": "1990-03-07", "political_rights": true, '
    '"registered": true}, "post": "member", "on": "2026-06-28"}',
    "working-days": '{"from": "2026-09-30", "days": 5}',
    "deadline": '{"anchor": "2026-06-28", "days": 20, "direction": "before"}',
    "term": '{"elected_on": "2021-05-20"}',
}
"""One for each question; numbers that only one body's pack asks for stand beside the others."""


def examples_as_text() -> str:
    """Every question with its example."""
    return "\n".join(f"  {question:18}{facts}" for question, facts in EXAMPLES.items())
