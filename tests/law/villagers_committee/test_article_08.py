"""村民委员会组织法第八条：三至七人，有妇女成员，实行近亲属回避。

That relatives may not sit together is statute; which of the two stays, the national law leaves
open (test_conventions.py).
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.asking import Asked, asked
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    WANG,
    WU,
    ZHAO,
    ZHENG,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY)
CONTESTS = (
    contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 200)),
    contest(MEMBER, stands(SUN, 600), stands(ZHOU, 500), stands(LI, 300), seats=2),
)


def test_near_relatives_do_not_sit_together() -> None:
    declared = declare(poll(*CONTESTS, relatives=[(ZHAO, SUN)]), LAW)
    everyone = {person for each in declared.contests for person in each.elected}
    assert everyone == {ZHAO, ZHOU}
    assert [w.because for w in result_of(declared, MEMBER).withdrawn] == ["near-relative"]
    ground = next(g for g in declared.grounds if g.article == "第八条第二款")
    assert ground.rank == "statute"
    assert ground.law == "中华人民共和国村民委员会组织法"


def test_people_who_are_no_relatives_all_sit_and_the_rule_is_not_named() -> None:
    declared = declare(poll(*CONTESTS), LAW)
    assert result_of(declared, MEMBER).elected == (SUN, ZHOU)
    assert "第八条第二款" not in articles(declared.grounds)


def test_a_relative_who_was_not_elected_keeps_nobody_out() -> None:
    declared = declare(poll(*CONTESTS, relatives=[(QIAN, SUN), (LI, ZHAO)]), LAW)
    assert result_of(declared, CHAIR).elected == (ZHAO,)
    assert result_of(declared, MEMBER).elected == (SUN, ZHOU)
    assert "第八条第二款" not in articles(declared.grounds)


@pytest.mark.parametrize("pair", [(ZHAO, SUN), (SUN, ZHAO)])
def test_kinship_has_no_direction(pair: tuple[PersonId, PersonId]) -> None:
    declared = declare(poll(*CONTESTS, relatives=[pair]), LAW)
    assert SUN not in result_of(declared, MEMBER).elected
    assert "第八条第二款" in articles(declared.grounds)


def test_whoever_is_kin_only_to_somebody_who_stepped_back_keeps_the_seat() -> None:
    """赵 is chair, 孙 is his brother, 周 is 孙's wife: once 孙 is out, 周 sits with no relative."""
    declared = declare(poll(*CONTESTS, relatives=[(ZHAO, SUN), (SUN, ZHOU)]), LAW)
    assert result_of(declared, MEMBER).elected == (ZHOU,)
    assert "第八条第二款" in articles(declared.grounds)


@pytest.mark.parametrize(("votes", "elected", "reserved"), [(351, (WU,), 0), (350, (), 1)])
def test_a_committee_has_a_woman_or_keeps_a_seat_for_her(
    votes: int, elected: tuple[PersonId, ...], reserved: int
) -> None:
    """村民委员会成员中，应当有妇女成员。"""
    member = contest(MEMBER, stands(SUN, 600), stands(LI, 500), stands(WU, votes), seats=2)
    declared = declare(poll(contest(CHAIR, stands(ZHAO, 400)), member), LAW)
    result = result_of(declared, MEMBER)
    assert result.elected == (SUN, *elected)
    assert result.reserved_seats == reserved
    assert LAW.women_seat
    assert LAW.women_seat.citation in declared.grounds


def test_two_women_of_one_family_are_relatives_like_any_others() -> None:
    member = contest(MEMBER, stands(WANG, 500), stands(ZHENG, 450), stands(SUN, 400), seats=3)
    declared = declare(poll(member, relatives=[(WANG, ZHENG)]), LAW)
    result = result_of(declared, MEMBER)
    assert result.elected == (WANG, SUN)
    assert (result.vacancies, result.next) == (1, ("runoff",))
    assert "第八条第二款" in articles(declared.grounds)


def body(**facts: object) -> Asked:
    return asked("composition", {"bodies": {"班子": facts}})


@pytest.mark.parametrize(("size", "lawful"), [(2, False), (3, True), (7, True), (8, False)])
def test_a_committee_has_three_to_seven_members(size: int, lawful: bool) -> None:
    came = body(size=size)
    assert (came.answer["lawful"] == ["班子"]) is lawful
    assert (came.answer["unlawful"] == ["班子"]) is not lawful
    assert came.articles == ["第八条第一款"]


@pytest.mark.parametrize(
    ("women", "articles"), [(0, ["第八条第二款"]), (1, ["第八条第一款", "第八条第二款"])]
)
def test_a_committee_has_a_woman(women: int, articles: list[str]) -> None:
    came = body(size=5, women=women)
    assert (came.answer["lawful"] == ["班子"]) is bool(women)
    assert came.articles == articles


@pytest.mark.parametrize(
    ("pairs", "lawful"), [(0, True), (1, False), ([], True), ([["甲", "乙"]], False)]
)
def test_near_relatives_do_not_serve_together(pairs: object, lawful: bool) -> None:
    came = body(near_relative_pairs=pairs)
    assert (came.answer["lawful"] == ["班子"]) is lawful
    assert came.articles == ["第八条第二款"]


def test_every_fault_of_a_body_is_named_and_a_lawful_one_has_none() -> None:
    bodies = {"甲": {"size": 8, "women": 0, "near_relative_pairs": 2}, "乙": {"size": 7}}
    came = asked("composition", {"bodies": bodies})
    assert came.answer["lawful"] == ["乙"]
    assert list(came.answer["reasons"]) == came.answer["unlawful"] == ["甲"]
    assert len(came.answer["reasons"]["甲"]) == 3
    assert came.status == 0


@pytest.mark.parametrize(
    "facts",
    [{}, {"size": 3, "women": 4}, {"near_relative_pairs": [["甲", "甲"]]}, {"men": 3}],
)
def test_a_body_that_nobody_described_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        body(**facts)
