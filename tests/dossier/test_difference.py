"""Differences (差异): the first place, as a pointer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.dossier.difference import Difference, first_difference, is_too_deep

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("found", "expected", "pointer"),
    [
        ({"a": [1, 2]}, {"a": [1, 3]}, "/a/1"),
        ({"a": 1}, {"a": 1, "b": 2}, "/b"),
        ({"a": 1, "b": 2}, {"a": 1}, "/b"),
        ([1, 2, 3], [1, 2], "/2"),
        ({"a/b": {"~": 1}}, {"a/b": {"~": 2}}, "/a~1b/~0"),
        (1, True, ""),
        (1, 1.0, ""),
        (None, {}, ""),
    ],
)
def test_the_place_is_named(found: Any, expected: Any, pointer: str) -> None:
    difference = first_difference(found, expected)
    assert difference is not None
    assert difference.pointer == pointer


@given(VALUES)
def test_a_value_does_not_differ_from_itself(value: Any) -> None:
    assert first_difference(value, value) is None


@given(VALUES, VALUES)
def test_there_is_a_difference_just_where_the_values_are_not_the_same(one: Any, two: Any) -> None:
    assert (first_difference(one, two) is None) == (repr_of(one) == repr_of(two))


def repr_of(value: Any) -> str:
    """A spelling in which true and 1 differ and the order of keys does not count."""
    if isinstance(value, dict):
        return "object" + repr(sorted((key, repr_of(inside)) for key, inside in value.items()))
    return repr([repr_of(item) for item in value]) if isinstance(value, list) else repr(value)


def test_both_values_are_said() -> None:
    assert Difference("", None, False).says("日志里") == "写的是 null，日志里是 false"
    missing = first_difference({}, {"a": ""})
    assert missing is not None
    assert missing.says("日志里") == "没有这一项，日志里是 空文字"


def test_what_is_nested_too_deep_is_known_without_walking_it() -> None:
    value: Any = []
    for _ in range(100):
        value = [value]
    assert is_too_deep(value)
    assert not is_too_deep([[[]]])
