"""Article 5 (第五条): who may be elected (被选举权), and no rule of age or schooling beside it."""

from __future__ import annotations

import pytest
from tests.law.asking import asked
from tests.law.party_branch.cast import LAW


@pytest.mark.parametrize(
    ("standing", "finding"),
    [
        ("full", "eligible"),
        ("probationary", "barred"),
        ("under-probation-sanction", "barred"),
        ("rights-suspended", "barred"),
    ],
)
def test_full_members_alone_may_be_elected(standing: str, finding: str) -> None:
    found = asked(LAW, "eligibility", person={"standing": standing}, post="secretary")
    assert (found.answer["finding"], found.articles) == (finding, ["第五条"])


def test_a_standing_that_nobody_stated_is_not_guessed() -> None:
    found = asked(LAW, "eligibility", person={}, post="member")
    assert found.answer["finding"] == "unknown"


def test_age_schooling_and_experience_are_policy_and_stand_in_no_national_pack() -> None:
    assert [each.key for each in LAW.eligibility] == ["standing"]
    assert {fact.fact for fact in LAW.stated_facts} == {"standing"}
