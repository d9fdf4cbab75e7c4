"""Retention (保存期限): locked until a day, gone after another, and never while it is held."""

from __future__ import annotations

import datetime

import pytest

from huanjie.domain.calendar import corresponding_day
from huanjie.domain.retention import retention
from huanjie.door.fault import BadInput
from huanjie.law.retention import SHIPPED, kind_of, load_retention, parse_retention

BEGUN = datetime.date(2026, 6, 30)
DAY = datetime.timedelta(days=1)
TEXT = SHIPPED.read_text("utf-8")


@pytest.mark.parametrize(("days", "due"), [(0, False), (1, True)])
def test_numbers_of_a_roll_go_the_day_after_their_twelve_months(days: int, due: bool) -> None:
    told = retention(kind_of("roll-numbers"), BEGUN)
    assert told.deleted_after == datetime.date(2027, 6, 30)
    assert told.is_due(told.deleted_after + days * DAY) is due
    assert [each.article for each in told.grounds] == ["第十九条"]


@pytest.mark.parametrize(("days", "locked"), [(0, True), (1, False)])
def test_a_security_log_is_locked_for_its_six_months(days: int, locked: bool) -> None:
    told = retention(kind_of("security-log"), BEGUN)
    assert told.locked_until == datetime.date(2026, 12, 30)
    assert told.is_locked(told.locked_until + days * DAY) is locked
    assert [each.article for each in told.grounds] == ["第二十一条", "第十九条"]


def test_what_is_held_is_locked_whatever_its_period() -> None:
    told = retention(kind_of("roll-numbers"), BEGUN)
    day = BEGUN + 4000 * DAY
    assert told.is_due(day)
    assert not told.is_due(day, held=True)
    assert told.is_locked(day, held=True)


def test_results_are_kept_for_good_by_their_article() -> None:
    told = retention(kind_of("results"), BEGUN)
    assert told.is_locked(datetime.date(2126, 1, 1))
    assert not told.is_due(datetime.date(2126, 1, 1))
    assert [each.article for each in told.grounds] == ["第三十九条"]


def test_what_no_law_states_in_months_is_marked_as_our_convention() -> None:
    deleted = [each.delete for each in load_retention() if each.delete]
    assert deleted
    assert {each.citation.confidence for each in deleted} == {"C"}


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-06-30", 0, "2026-06-30"),
        ("2026-02-28", 12, "2027-02-28"),
    ],
)
def test_a_month_ends_on_the_corresponding_day(day: str, months: int, end: str) -> None:
    assert corresponding_day(datetime.date.fromisoformat(day), months=months).isoformat() == end


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("delete_months = 60", "delete_months = 35", "锁定期没有过"),
        ("delete_months = 12\n", "", "没有写期限"),
        ("for_good = true\n", "for_good = true\nkeep_months = 2\n", "没有月数"),
        ('kind = "uploads"', 'kind = "roll-numbers"', "写了两次"),
        ('article = "第二十一条"', "", "缺少“article”"),
        ("keep_months = 6\n", "keep_month = 6\n", "不认识的键"),
    ],
)
def test_periods_that_are_not_whole_are_refused(old: str, new: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        parse_retention(TEXT.replace(old, new, 1))
