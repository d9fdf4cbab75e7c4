"""The calendar of working days (工作日历): holidays and worked weekends (调休上班), by year.

A year's arrangement is law for that year alone: the State Council's office publishes it late
in the year before. Until then a year has its statutory days (法定节假日) and nothing is known of
worked weekends, so every answer that touches it is provisional (未公布，按法定节假日推算).

A file holds the notice as it reads, row by row, and each later notice that changed it:

    year = 2026, published, notice, notice_read, source, licence
    [[holiday]]   name, from, to, worked_weekends
    [[revision]]  notice, on, name, from, to, withdrawn_weekends
"""

from __future__ import annotations

import calendar as gregorian
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import read_text
from huanjie.law.packfile import line_of, parse_document

SHIPPED: Final = Path(__file__).parent / "calendars" / "cn"
_WEEKEND: Final = (gregorian.SATURDAY, gregorian.SUNDAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """One year's arrangement (节假日安排), all its revisions applied."""

    year: int
    published: bool
    """whether the notice for this year is out (已公布)"""
    notice: str | None
    """title and number of the notice; where it was revised, of each"""
    notice_read: bool
    """whether the notice itself was read, and not only data that follow it"""
    holidays: frozenset[date]
    """days off (放假), the weekends among them included"""
    worked_weekends: frozenset[date]
    """Saturdays and Sundays worked in lieu (调休上班)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Some years' arrangements, in ascending order; a year that it lacks is not published."""

    years: tuple[CalendarYear, ...]

    def __post_init__(self) -> None:
        if any(earlier.year >= later.year for earlier, later in pairwise(self.years)):
            raise BadInput("日历的年份应由小到大，不重复")

    def is_working_day(self, day: date) -> bool:
        """Whether people work on this day (工作日): a weekend only where worked in lieu."""
        known = self._arrangement(day.year)
        if known is not None and day in known.worked_weekends:
            return True
        return not (_is_weekend(day) or (known is not None and day in known.holidays))

    def is_provisional(self, day: date) -> bool:
        """Whether the day's year has no published notice: only the statutory days are known."""
        known = self._arrangement(day.year)
        return known is None or not known.published

    def only(self, years: Iterable[int]) -> Calendar:
        """The same calendar, of these years alone: what a dossier encloses."""
        wanted = frozenset(years)
        return Calendar(years=tuple(known for known in self.years if known.year in wanted))

    def _arrangement(self, year: int) -> CalendarYear | None:
        index = bisect_left(self.years, year, key=lambda known: known.year)
        found = self.years[index : index + 1]
        return found[0] if found and found[0].year == year else None


def load_calendar(root: Path | None = None) -> Calendar:
    """The calendar in a folder of `<year>.toml` files, by default the one that we ship."""
    folder = SHIPPED if root is None else root
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise BadInput("没有日历文件", file=str(folder), remedy="放入 2026.toml 这样的文件")
    years = sorted((_read_file(file) for file in files), key=lambda known: known.year)
    return Calendar(years=tuple(years))


def calendar_as_json(calendar: Calendar) -> dict[str, Any]:
    """The calendar as a JSON object, days as ISO dates in ascending order."""
    return {
        "years": [
            {
                "year": known.year,
                "published": known.published,
                "notice": known.notice,
                "notice_read": known.notice_read,
                "holidays": [day.isoformat() for day in sorted(known.holidays)],
                "worked_weekends": [day.isoformat() for day in sorted(known.worked_weekends)],
            }
            for known in calendar.years
        ]
    }


def calendar_from_json(cursor: Cursor) -> Calendar:
    """The calendar that `calendar_as_json` wrote; anything else is refused."""
    cursor.only("years")
    years: list[CalendarYear] = []
    for item in cursor.get("years").items():
        item.only("year", "published", "notice", "notice_read", "holidays", "worked_weekends")
        year = _year(item)
        if years and year <= years[-1].year:
            item.get("year").refuse("年份应由小到大，不重复")
        years.append(
            _arranged(
                item,
                holidays=_days(item.get("holidays"), year),
                worked=_days(item.get("worked_weekends"), year),
            )
        )
    return Calendar(years=tuple(years))


def _read_file(file: Path) -> CalendarYear:
    text = read_text(file)
    document = Cursor(parse_document(text, file=str(file)))
    try:
        known = _from_document(document)
        if file.stem != str(known.year):
            document.get("year").refuse("与文件名不是同一年", f"文件应名为 {known.year}.toml")
    except BadInput as fault:
        place, line = _table_and_key(fault.at), line_of(text, fault.at)
        mended = BadInput(fault.says, at=place, line=line, remedy=fault.remedy)
        raise mended.within(file=str(file)) from None
    return known


def _from_document(document: Cursor) -> CalendarYear:
    """Rows as the notice has them, then what later notices changed."""
    document.only(
        "year", "published", "notice", "notice_read", "source", "licence", "holiday", "revision"
    )
    for key in ("source", "licence"):
        document.get(key).text()

    year = _year(document)
    holidays: dict[date, Cursor] = {}
    worked: dict[date, Cursor] = {}
    notices: list[str] = []
    for row in document.get("holiday").items():
        row.only("name", "from", "to", "worked_weekends")
        holidays |= _span(row, year)
        worked |= _listed(row, "worked_weekends", year)
    for row in _rows(document, "revision"):
        row.only("notice", "on", "name", "from", "to", "withdrawn_weekends")
        row.get("on").date()
        notices.append(row.get("notice").text())
        holidays |= _span(row, year)
        for day, cursor in _listed(row, "withdrawn_weekends", year).items():
            if worked.pop(day, None) is None:
                cursor.refuse(f"{day} 原来没有安排上班")
    return _arranged(document, holidays=holidays, worked=worked, revised_by=notices)


def _arranged(
    cursor: Cursor,
    *,
    holidays: dict[date, Cursor],
    worked: dict[date, Cursor],
    revised_by: Iterable[str] = (),
) -> CalendarYear:
    """A year whose parts agree with one another."""
    published = cursor.get("published").yes_no()
    notice = cursor.find("notice")
    if published and notice is None:
        cursor.refuse("已公布的年份缺少“notice”", "补上通知的名称和文号")
    if notice is not None and not published:
        notice.refuse("有通知，却没有标明已公布", "把 published 改为 true，或删去通知")
    notice_read = cursor.get("notice_read")
    if notice_read.yes_no() and notice is None:
        notice_read.refuse("没有通知，谈不上读过")
    for day, place in worked.items():
        if not published:
            place.refuse("通知未公布，不能有调休上班")
        if not _is_weekend(day):
            place.refuse(f"{day} 不是周六或周日")
        if day in holidays:
            place.refuse(f"{day} 既放假又上班")
    return CalendarYear(
        year=_year(cursor),
        published=published,
        notice=None if notice is None else "；".join((notice.text(), *revised_by)),
        notice_read=notice_read.yes_no(),
        holidays=frozenset(holidays),
        worked_weekends=frozenset(worked),
    )


def _year(cursor: Cursor) -> int:
    return cursor.get("year").whole(at_least=date.min.year, at_most=date.max.year)


def _span(row: Cursor, year: int) -> dict[date, Cursor]:
    """Every day of one row, first and last included."""
    row.get("name").text()
    first, last = (_day(row.get(key), year) for key in ("from", "to"))
    if last < first:
        row.get("to").refuse("止日早于起日")
    return {first + timedelta(days=n): row for n in range((last - first).days + 1)}


def _rows(document: Cursor, key: str) -> Iterable[Cursor]:
    rows = document.find(key)
    return () if rows is None else rows.items()


def _listed(row: Cursor, key: str, year: int) -> dict[date, Cursor]:
    listed = row.find(key)
    return {} if listed is None else _days(listed, year)


def _days(cursor: Cursor, year: int) -> dict[date, Cursor]:
    """A list of days of this year, in ascending order, each with its place."""
    days: dict[date, Cursor] = {}
    latest = date.min
    for item in cursor.items():
        day = _day(item, year)
        if days and day <= latest:
            item.refuse("日期应由先到后，不重复")
        days[day] = item
        latest = day
    return days


def _day(cursor: Cursor, year: int) -> date:
    day = cursor.date()
    if day.year != year:
        cursor.refuse(f"{day} 不在{year}年", "写进那一年的文件")
    return day


def _is_weekend(day: date) -> bool:
    return day.weekday() in _WEEKEND


def _table_and_key(pointer: str) -> str:
    """`/holiday/2/to` as a person finds it in the file: `[[holiday]] to`."""
    table, *rest = pointer.split("/")[1:] or [""]
    row, key = (rest[0], "".join(rest[1:2])) if rest else ("", "")
    return f"[[{table}]] {key}".rstrip() if row.isdecimal() else table
