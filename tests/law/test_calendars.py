"""The shipped calendars (节假日安排): what the notices say, and how a spoilt file is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.law.calendar import (
    SHIPPED,
    Calendar,
    CalendarYear,
    calendar_as_json,
    calendar_from_json,
    load_calendar,
)

SHIPPED_CALENDAR = load_calendar()
SCRIPT = Path(__file__).parents[2] / "scripts" / "derive_calendars.py"
SOUND = """\
year = 2030
published = true
notice = "通知"
notice_read = true
source = "通知原文"
licence = "公文"

[[holiday]]
name = "元旦"
from = 2030-01-01
to = 2030-01-01

[[holiday]]
name = "春节"
from = 2030-02-02
to = 2030-02-08
worked_weekends = [2030-01-27, 2030-02-09]

[[revision]]
notice = "延长假期的通知"
on = 2030-02-04
name = "春节"
from = 2030-02-09
to = 2030-02-10
withdrawn_weekends = [2030-02-09]
"""


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def of_year(year: int) -> CalendarYear:
    (known,) = SHIPPED_CALENDAR.only([year]).years
    return known


def written(folder: Path, text: str, name: str = "2030.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def spoilt(folder: Path, was: str, becomes: str) -> BadInput:
    assert was in SOUND
    with pytest.raises(BadInput) as refusal:
        load_calendar(written(folder, SOUND.replace(was, becomes, 1)))
    return refusal.value


# What the notices say


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2025-01-01", "2025-01-01"),
        ("2025-01-28", "2025-02-04"),
        ("2025-04-04", "2025-04-06"),
        ("2025-05-01", "2025-05-05"),
        ("2025-05-31", "2025-06-02"),
        ("2025-10-01", "2025-10-08"),
        ("2026-01-01", "2026-01-03"),
        ("2026-02-15", "2026-02-23"),
        ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"),
        ("2026-06-19", "2026-06-21"),
        ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
    ],
)
def test_every_day_of_an_announced_break_is_a_rest_day(first: str, last: str) -> None:
    announced = list(days(date.fromisoformat(first), date.fromisoformat(last)))
    assert not any(SHIPPED_CALENDAR.is_working_day(day) for day in announced)
    assert of_year(announced[0].year).holidays.issuperset(announced)


def test_the_notices_of_2025_and_2026_announce_no_other_day_off() -> None:
    assert len(of_year(2025).holidays) == 1 + 8 + 3 + 5 + 3 + 8
    assert len(of_year(2026).holidays) == 3 + 9 + 3 + 5 + 3 + 3 + 7


def test_weekends_worked_in_lieu_are_those_of_the_notice() -> None:
    listed = {day.isoformat() for year in (2025, 2026) for day in of_year(year).worked_weekends}
    assert listed == {
        *("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"),
        *("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
    }


@pytest.mark.parametrize(("year", "read"), [(2024, False), (2025, True), (2026, True)])
def test_a_year_says_whether_its_notice_itself_was_read(year: int, read: bool) -> None:
    assert of_year(year).notice_read is read
    assert f"国务院办公厅关于{year}年部分节假日安排的通知" in str(of_year(year).notice)


@pytest.mark.parametrize("day", [date(2020, 1, 31), date(2020, 2, 1)])
def test_the_revision_of_2020_frees_a_friday_and_a_saturday_first_meant_for_work(day: date) -> None:
    assert not SHIPPED_CALENDAR.is_working_day(day)
    assert day not in of_year(2020).worked_weekends


def test_work_resumed_on_the_monday_after_the_lengthened_holiday() -> None:
    assert not SHIPPED_CALENDAR.is_working_day(date(2020, 2, 2))
    assert SHIPPED_CALENDAR.is_working_day(date(2020, 2, 3))


def test_2020_names_both_the_notice_and_the_one_that_revised_it() -> None:
    notice = str(of_year(2020).notice)
    assert "国办发明电〔2019〕16号" in notice
    assert "国办发明电〔2020〕1号" in notice


# Years without a notice


@pytest.mark.parametrize(
    ("day", "provisional"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)]
)
def test_a_year_without_a_notice_is_provisional_from_its_first_day(
    day: date, provisional: bool
) -> None:
    assert SHIPPED_CALENDAR.is_provisional(day) is provisional


def test_a_year_without_a_notice_has_its_statutory_days_and_no_worked_weekend() -> None:
    # 全国年节及纪念日放假办法: 13 days, fewer where 中秋 falls on one of 国庆
    for year in range(2027, 2041):
        assert len(of_year(year).holidays) == (12 if year in (2028, 2031, 2039) else 13)
        assert not of_year(year).worked_weekends
        assert of_year(year).notice is None


def test_new_years_eve_and_three_days_of_spring_festival_are_statutory() -> None:
    february = {day.day for day in of_year(2027).holidays if day.month == 2}
    assert february == {5, 6, 7, 8}


@pytest.mark.parametrize("day", [date(2019, 10, 1), date(2041, 10, 1)])
def test_a_year_that_the_calendar_lacks_has_weekends_alone(day: date) -> None:
    assert SHIPPED_CALENDAR.is_provisional(day)
    assert SHIPPED_CALENDAR.is_working_day(day) is (day.weekday() < 5)


def test_a_calendar_of_some_years_knows_nothing_of_the_others() -> None:
    some = SHIPPED_CALENDAR.only([2026, 2099])
    assert [known.year for known in some.years] == [2026]
    assert not some.is_provisional(date(2026, 10, 1))
    assert some.is_provisional(date(2025, 10, 1))


# Oracles


def test_every_day_from_2020_to_2026_agrees_with_holidays_and_chinesecalendar() -> None:
    holidays = pytest.importorskip("holidays")
    chinese_calendar = pytest.importorskip("chinese_calendar")
    oracle = holidays.country_holidays("CN", years=range(2019, 2028))
    for day in days(date(2020, 1, 1), date(2026, 12, 31)):
        ours = SHIPPED_CALENDAR.is_working_day(day)
        assert ours == oracle.is_working_day(day), day
        assert ours == chinese_calendar.is_workday(day), day


def test_the_derived_files_are_what_their_script_derives() -> None:
    pytest.importorskip("holidays")
    pytest.importorskip("chinese_calendar")
    check = [sys.executable, str(SCRIPT), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# A dossier encloses the calendar


def test_a_calendar_written_as_json_reads_back_the_same() -> None:
    text = json.dumps(calendar_as_json(SHIPPED_CALENDAR), ensure_ascii=False)
    assert calendar_from_json(Cursor(json.loads(text))) == SHIPPED_CALENDAR


def test_json_read_is_written_back_the_same() -> None:
    wrote = calendar_as_json(SHIPPED_CALENDAR.only([2020, 2027]))
    assert calendar_as_json(calendar_from_json(Cursor(wrote))) == wrote


@pytest.mark.parametrize(
    ("key", "value", "at"),
    [
        ("year", 0, "/years/0/year"),
        ("published", 1, "/years/0/published"),
        ("notice", None, "/years/0"),
        ("holidays", ["2027-01-01"], "/years/0/holidays/0"),
        ("holidays", ["2026-01-02", "2026-01-01"], "/years/0/holidays/1"),
        ("holidays", ["2026-01-01", "2026-01-01"], "/years/0/holidays/1"),
        ("worked_weekends", ["2026-01-05"], "/years/0/worked_weekends/0"),
        ("worked_weekends", ["2026-01-03"], "/years/0/worked_weekends/0"),
        ("surplus", 1, "/years/0/surplus"),
    ],
)
def test_an_enclosed_calendar_that_was_touched_is_refused(key: str, value: object, at: str) -> None:
    wrote = calendar_as_json(SHIPPED_CALENDAR.only([2026]))
    wrote["years"][0][key] = value
    with pytest.raises(BadInput) as refusal:
        calendar_from_json(Cursor(wrote))
    assert refusal.value.at == at


def test_a_year_stated_twice_is_refused() -> None:
    wrote = calendar_as_json(SHIPPED_CALENDAR.only([2026]))
    wrote["years"] *= 2
    with pytest.raises(BadInput) as refusal:
        calendar_from_json(Cursor(wrote))
    assert refusal.value.at == "/years/1/year"
    with pytest.raises(BadInput):
        Calendar(years=(of_year(2026), of_year(2026)))


# Files that people type


def test_a_revision_adds_its_days_and_takes_back_its_worked_weekends(tmp_path: Path) -> None:
    (known,) = load_calendar(written(tmp_path, SOUND)).years
    assert date(2030, 2, 10) in known.holidays
    assert known.worked_weekends == {date(2030, 1, 27)}
    assert known.notice == "通知；延长假期的通知"


@pytest.mark.parametrize(
    ("was", "becomes", "line", "at"),
    [
        ("year = 2030", "year = 2031", 10, "[[holiday]] from"),
        ("published = true", "published = 1", 2, "published"),
        ("published = true", "published = false", 3, "notice"),
        ("notice_read = true", "notice_read = maybe", 4, ""),
        ("to = 2030-02-08", "to = 2030-02-30", 16, ""),
        ("to = 2030-02-08", 'to = "二月八日"', 16, "[[holiday]] to"),
        ("to = 2030-02-08", "to = 2030-02-01", 16, "[[holiday]] to"),
        ("to = 2030-02-08\n", "", 13, "[[holiday]]"),
        ("to = 2030-02-08", "until = 2030-02-08", 16, "[[holiday]] until"),
        ("2030-01-27, ", "2030-01-28, ", 17, "[[holiday]] worked_weekends"),
        ("2030-01-27, ", "2029-01-27, ", 17, "[[holiday]] worked_weekends"),
        ("2030-01-27, ", "2030-02-03, ", 17, "[[holiday]] worked_weekends"),
        ("s = [2030-02-09]", "s = [2030-02-10]", 25, "[[revision]] withdrawn_weekends"),
        ("withdrawn_weekends = [2030-02-09]", "", 17, "[[holiday]] worked_weekends"),
        ("on = 2030-02-04", "on = 2030", 21, "[[revision]] on"),
    ],
)
def test_a_corrupt_file_is_refused_by_file_line_and_key(
    tmp_path: Path, was: str, becomes: str, line: int, at: str
) -> None:
    fault = spoilt(tmp_path, was, becomes)
    assert fault.file == str(tmp_path / "2030.toml")
    assert (fault.line, fault.at) == (line, at), str(fault)


@pytest.mark.parametrize("missing", ["year", "notice", "source", "licence"])
def test_a_file_without_a_key_that_it_needs_is_refused_by_that_key(
    tmp_path: Path, missing: str
) -> None:
    stated = next(line for line in SOUND.splitlines() if line.startswith(f"{missing} ="))
    assert f"“{missing}”" in spoilt(tmp_path, stated + "\n", "").says


def test_a_year_without_a_notice_cannot_have_worked_weekends_or_a_notice_read(
    tmp_path: Path,
) -> None:
    unpublished = SOUND.replace("published = true", "published = false")
    unpublished = unpublished.replace('notice = "通知"\n', "")
    with pytest.raises(BadInput, match="谈不上读过"):
        load_calendar(written(tmp_path, unpublished))
    with pytest.raises(BadInput, match="不能有调休上班"):
        load_calendar(written(tmp_path, unpublished.replace("read = true", "read = false")))


def test_a_file_of_another_year_than_its_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="不是同一年") as refusal:
        load_calendar(written(tmp_path, SOUND, name="2031.toml"))
    assert (refusal.value.line, refusal.value.at) == (1, "year")


def test_a_folder_without_calendars_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="没有日历文件"):
        load_calendar(tmp_path)


def test_the_shipped_folder_is_the_default() -> None:
    assert load_calendar(SHIPPED) == SHIPPED_CALENDAR
