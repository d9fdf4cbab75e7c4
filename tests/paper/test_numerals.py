"""Chinese numerals: a date as it is written under a seal."""

from __future__ import annotations

import datetime

import pytest

from huanjie.paper.numerals import chinese_date


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-01-01", "二〇二六年一月一日"),
        ("2026-09-09", "二〇二六年九月九日"),
        ("2026-10-10", "二〇二六年十月十日"),
        ("2026-11-11", "二〇二六年十一月十一日"),
        ("2026-12-19", "二〇二六年十二月十九日"),
        ("2026-12-20", "二〇二六年十二月二十日"),
        ("2030-12-31", "二〇三〇年十二月三十一日"),
    ],
)
def test_a_date_is_written_in_chinese_numerals(day: str, says: str) -> None:
    assert chinese_date(datetime.date.fromisoformat(day)) == says
