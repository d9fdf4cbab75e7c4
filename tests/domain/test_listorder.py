"""候选人的次序：按规定的票数从多到少，相同的按姓氏笔画；没有规定的都按姓氏笔画。"""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from huanjie.domain.listorder import Backing, basis_of, in_list_order, uncounted
from huanjie.law.rules import ListOrder
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
People = dict[str, Backing]
"""by name, in stroke order"""


def rule_of(region: str) -> ListOrder:
    rule = load("villagers-committee", on=DAY, today=DAY, region=region).list_order
    assert rule
    return rule


def by(nominations: int | None, *, votes: int | None = None, is_self: bool = False) -> Backing:
    return Backing(nominations=nominations, preselection=votes, is_self=is_self)


def listed(rule: ListOrder | None, people: People) -> str:
    return "".join(in_list_order(rule, list(people), backing=people.__getitem__))


def left_out(rule: ListOrder | None, people: People) -> str:
    return "".join(uncounted(rule, list(people), backing=people.__getitem__))


def test_without_a_rule_the_strokes_decide_whatever_the_numbers() -> None:
    people = {"丁": by(1), "王": by(9), "李": by(None)}
    assert listed(None, people) == "丁王李"
    assert not left_out(None, people)
    assert basis_of(None, people.values()) == "strokes"


@pytest.mark.parametrize("region", ["beijing", "hebei", "shanghai", "tianjin"])
def test_whom_more_people_nominated_comes_first(region: str) -> None:
    assert listed(rule_of(region), {"丁": by(10), "王": by(31), "李": by(30)}) == "王李丁"


def test_equal_numbers_keep_the_order_of_the_strokes() -> None:
    assert listed(rule_of("tianjin"), {"丁": by(5), "王": by(9), "李": by(5)}) == "王丁李"


def test_where_the_nominations_decide_a_preselection_does_not() -> None:
    people = {"丁": by(10, votes=3), "王": by(9, votes=50)}
    assert listed(rule_of("tianjin"), people) == "丁王"


def test_whose_number_is_missing_is_named_and_stands_last() -> None:
    people = {"丁": by(None), "王": by(0), "李": by(3)}
    assert listed(rule_of("beijing"), people) == "李王丁"
    assert left_out(rule_of("beijing"), people) == "丁"


def test_in_hebei_those_who_put_themselves_forward_stand_by_strokes() -> None:
    own = {"丁": by(1, is_self=True), "王": by(7, is_self=True)}
    assert basis_of(rule_of("hebei"), own.values()) == "strokes"
    assert listed(rule_of("hebei"), own) == "丁王"
    mixed = {"丁": by(None, is_self=True), "王": by(7)}
    assert listed(rule_of("hebei"), mixed) == "王丁"
    assert not left_out(rule_of("hebei"), mixed)


def test_in_sichuan_a_preselection_decides_and_without_one_the_strokes() -> None:
    before = {"丁": by(10), "王": by(31)}
    assert listed(rule_of("sichuan"), before) == "丁王"
    after = {"丁": by(31, votes=120), "王": by(10, votes=121)}
    assert listed(rule_of("sichuan"), after) == "王丁"


@pytest.mark.parametrize("region", ["sichuan", "zhejiang", "hainan"])
def test_who_has_no_votes_of_a_preselection_that_was_held_is_named(region: str) -> None:
    people = {"丁": by(10), "王": by(2, votes=0)}
    assert left_out(rule_of(region), people) == "丁"
    assert listed(rule_of(region), people) == "王丁"


@pytest.mark.parametrize("region", ["zhejiang", "hainan"])
def test_where_votes_decide_the_nominations_do_without_a_preselection(region: str) -> None:
    people = {"丁": by(10), "王": by(31)}
    assert listed(rule_of(region), people) == "王丁"
    assert basis_of(rule_of(region), people.values()) == "nominations"


@pytest.mark.parametrize(("basis", "count"), [("nominations", 4), ("preselection", 9)])
def test_the_number_that_decides_is_that_of_the_basis(
    basis: Literal["nominations", "preselection"], count: int
) -> None:
    assert by(4, votes=9).count(basis) == count
