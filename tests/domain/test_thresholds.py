"""The thresholds of one unit (本单位的门槛), each at both sides of its boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.contest import Post
from huanjie.domain.representatives import representative_number
from huanjie.domain.thresholds import (
    Threshold,
    UnitNumbers,
    attendance,
    thresholds,
    votes_needed,
)
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

DAY = date(2026, 6, 28)
VILLAGE = load("villagers-committee", today=DAY)
COMMUNITY = load("residents-committee", today=DAY)
PARTY = load("party-branch", today=DAY)


def named(pack: RulePack, numbers: UnitNumbers, name: str) -> Threshold:
    found = [each for each in thresholds(pack, numbers) if name in each.name]
    assert len(found) == 1, name
    return found[0]


@pytest.mark.parametrize(("registered", "minimum"), [(999, 500), (1000, 501), (1001, 501)])
def test_the_turnout_of_this_village_by_article_18_2(registered: int, minimum: int) -> None:
    found = attendance(VILLAGE, UnitNumbers(registered=registered))
    assert found
    assert (found.minimum, found.citation.article) == (minimum, "第十八条第二款")
    assert found.base == f"登记参加选举的人数 {registered}"


@pytest.mark.parametrize(("entitled", "minimum"), [(40, 32), (41, 33)])
def test_the_quorum_of_this_branch(entitled: int, minimum: int) -> None:
    found = attendance(PARTY, UnitNumbers(entitled=entitled))
    assert found
    assert found.minimum == minimum


def test_a_base_that_nobody_stated_leaves_the_number_open_and_the_article_named() -> None:
    found = attendance(VILLAGE, UnitNumbers())
    assert found
    assert (found.minimum, found.base) == (None, "登记参加选举的人数")


def test_a_pack_without_either_has_no_threshold_of_attendance() -> None:
    assert attendance(replace(VILLAGE, turnout={}), UnitNumbers(registered=9)) is None


@pytest.mark.parametrize(
    ("households", "bounds"),
    [(75, (5, 15)), (76, (6, 15)), (74, (5, 14)), (4, (1, 1)), (1, (1, 1))],
)
def test_one_representative_for_five_to_fifteen_households(
    households: int, bounds: tuple[int, int]
) -> None:
    """第二十九条第二款."""
    found = named(VILLAGE, UnitNumbers(households=households), "代表人数")
    assert (found.minimum, found.maximum) == bounds


def test_a_law_that_never_wants_fewer_than_so_many_representatives_is_kept() -> None:
    assert VILLAGE.representatives
    rule = replace(VILLAGE.representatives, at_least=30)
    for households, bounds in ((75, (30, 30)), (300, (30, 60))):
        pack = replace(VILLAGE, representatives=rule)
        found = named(pack, UnitNumbers(households=households), "代表人数")
        assert (found.minimum, found.maximum) == bounds


@given(st.integers(1, 5000))
def test_fewest_is_never_more_than_most(households: int) -> None:
    found = representative_number(VILLAGE, households=households)
    assert 1 <= found.minimum <= found.maximum <= households


@pytest.mark.parametrize(("voters", "minimum"), [(1000, 200), (1001, 201)])
def test_signatures_for_a_recall_by_article_19_1(voters: int, minimum: int) -> None:
    numbers = UnitNumbers(voters=voters, representatives=30)
    assert named(VILLAGE, numbers, "有选举权的人联名").minimum == minimum
    assert named(VILLAGE, numbers, "，代表联名").minimum == 10


def test_candidates_for_each_post_that_is_elected() -> None:
    numbers = UnitNumbers(seats={Post("chair"): 1, Post("member"): 5})
    assert named(VILLAGE, numbers, "主任候选人").minimum == 2
    assert named(PARTY, UnitNumbers(seats={Post("member"): 5}), "委员候选人").minimum == 6
    secretary = named(PARTY, UnitNumbers(seats={Post("secretary"): 1}), "书记候选人")
    assert (secretary.minimum, secretary.maximum) == (1, 1)


def test_the_committees_own_meeting_counts_its_members() -> None:
    numbers = UnitNumbers(seats={Post("member"): 6})
    assert named(PARTY, numbers, "委员会全体会议").minimum == 5


def test_a_meeting_counts_its_own_members_and_no_other_number() -> None:
    numbers = UnitNumbers(registered=1000, representatives=31, households=320)
    found = {each.name: each.minimum for each in thresholds(VILLAGE, numbers)}
    assert found["代表会议到会至少"] == 21
    assert found["户代表会议到会至少"] == 214
    assert found["成年村（居）民会议到会至少"] is None


@pytest.mark.parametrize(("papers", "elected", "runoff"), [(700, 351, 234), (701, 351, 234)])
def test_votes_that_elect_at_so_many_papers(papers: int, elected: int, runoff: int) -> None:
    (row,) = votes_needed(VILLAGE, [papers])
    assert (row.majority, row.runoff) == (elected, runoff)


def test_a_pack_without_a_majority_says_so() -> None:
    (row,) = votes_needed(replace(VILLAGE, majority=None), [700])
    assert (row.majority, row.runoff) == (None, None)


@pytest.mark.parametrize("pack", [VILLAGE, COMMUNITY, PARTY])
def test_every_threshold_names_its_article(pack: RulePack) -> None:
    for each in thresholds(pack, UnitNumbers()):
        assert each.name
        assert each.citation.article
