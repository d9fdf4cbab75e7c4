"""Spellings of a group (小组名称的写法): what may be one group is told, another group is not."""

from __future__ import annotations

import pytest

from huanjie.domain.groupnames import alike_groups, group_key

FIRST = (
    "第一村民小组",
    "第1村民小组",
    "第一组",
    "一组",
    "1组",
    "１组",
    "第 1 组",
    "第一　小组",
    "01组",
    "①组",
    "壹组",
    "第一居民小组",
    "1",
)


@pytest.mark.parametrize("name", FIRST)
def test_every_way_to_write_the_first_group_is_alike(name: str) -> None:
    assert group_key(name) == group_key("第一村民小组")


@pytest.mark.parametrize(
    "other",
    [
        "第十一组",
        "十组",
        "第二组",
        "11组",
        "21组",
        "第一百组",
        "第一党小组",
        "一队",
        "东一组",
        "一组北",
    ],
)
def test_another_group_is_not_the_first(other: str) -> None:
    assert group_key(other) != group_key("第一组")


@pytest.mark.parametrize(
    ("chinese", "figures"),
    [
        ("第十组", "10组"),
        ("第十一组", "11组"),
        ("二十组", "20组"),
        ("二十一组", "21组"),
        ("廿一组", "21组"),
        ("一百零三组", "103组"),
        ("一〇三组", "103组"),
        ("一百一十组", "110组"),
        ("清水村第一组", "清水村1组"),
        ("三里桥组", "3里桥小组"),
    ],
)
def test_a_chinese_numeral_is_the_number_that_it_names(chinese: str, figures: str) -> None:
    assert group_key(chinese) == group_key(figures)


def test_a_name_without_a_number_is_alike_only_where_the_word_for_a_group_differs() -> None:
    assert group_key("桥头组") == group_key("桥头村民小组")
    assert group_key("桥头组") != group_key("桥东组")


def test_a_name_that_is_nothing_but_the_word_for_a_group_is_itself() -> None:
    assert group_key("组") == "组"
    assert group_key("0" * 5000) == "0"


def test_two_spellings_are_told_with_their_people_and_where_these_stand() -> None:
    (pair,) = alike_groups([(None, "1组", 2), (None, "第一组", 3), (None, "第一组", 4)])
    assert (pair.name.name, pair.name.at) == ("第一组", (3, 4))
    assert (pair.other.name, pair.other.at) == ("1组", (2,))
    assert pair.says == (
        "“第一组”（2 人）和“1组”（1 人）可能是同一个小组的两种写法；是同一个的，改成一样"
    )


def test_one_spelling_alone_and_different_groups_tell_nothing() -> None:
    assert alike_groups([(None, "第一组", 2), (None, "第一组", 3), (None, "第十一组", 4)]) == ()
    assert alike_groups([(None, "", 2), (None, "", 3)]) == ()


def test_three_spellings_are_two_pairs_beside_the_one_that_most_people_have() -> None:
    people = [(None, name, at) for at, name in enumerate(("1组", "一组", "第一组", "第一组"))]
    assert [(pair.name.name, pair.other.name) for pair in alike_groups(people)] == [
        ("第一组", "1组"),
        ("第一组", "一组"),
    ]


def test_the_spelling_on_the_roll_is_the_one_beside_which_the_file_is_set() -> None:
    people = [(None, "1组", 2), (None, "1组", 3)]
    (pair,) = alike_groups(people, {"第一组": 1, "第二组": 5})
    assert (pair.name.name, pair.name.known, pair.other.name) == ("第一组", 1, "1组")


def test_spellings_that_are_on_the_roll_alone_are_not_told_of_a_file_without_them() -> None:
    assert alike_groups([(None, "第一组", 2)], {"第一组": 3, "1组": 1}) == ()


def test_groups_of_different_units_are_never_one() -> None:
    assert alike_groups([("清水村", "第一组", 2), ("三联村", "1组", 3)]) == ()


def test_the_chosen_spelling_stands_first_and_one_on_the_roll_before_it() -> None:
    people = [(None, "1组", 2), (None, "1组", 3), (None, "第一组", 4)]
    (pair,) = alike_groups(people, chosen=["第一组"])
    assert (pair.name.name, pair.other.name) == ("第一组", "1组")
    both = alike_groups(people, {"一组": 1}, chosen=["第一组"])
    assert [(each.name.name, each.other.name) for each in both] == [
        ("一组", "1组"),
        ("一组", "第一组"),
    ]
