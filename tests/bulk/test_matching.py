"""Matching (名单比对) finds whom a set of Python finds, whatever the lists."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.bulk.identities import NO_KEY, keys_of
from huanjie.bulk.matching import hits
from huanjie.domain.identity import Identity, check_digit, read_identity

CODES = st.integers(0, 40) | st.integers(0, 2**62)
LISTS = st.lists(st.lists(CODES, max_size=40), max_size=5)


def array(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int64)


@given(few=st.lists(CODES, max_size=40), lists=LISTS)
def test_it_answers_as_a_set_does(few: list[int], lists: list[list[int]]) -> None:
    everybody = {code for each in lists for code in each}
    found = hits(array(few), [array(each) for each in lists])
    assert found.tolist() == [code in everybody for code in few]


@given(few=st.lists(CODES, max_size=40), lists=LISTS)
def test_many_lists_are_one(few: list[int], lists: list[list[int]]) -> None:
    one = array([code for each in lists for code in each])
    many = hits(array(few), [array(each) for each in lists])
    assert many.tolist() == hits(array(few), [one]).tolist()


def test_lists_longer_than_a_part_are_read_to_their_end() -> None:
    long = np.arange(200_000, dtype=np.int64)
    assert hits(array([0, 65_535, 65_536, 199_999, 200_000]), [long]).tolist() == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_nobody_is_found_of_nobody() -> None:
    assert hits(array([]), [array([1])]).tolist() == []
    assert hits(array([1]), []).tolist() == [False]


DAYS = st.dates(min_value=date(1920, 1, 1), max_value=date(2007, 12, 31))


@st.composite
def numbers(draw: st.DrawFn) -> str:
    body = f"330329{draw(DAYS):%Y%m%d}{draw(st.integers(0, 999)):03}"
    return body + check_digit(body)


@given(one=numbers(), other=numbers())
def test_two_numbers_have_one_code_where_they_are_one(one: str, other: str) -> None:
    codes = keys_of([one, other])
    assert (codes[0] == codes[1]) == (one == other)
    assert codes.min() > 0


@given(number=numbers(), spoil=st.sampled_from((" {}", "'{}", "{}　", "{} ")))
def test_what_typing_does_to_a_number_is_repaired(number: str, spoil: str) -> None:
    written = [number, spoil.format(number), number.lower()]
    assert len(set(keys_of(written).tolist())) == 1


@given(number=numbers())
def test_fifteen_digits_are_the_same_person(number: str) -> None:
    old = number[:6] + number[8:17]
    identity = read_identity(old)
    assert isinstance(identity, Identity)
    assert keys_of([old])[0] == keys_of([identity.whole])[0]


@pytest.mark.parametrize("text", ["", "王小红", "3303291990030710", "1.23457E+17", "X" * 18])
def test_what_is_no_number_has_no_code(text: str) -> None:
    assert keys_of([text]).tolist() == [NO_KEY]


def test_a_list_of_nothing_has_no_codes() -> None:
    assert keys_of([]).tolist() == []
