"""城市居民委员会组织法第八条：共五至九人，应当有妇女成员，实行近亲属回避。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    MEMBER,
    QIAN,
    SUN,
    ZHAO,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)
CONTESTS = (
    contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 200)),
    contest(MEMBER, stands(SUN, 600), stands(ZHOU, 500), seats=2),
)


@pytest.mark.parametrize(
    ("pair", "elected", "named"),
    [((ZHAO, SUN), (ZHOU,), True), ((QIAN, SUN), (SUN, ZHOU), False)],
)
def test_near_relatives_do_not_sit_together(
    pair: tuple[PersonId, PersonId], elected: tuple[PersonId, ...], named: bool
) -> None:
    declared = declare(poll(*CONTESTS, relatives=[pair]), LAW)
    assert result_of(declared, MEMBER).elected == elected
    assert ("第八条第二款" in articles(declared.grounds)) is named


def test_that_relatives_are_kept_apart_is_statute() -> None:
    declared = declare(poll(*CONTESTS, relatives=[(ZHAO, SUN)]), LAW)
    ground = next(each for each in declared.grounds if each.article == "第八条第二款")
    assert (ground.law, ground.rank) == ("中华人民共和国城市居民委员会组织法", "statute")


@pytest.mark.parametrize(
    ("members", "lawful"), [(4, False), (5, True), (6, True), (9, True), (10, False)]
)
def test_a_committee_has_five_to_nine_members_odd_or_even(members: int, lawful: bool) -> None:
    """第一款。"""
    assert LAW.size is not None
    assert LAW.size.allows(members) is lawful
    assert LAW.size.citation.article == "第八条第一款"


def test_one_woman_is_enough_and_the_law_asks_for_her() -> None:
    """第二款：成员中应当有妇女成员。"""
    assert LAW.women is not None
    assert (LAW.women.at_least, LAW.women.citation.article) == (1, "第八条第二款")
    assert LAW.women.citation.rank == "statute"


def test_of_relatives_the_law_names_the_near_ones_alone() -> None:
    assert LAW.near_relatives is not None
    assert LAW.near_relatives.classes == ("near-relative",)
