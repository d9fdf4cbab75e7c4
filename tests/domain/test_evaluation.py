"""Conditions over stated facts (条件的判断): three values, and an answer that explains itself."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.test_expression import FACTS, texts

from huanjie.domain.age import WORKED, age_on, months_between, years_between
from huanjie.domain.calendar import corresponding_day
from huanjie.domain.evaluation import Truth, evaluate, fallen_short, truth_of
from huanjie.door.fault import BadInput
from huanjie.law.expression import FUNCTIONS, NOBODY
from huanjie.law.understanding import understand

TRUTHS: tuple[Truth, ...] = (True, False, None)


def asked(text: str, **stated: Any) -> Any:
    return evaluate(understand(text, FACTS), stated)


def stated_as(**truths: Truth) -> dict[str, Any]:
    return {word: truth for word, truth in truths.items() if truth is not None}


@pytest.mark.parametrize(("one", "other"), list(product(TRUTHS, TRUTHS)))
def test_the_three_values_are_kleenes(one: Truth, other: Truth) -> None:
    stated = stated_as(hukou_here=one, meeting_agreed=other)
    rank = {False: 0, None: 1, True: 2}
    both = truth_of(understand("hukou_here and meeting_agreed", FACTS), stated)
    some = truth_of(understand("hukou_here or meeting_agreed", FACTS), stated)
    negated = truth_of(understand("not hukou_here", FACTS), stated)
    assert rank[both] == min(rank[one], rank[other])
    assert rank[some] == max(rank[one], rank[other])
    assert rank[negated] == 2 - rank[one]


@pytest.mark.parametrize(
    ("text", "stated", "truth"),
    [
        ("months_here >= 12", {"months_here": 12}, True),
        ("months_here >= 12", {"months_here": 11}, False),
        ("months_here != 12", {"months_here": 11}, True),
        ('education >= "大专"', {"education": "大专"}, True),
        ('education >= "大专"', {"education": "高中"}, False),
        ('education in ["高中"]', {"education": "高中"}, True),
        ('education in ["高中"]', {}, None),
        ('method == "voters"', {"method": "households"}, False),
        ('birth_date <= "2008-06-28"', {"birth_date": date(2008, 6, 28)}, True),
        ('birth_date <= "2008-06-28"', {"birth_date": date(2008, 6, 29)}, False),
        ("age_on(birth_date, polling_day) >= 18", {"birth_date": date(2008, 6, 28)}, None),
    ],
)
def test_comparisons_on_both_sides_of_their_boundary(
    text: str, stated: dict[str, Any], truth: Truth
) -> None:
    assert asked(text, **stated).truth is truth


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 6, 28), date(2026, 6, 28), 18),
        (date(2008, 6, 29), date(2026, 6, 28), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2026, 6, 29), date(2026, 6, 28), 0),
        (date(1, 1, 1), date(9999, 12, 31), 9998),
        (date(9999, 12, 31), date(1, 1, 1), 0),
    ],
)
def test_a_year_of_life_is_complete_on_the_birthday_itself(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == years_between(born, day) == age


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 6, 28), date(2026, 6, 28), 12),
        (date(2025, 6, 29), date(2026, 6, 28), 11),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 2, 1), date(2026, 1, 1), 0),
    ],
)
def test_a_month_is_complete_on_the_corresponding_day(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


@given(start=st.dates(), months=st.integers(0, 2_000), days=st.integers(-1, 0))
def test_a_month_is_complete_on_the_corresponding_day_of_the_civil_code_and_not_a_day_before(
    start: date, months: int, days: int
) -> None:
    """民法典第二百零二条."""
    try:
        end = corresponding_day(start, months=months) + timedelta(days)
    except (BadInput, OverflowError):
        return
    complete = months_between(start, end)
    assert corresponding_day(start, months=complete) <= max(end, start)
    assert complete == (months if days == 0 else max(months - 1, 0))
    assert years_between(start, end) == complete // 12


def test_every_function_that_a_pack_may_name_can_be_worked_out() -> None:
    assert set(WORKED) == set(FUNCTIONS)


STATED: dict[str, Any] = {
    "hukou_here": True,
    "months_here": 12,
    "birth_date": date(2008, 6, 28),
    "education": "大专",
}


@given(text=texts)
@settings(max_examples=300, deadline=None)
def test_whatever_can_be_understood_can_be_evaluated(text: str) -> None:
    with contextlib.suppress(BadInput):
        expression = understand(text, FACTS)
        told = [evaluate(expression, stated) for stated in ({}, STATED)]
        assert expression == NOBODY or all(each.because for each in told)


def test_an_and_that_is_false_names_the_false_parts_alone() -> None:
    told = asked(
        "hukou_here and meeting_agreed and months_here >= 12", hukou_here=True, months_here=11
    )
    assert (told.truth, told.because, told.missing) == (
        False,
        ("居住满几个月：11，少于 12",),
        (),
    )


def test_an_or_that_is_true_names_the_true_parts_alone() -> None:
    told = asked("hukou_here or meeting_agreed", meeting_agreed=True)
    assert (told.truth, told.because) == (True, ("会议同意：是",))


def test_what_is_unknown_names_the_facts_that_are_missing() -> None:
    told = asked("age_on(birth_date, polling_day) >= 18 and hukou_here", hukou_here=True)
    assert told.truth is None
    assert [fact.name for fact in told.missing] == ["出生日期", "选举日"]
    assert told.because == ("没有写明“出生日期”", "没有写明“选举日”")


@pytest.mark.parametrize(
    ("text", "stated", "sentence"),
    [
        ("not hukou_here", {"hukou_here": True}, "户籍在本村：是"),
        ("months_here < 3", {"months_here": 3}, "居住满几个月：3，不少于 3"),
        ('education >= "大专"', {"education": "高中"}, "学历：高中，低于 大专"),
        ('method == "voters"', {"method": "households"}, "选举方式：households，不是 voters"),
        ('method == "voters"', {"method": "voters"}, "选举方式：voters"),
        ('method != "voters"', {"method": "voters"}, "选举方式：voters"),
        (
            'education in ["大专", "本科"]',
            {"education": "高中"},
            "学历：高中，不属于：大专、本科",
        ),
        (
            "birth_date < polling_day",
            {"birth_date": date(2026, 7, 1), "polling_day": date(2026, 6, 28)},
            "出生日期：2026年7月1日，不早于选举日：2026年6月28日",
        ),
        (
            "age_on(birth_date, polling_day) >= 18",
            {"birth_date": date(2008, 6, 29), "polling_day": date(2026, 6, 28)},
            "出生日期 2008年6月29日，到选举日 2026年6月28日，满 17 周岁，少于 18",
        ),
    ],
)
def test_a_part_that_decided_is_told_in_the_facts_own_names(
    text: str, stated: dict[str, Any], sentence: str
) -> None:
    assert asked(text, **stated).because == (sentence,)


def test_what_falls_short_is_told_while_another_way_is_not_stated() -> None:
    condition = understand("(hukou_here or months_here >= 12) and meeting_agreed", FACTS)
    (short,) = fallen_short(condition, {"months_here": 6})
    assert short.endswith("：6，少于 12")
    assert fallen_short(condition, {"meeting_agreed": True}) == ()
    assert fallen_short(condition, {"months_here": 12, "meeting_agreed": True}) == ()
    assert fallen_short(condition, {"months_here": 6, "hukou_here": False}) == ()
