"""第十五条: a nominee leaves the election committee, and so does whoever has a near relative
nominated; those chosen next come in order.
"""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from huanjie.domain.contest import PersonId
from huanjie.domain.election_committee import Committee, StatedKin, succession
from huanjie.domain.kinterms import read_term
from huanjie.door.fault import NoSuchRule
from huanjie.law.kinship import load_kinship
from huanjie.law.shelf import load

DAY = datetime.date(2026, 6, 28)
LAW = load("villagers-committee", on=DAY, today=DAY)
KIN = load_kinship()

LEAVES = "第十五条第三款"
NEXT = "第十五条第四款"
PRESIDES = "选举委员会的主持"
NEAR = "第一千零四十五条第二款"


def committee(nominated: str = "", *kin: str, reserve: str = "戊己庚") -> Committee:
    """甲 is the chair, 乙 the vice-chair, 丙 and 丁 are members; kin: "甲 妻子 辛"."""
    stated = [each.split() for each in kin]
    return Committee(
        members=tuple(map(PersonId, "甲乙丙丁")),
        chair=PersonId("甲"),
        vice_chair=PersonId("乙"),
        reserve=tuple(map(PersonId, reserve)),
        nominated=frozenset(map(PersonId, nominated)),
        kin=tuple(
            StatedKin(member=PersonId(a), nominee=PersonId(b), relation=read_term(term))
            for a, term, b in stated
        ),
    )


def after(*words: str, reserve: str = "戊己庚") -> tuple[str, str, str, str | None, list[str]]:
    result = succession(LAW, committee(*words, reserve=reserve), KIN)
    ids = ("".join(each) for each in (result.leave, result.fill, result.committee))
    articles = [citation.article for citation in result.grounds]
    return (*ids, result.presiding, articles)  # type: ignore[return-value]


def test_where_nobody_of_the_committee_is_nominated_everybody_stays() -> None:
    assert after("辛") == ("", "", "甲乙丙丁", "甲", [LEAVES])


def test_a_member_who_is_nominated_leaves_and_the_first_of_the_reserve_comes() -> None:
    assert after("丙") == ("丙", "戊", "甲乙丁戊", "甲", [LEAVES, NEXT])


@pytest.mark.parametrize("term", ["妻子", "父亲", "half_sister", "孙子", "外祖母", "养子"])
def test_a_member_whose_near_relative_is_nominated_leaves(term: str) -> None:
    leave, fill, *_, articles = after("辛", f"丁 {term} 辛")
    assert (leave, fill) == ("丁", "戊")
    assert articles[:2] == [LEAVES, NEAR]


@pytest.mark.parametrize("term", ["舅舅", "岳父", "表哥", "嫂子", "曾孙", "前妻", "母亲的丈夫"])
def test_a_member_whose_further_kin_is_nominated_stays(term: str) -> None:
    assert after("辛", f"丁 {term} 辛") == ("", "", "甲乙丙丁", "甲", [LEAVES])


def test_a_relative_who_is_not_nominated_moves_nobody() -> None:
    assert after("辛", "丁 妻子 壬")[0] == ""


def test_where_the_chair_leaves_the_vice_chair_presides() -> None:
    assert after("甲") == ("甲", "戊", "乙丙丁戊", "乙", [LEAVES, NEXT, PRESIDES])


def test_where_both_leave_nobody_presides_until_one_is_chosen() -> None:
    assert after("甲乙") == ("甲乙", "戊己", "丙丁戊己", None, [LEAVES, NEXT, PRESIDES])


def test_where_only_the_vice_chair_leaves_the_chair_presides_by_no_rule_at_all() -> None:
    assert after("乙")[3:] == ("甲", [LEAVES, NEXT])


def test_a_reserve_who_is_nominated_himself_is_passed_over() -> None:
    assert after("丙戊")[1] == "己"


def test_a_reserve_whose_near_relative_is_nominated_is_passed_over() -> None:
    leave, fill, *_, articles = after("丙", "戊 哥哥 丙")
    assert (leave, fill) == ("丙", "己")
    assert articles == [LEAVES, NEXT, NEAR]


def test_a_reserve_whose_turn_does_not_come_decides_nothing() -> None:
    assert after("丙", "庚 哥哥 丙")[4] == [LEAVES, NEXT]


def test_as_many_come_as_there_are() -> None:
    assert after("甲乙丙", reserve="戊己")[1:3] == ("戊己", "丁戊己")


def test_the_order_of_the_original_vote_decides() -> None:
    assert after("丙丁", reserve="庚戊己")[1] == "庚戊"


def test_where_the_law_does_not_name_relatives_only_the_nominee_leaves() -> None:
    assert LAW.succession
    own = dataclasses.replace(LAW.succession, for_relatives=False)
    pack = dataclasses.replace(LAW, succession=own)
    assert succession(pack, committee("辛", "丁 妻子 辛"), KIN).leave == ()
    assert succession(pack, committee("丁"), KIN).leave == ("丁",)


@pytest.mark.parametrize("rule", ["succession", "succession_order", "presiding"])
def test_a_rule_that_the_pack_lacks_is_missed_where_it_would_decide(rule: str) -> None:
    pack = dataclasses.replace(LAW, **{rule: None})  # type: ignore[arg-type]
    with pytest.raises(NoSuchRule, match=rule):
        succession(pack, committee("甲"), KIN)


def test_a_rule_that_would_not_decide_is_not_missed() -> None:
    pack = dataclasses.replace(LAW, succession_order=None, presiding=None)
    assert succession(pack, committee("辛"), KIN).leave == ()
