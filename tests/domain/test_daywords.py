"""A day in words (日期的写法): the same on every page, paper and message."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts.setup.places import ROOT

from huanjie.domain.daywords import WEEKDAYS, date_in_words, in_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime.date(2026, 6, 28), "2026年6月28日（周日）"),
        (datetime.date(2026, 6, 29), "2026年6月29日（周一）"),
        (datetime.date(1999, 12, 1), "1999年12月1日（周三）"),
    ],
)
def test_a_day_is_told_with_its_weekday(day: datetime.date, words: str) -> None:
    assert in_words(day) == words


@given(st.dates(min_value=datetime.date(1900, 1, 1)))
def test_no_two_days_read_alike(day: datetime.date) -> None:
    year, month, number = map(int, re.findall(r"\d+", date_in_words(day)))
    assert datetime.date(year, month, number) == day
    assert in_words(day) == f"{date_in_words(day)}（周{WEEKDAYS[day.weekday()]}）"


def test_no_message_of_the_domain_prints_a_bare_day() -> None:
    bare = re.compile(r'f"[^"]*[\u4e00-\u9fff][^"]*\{(?:[a-z_.]*_(?:on|day|date)|day)\}')
    found = [
        f"{path.name}: {line.strip()}"
        for path in (ROOT / "src/huanjie/domain").glob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if bare.search(line)
    ]
    assert not found
