"""城市居民委员会组织法第二十九条：推选没有另外的规定，按居民代表会议到会和通过的规定。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.law.asking import asked

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-supervisory", on=DAY, today=DAY)


def chosen(attended: int = 48, collected: int | None = None, **votes: int) -> Any:
    """The meeting of sixty representatives that chooses two supervisors."""
    people = [{"id": person, "votes": n} for person, n in votes.items()]
    contest = {"post": "supervisor", "seats": 2, "candidates": people}
    return asked(
        LAW,
        "declare",
        method="representatives",
        entitled=60,
        attended=attended,
        issued=attended,
        collected=attended if collected is None else collected,
        contests=[contest],
    )


@pytest.mark.parametrize(("attended", "met"), [(39, False), (40, True)])
def test_two_thirds_of_the_representatives_are_enough(attended: int, met: bool) -> None:
    """三分之二以上，包括三分之二。"""
    found = asked(LAW, "quorum", entitled=60, attended=attended)
    assert found.answer == {"minimum": 40, "met": met}
    assert found.articles == ["第二十九条"]
    assert chosen(attended, 赵=attended).answer["valid"] is met


@pytest.mark.parametrize(("votes", "elected"), [(24, ["赵"]), (25, ["赵", "钱"])])
def test_half_of_those_present_choose_nobody(votes: int, elected: list[str]) -> None:
    found = chosen(赵=40, 钱=votes)
    assert found.answer["contests"][0]["elected"] == elected
    assert "第二十九条" in found.articles


def test_the_base_is_those_present_and_not_the_papers() -> None:
    assert chosen(collected=46, 赵=40, 钱=24).answer["contests"][0]["minimum_votes"] == 25


def test_that_the_meetings_rule_is_the_rule_of_the_choice_is_our_reading() -> None:
    assert LAW.quorum is not None
    assert LAW.majority is not None
    assert {LAW.quorum.citation.confidence, LAW.majority.citation.confidence} == {"C"}


def test_equal_votes_across_the_last_seat_are_voted_on_again_by_convention() -> None:
    contest = chosen(赵=40, 钱=30, 孙=30).answer["contests"][0]
    assert (contest["elected"], contest["tied"], contest["next"]) == (
        ["赵"],
        ["钱", "孙"],
        ["revote"],
    )
    assert LAW.tie is not None
    assert LAW.tie.citation.rank == "convention"


@pytest.mark.parametrize(
    ("kind", "of", "fewest", "article"),
    [("adults", 3000, 1501, "第二十七条"), ("households", 1000, 501, "第二十七条")],
)
def test_the_residents_meeting_that_chooses_has_its_own_quorum(
    kind: str, of: int, fewest: int, article: str
) -> None:
    quorum = LAW.assembly_quorum[kind]
    assert (quorum.met_by(fewest - 1, of), quorum.met_by(fewest, of)) == (False, True)
    assert quorum.citation.article == article


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("candidates", {"seats": 3}),
        ("turnout", {"method": "representatives", "registered": 60, "voted": 41}),
        ("electorate", {"members": [{"id": "赵", "standing": "full"}]}),
        ("officers", {"committee": ["赵"], "attended": 1, "votes": {"head": {"赵": 1}}}),
    ],
)
def test_what_the_law_leaves_open_is_the_provinces(question: str, facts: dict[str, Any]) -> None:
    found = asked(LAW, question, **facts)
    assert (found.status, found.decided_by) == (3, "province")
