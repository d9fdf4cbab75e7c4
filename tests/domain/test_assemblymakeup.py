"""The representatives' meeting (代表会议): four fifths and a third of its members, at both sides of
each line.
"""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from huanjie.domain.assemblymakeup import (
    MakeupFault,
    Meeting,
    makeup_faults,
    representatives_needed,
)
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

TODAY = datetime.date(2026, 6, 28)
VILLAGE = load("villagers-committee", on=TODAY, today=TODAY)
COMMUNITY = load("residents-committee", on=TODAY, today=TODAY)
COLLECTIVE = load("collective-organisation", on=TODAY, today=TODAY)


def faults(
    pack: RulePack, *, committee: int | None = 5, representatives: int, women: int, unsaid: int = 0
) -> list[MakeupFault]:
    meeting = Meeting(
        committee=committee, representatives=representatives, women=women, unsaid=unsaid
    )
    return list(makeup_faults(pack, meeting))


@pytest.mark.parametrize(
    ("committee", "representatives", "enough"),
    [(5, 20, True), (5, 19, False), (3, 12, True), (3, 11, False), (7, 28, True), (7, 27, False)],
)
def test_four_fifths_of_the_meeting_are_representatives(
    committee: int, representatives: int, enough: bool
) -> None:
    found = faults(
        VILLAGE, committee=committee, representatives=representatives, women=representatives
    )
    assert [each.refuses for each in found] == [] if enough else [True]


def test_too_few_representatives_are_told_with_the_article_and_how_many_more() -> None:
    (found,) = faults(VILLAGE, representatives=17, women=17)
    assert found.says == "委员会 5 人、代表 17 人，共 22 人，代表占不到 4/5"
    assert found.remedy == "再推选代表 3 人，代表至少 20 人"
    assert found.citation.article == "第二十九条第一款"


@pytest.mark.parametrize(
    ("representatives", "women", "enough"),
    # of all 25, 26 and 28 members a third is 8⅓, 8⅔ and 9⅓
    [(20, 9, True), (20, 8, False), (21, 9, True), (21, 8, False), (23, 10, True), (23, 9, False)],
)
def test_a_third_of_all_members_are_women_who_are_representatives(
    representatives: int, women: int, enough: bool
) -> None:
    found = faults(VILLAGE, representatives=representatives, women=women)
    assert [each.refuses for each in found] == [] if enough else [True]


def test_a_third_of_the_representatives_alone_is_not_enough() -> None:
    (found,) = faults(VILLAGE, representatives=24, women=8)
    assert "共 29 人，其中妇女代表 8 人" in found.says
    assert found.remedy == "代表总数不变的，改推选妇女代表 2 人"


@pytest.mark.parametrize(("unsaid", "refused"), [(0, True), (1, True), (2, False)])
def test_a_sex_that_nobody_stated_refuses_nothing_that_it_could_mend(
    unsaid: int, refused: bool
) -> None:
    (found,) = faults(VILLAGE, representatives=20, women=7, unsaid=unsaid)
    assert found.refuses is refused
    assert ("没有写性别" in found.says) is not refused


def test_nobody_is_judged_before_anybody_was_chosen() -> None:
    assert faults(VILLAGE, representatives=0, women=0) == []


@pytest.mark.parametrize(("representatives", "enough"), [(20, True), (19, False)])
def test_a_community_asks_for_no_share_of_women(representatives: int, enough: bool) -> None:
    found = faults(COMMUNITY, representatives=representatives, women=0)
    assert [each.citation.article for each in found] == ([] if enough else ["第二十八条第一款"])


@pytest.mark.parametrize(("representatives", "enough"), [(21, True), (20, False)])
def test_a_collective_has_more_than_twenty(representatives: int, enough: bool) -> None:
    found = faults(COLLECTIVE, representatives=representatives, women=1)
    assert [each.refuses for each in found] == [] if enough else [True]
    assert all(each.citation.article == "第二十八条第二款" for each in found)


@pytest.mark.parametrize(("women", "unsaid", "told"), [(0, 0, 1), (1, 0, 0), (0, 1, 1)])
def test_a_collective_without_a_woman_is_told_and_not_refused(
    women: int, unsaid: int, told: int
) -> None:
    found = faults(COLLECTIVE, representatives=21, women=women, unsaid=unsaid)
    assert [each.refuses for each in found] == [False] * told


def test_a_body_without_such_a_rule_is_not_judged() -> None:
    party = load("party-branch", on=TODAY, today=TODAY)
    assert faults(party, representatives=1, women=0) == []


@pytest.mark.parametrize(
    ("share", "committee", "needed"),
    [
        (Fraction(4, 5), 5, 20),
        (Fraction(5, 6), 5, 25),
        (Fraction(2, 3), 5, 10),
        (Fraction(1), 0, 0),
        (Fraction(1), 5, None),
    ],
)
def test_how_many_representatives_a_share_needs(
    share: Fraction, committee: int, needed: int | None
) -> None:
    assert representatives_needed(share, committee) == needed


def test_without_the_committee_no_share_is_told_and_nothing_held_back() -> None:
    for pack, women in ((VILLAGE, 2), (COMMUNITY, 0)):
        (found,) = faults(pack, committee=None, representatives=6, women=women)
        assert "不知道委员会有几名成员" in found.says
        assert not found.refuses
    (woman,) = faults(COLLECTIVE, committee=None, representatives=60, women=0)
    assert "没有妇女代表" in woman.says


def test_women_too_few_among_the_representatives_are_too_few_whoever_sits_beside_them() -> None:
    unknown, women = faults(VILLAGE, committee=None, representatives=6, women=1)
    assert (unknown.refuses, women.refuses) == (False, True)
    assert "妇女代表 1 人，占不到 1/3，至少应有 2 人" in women.says
    _, unsaid = faults(VILLAGE, committee=None, representatives=6, women=1, unsaid=1)
    assert not unsaid.refuses
