"""Conditions over columns (成批判断) find what the domain finds, one person after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.test_expression import FACTS

from huanjie.bulk.columns import Columns, number_of, read_columns
from huanjie.bulk.conditions import MOST_CONDITIONS, judge_all, truths
from huanjie.bulk.days import cutoff, days_of, worked
from huanjie.domain.age import WORKED
from huanjie.domain.evaluation import Stated, Truth, truth_of
from huanjie.domain.judgement import judge
from huanjie.door.fault import BadInput
from huanjie.law.expression import Value
from huanjie.law.shelf import load
from huanjie.law.understanding import understand

DAY: Final = date(2026, 6, 28)
PACK: Final = load("villagers-committee", on=DAY, today=DAY)

days = st.dates(date(1900, 1, 1), date(2100, 12, 31)) | st.sampled_from(
    [DAY, DAY + timedelta(1), date(2008, 6, 28), date(2008, 2, 29), date(2026, 2, 28)]
)
VALUES: Final[dict[str, st.SearchStrategy[Any]]] = {
    "yes-no": st.booleans(),
    "whole": st.integers(0, 30),
    "date": days,
}
COMPARISONS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])


def values_of(word: str) -> st.SearchStrategy[Any]:
    fact = FACTS[word]
    return VALUES[fact.kind] if not fact.choices else st.sampled_from(fact.choices)


people = st.lists(
    st.fixed_dictionaries({}, optional={word: values_of(word) for word in FACTS}),
    min_size=1,
    max_size=20,
)

FUNCTIONS = st.sampled_from(sorted(WORKED))
DATES = st.sampled_from(["birth_date", "polling_day"]) | days.map(lambda day: f'"{day}"')
leaves = st.one_of(
    st.sampled_from(["hukou_here", "meeting_agreed", "months_here in [3, 12]"]),
    st.builds("months_here {} {}".format, COMPARISONS, st.integers(0, 30)),
    st.builds("{} {} months_here".format, st.integers(0, 30), COMPARISONS),
    st.builds('education {} "{}"'.format, COMPARISONS, values_of("education")),
    st.builds('"{}" {} education'.format, values_of("education"), COMPARISONS),
    st.builds('method == "{}"'.format, values_of("method")),
    st.builds('education not in ["{}"]'.format, values_of("education")),
    st.builds("birth_date {} {}".format, COMPARISONS, DATES),
    st.builds("{}(birth_date, {}) {} {}".format, FUNCTIONS, DATES, COMPARISONS, st.integers(0, 40)),
    st.builds("{} {} {}({}, birth_date)".format, st.integers(0, 40), COMPARISONS, FUNCTIONS, DATES),
    st.builds("age_on(birth_date, polling_day) {} months_here".format, COMPARISONS),
)
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.builds("({}) and ({})".format, inner, inner),
        st.builds("({}) or ({})".format, inner, inner),
    ),
    max_leaves=8,
)


def table_of(everybody: Sequence[Stated], constants: Stated) -> Columns:
    """The same as columns; facts that nobody states have none."""
    words = {word for person in everybody for word in person} - set(constants)
    values, known = {}, {}
    for word in words:
        fact = FACTS[word]
        stated = [person.get(word) for person in everybody]
        numbers = [0 if v is None else number_of(v, fact.kind, fact.choices) for v in stated]
        values[word] = np.array(numbers, np.int32)
        if None in stated:
            known[word] = np.array([v is not None for v in stated])
    values.setdefault("hukou_here", np.zeros(len(everybody), np.int32))
    if "hukou_here" not in words:
        known["hukou_here"] = np.zeros(len(everybody), np.bool_)
    return read_columns(FACTS.values(), values, known=known, constants=constants)


def bits_as_truths(true: Any, false: Any, rows: int) -> list[Truth]:
    pairs = zip(np.unpackbits(true)[:rows], np.unpackbits(false)[:rows], strict=True)
    return [True if yes else False if no else None for yes, no in pairs]


@given(everybody=people, text=expressions | st.just("false"), poll=st.none() | days)
@settings(max_examples=300, deadline=None)
def test_columns_find_what_the_slow_obvious_evaluation_finds(
    everybody: list[Stated], text: str, poll: date | None
) -> None:
    constants: dict[str, Value] = {} if poll is None else {"polling_day": poll}
    expression = understand(text, FACTS)
    found = truths(expression, table_of(everybody, constants))
    slow = [truth_of(expression, {**person, **constants}) for person in everybody]
    assert bits_as_truths(found.true, found.false, len(everybody)) == slow


@given(start=days, end=days, function=FUNCTIONS)
def test_years_and_months_of_columns_are_the_domains(start: date, end: date, function: str) -> None:
    found = worked(function, np.array([days_of(start)]), days_of(end))
    assert found.tolist() == [WORKED[function](start, end)]


@pytest.mark.parametrize("least", [0, 1, 18, 9_998, 20_000])
@pytest.mark.parametrize("function", sorted(WORKED))
def test_a_cutoff_is_the_last_day_that_will_do(function: str, least: int) -> None:
    edge = cutoff(function, days_of(DAY), least, varies="start")
    for day in (edge, edge + 1):
        if days_of(date.min) <= day <= days_of(date.max):
            start = date(1970, 1, 1) + timedelta(day)
            assert (WORKED[function](start, DAY) >= least) is (day == edge)


villagers = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            fact.fact: VALUES[fact.kind] for fact in PACK.stated_facts if fact.fact != "polling_day"
        },
    ),
    min_size=1,
    max_size=20,
)


@given(everybody=villagers, unsaid=st.sampled_from(["met", "unmet", "unknown", "on-roll"]))
@settings(max_examples=100, deadline=None)
def test_everybodys_failing_conditions_keep_their_articles(
    everybody: list[Stated], unsaid: Any
) -> None:
    asked = [
        *PACK.eligibility,
        *PACK.registration_grounds,
        *(replace(condition, unsaid=unsaid) for condition in PACK.proxy),
    ]
    values: dict[str, Any] = {}
    known: dict[str, Any] = {}
    for fact in PACK.stated_facts:
        stated = [person.get(fact.fact) for person in everybody]
        numbers = [0 if v is None else number_of(v, fact.kind, ()) for v in stated]
        values[fact.fact], known[fact.fact] = numbers, [v is not None for v in stated]
    values.pop("polling_day")
    known.pop("polling_day")
    table = read_columns(PACK.stated_facts, values, known=known, constants={"polling_day": DAY})
    found = judge_all(asked, table)
    bits = (found.unmet, found.unknown, found.taken)
    rows = [np.unpackbits(each, axis=1, count=len(everybody)).T.tolist() for each in bits]
    assert found.taken_masks().tolist() == list(map(as_mask, rows[2]))
    for row, person in enumerate(everybody):
        slow = [judge(condition, {**person, "polling_day": DAY}) for condition in asked]
        assert rows[0][row] == [each.met is False for each in slow]
        assert rows[1][row] == [each.met is None for each in slow]
        assert rows[2][row] == [bool(each.met and each.taken) for each in slow]
        assert found.meets_all()[row] == all(each.met for each in slow)


def as_mask(bits: list[int]) -> int:
    return sum(bit << at for at, bit in enumerate(bits))


@pytest.mark.parametrize(
    ("values", "known", "says"),
    [
        ({}, {}, "一列也没有"),
        ({"months_here": [1, 2], "hukou_here": [1]}, {}, "长度不同"),
        ({"months_here": [[1]]}, {}, "长度不同"),
        ({"shoe_size": [1]}, {}, "shoe_size"),
        ({"hukou_here": [2]}, {}, "0 和 1"),
        ({"months_here": [0.5]}, {}, "整数"),
        ({"education": [4]}, {}, "范围"),
        ({"birth_date": np.array(["NaT"], "M8[D]")}, {}, "日期"),
    ],
)
def test_columns_that_cannot_be_are_refused(
    values: dict[str, Any], known: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        read_columns(FACTS.values(), values, known=known)


def test_what_is_not_stated_may_hold_anything() -> None:
    values: dict[str, Any] = {
        "education": [99],
        "birth_date": np.array(["NaT"], "M8[D]"),
        "hukou_here": [7],
    }
    known = {word: [False] for word in values}
    table = read_columns(FACTS.values(), values, known=known)
    found = truths(understand("hukou_here", FACTS), table)
    assert bits_as_truths(found.true, found.false, 1) == [None]


def test_more_conditions_than_a_mask_has_bits_are_refused() -> None:
    table = read_columns(FACTS.values(), {"hukou_here": [1]})
    with pytest.raises(BadInput):
        judge_all(PACK.eligibility * MOST_CONDITIONS, table)
