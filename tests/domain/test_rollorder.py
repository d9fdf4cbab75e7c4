"""The order of a posted roll (公布的名单的顺序): groups by their numbers, people by strokes."""

from __future__ import annotations

from huanjie.domain.rollorder import RollPart, in_parts


def parts(*people: tuple[str, str]) -> tuple[RollPart[tuple[str, str]], ...]:
    """People by group and name."""
    return in_parts(people, part=lambda each: each[0], name=lambda each: each[1])


def test_the_tenth_group_comes_after_the_second() -> None:
    groups = [part.name for part in parts(("第10组", "甲"), ("第2组", "乙"), ("1组", "丙"))]
    assert groups == ["1组", "第2组", "第10组"]


def test_groups_without_a_number_stay_in_the_order_of_the_roll_before_the_others() -> None:
    groups = [part.name for part in parts(("1组", "甲"), ("桥头组", "乙"), ("", "丙"))]
    assert groups == ["桥头组", "", "1组"]


def test_within_a_group_the_strokes_of_the_surname_decide() -> None:
    (part,) = parts(("", "陈一"), ("", "丁一明"), ("", "李一"))
    assert [name for _group, name in part.people] == ["丁一明", "李一", "陈一"]


def test_namesakes_are_those_of_one_group_alone() -> None:
    first, second = parts(("1组", "李四"), ("1组", "李四"), ("1组", "丁一"), ("2组", "丁一"))
    assert first.namesakes == {"李四"}
    assert second.namesakes == frozenset()


def test_nobody_makes_no_group() -> None:
    assert parts() == ()
