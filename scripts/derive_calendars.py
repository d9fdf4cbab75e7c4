"""Derive the calendars (工作日历) that no one typed from a notice; writes or checks the TOML files.

    python scripts/derive_calendars.py            rewrite 2020-2024 and the years without a notice
    python scripts/derive_calendars.py --check    exit 1 where a file differs

2020-2024 come from `holidays` and `chinesecalendar` (both MIT), which must agree on every day. The
years to come hold the statutory days alone, from `holidays`, without its guessed 补假. 2025 and
2026 were typed from their notices and are not touched. When a notice comes out: type its file by
hand, and let UNPUBLISHED begin a year later.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
from holidays import country_holidays

FOLDER = Path(__file__).parent.parent / "src/huanjie/law/calendars/cn"

NUMBERS = {
    2020: "国办发明电〔2019〕16号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
}
UNPUBLISHED = range(2027, 2041)

# 全国年节及纪念日放假办法, in force from 2025-01-01
STATUTORY = {
    "元旦": 1,
    "春节": 4,
    "清明节": 1,
    "劳动节": 2,
    "端午节": 1,
    "中秋节": 1,
    "国庆节": 3,
}
PART_OF = {"农历除夕": "春节"}

NEXT_NEW_YEAR = "次年元旦"
"""The end of December that the next year's notice frees: it has no festival of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One row of a notice (一次放假): a run of days, and the weekends worked for it."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A later notice (年中修改) that lengthened a break and took back worked weekends."""

    notice: str
    on: date
    name: str
    first: date
    last: date
    withdrawn: tuple[date, ...]


REVISIONS = {
    2020: Revision(
        notice="国务院办公厅关于延长2020年春节假期的通知（国办发明电〔2020〕1号）",
        on=date(2020, 1, 26),
        name="春节",
        first=date(2020, 1, 31),
        last=date(2020, 2, 2),
        withdrawn=(date(2020, 2, 1),),
    )
}


def main() -> int:
    """Write the files, or say which of them differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on difference")
    check = parser.parse_args().check

    texts = {year: published_year(year) for year in NUMBERS}
    texts |= {year: statutory_year(year) for year in UNPUBLISHED}
    stale = [year for year, text in texts.items() if text != current(year)]
    for year in stale:
        print(f"{year}.toml {'differs' if check else 'written'}")
        if not check:
            path_of(year).write_text(texts[year], encoding="utf-8", newline="\n")
    print(f"{len(texts) - len(stale)} of {len(texts)} files as derived")
    return 1 if check and stale else 0


def published_year(year: int) -> str:
    """A year with a notice that we did not read: both packages, day by day."""
    require_agreement(year)
    revision = REVISIONS.get(year)
    notice = f"国务院办公厅关于{year}年部分节假日安排的通知（{NUMBERS[year]}）"
    lines = [
        f"# {year}年节假日安排：由 scripts/derive_calendars.py 推出，不要手改。",
        f"year = {year}",
        "published = true",
        f'notice = "{notice}"',
        "notice_read = false",
        'source = "Python 包 holidays 与 chinesecalendar，两者逐日一致"',
        'licence = "MIT"',
    ]
    for row in notice_rows(year, revision):
        lines += row_lines(row)
    if revision is not None:
        lines += revision_lines(revision)
    return "\n".join(lines) + "\n"


def statutory_year(year: int) -> str:
    """A year without a notice: the statutory days, neither moved nor made up for."""
    names = statutory_days(year)
    counts = Counter(name for named in names.values() for name in named)
    if counts != STATUTORY:
        sys.exit(f"{year}: holidays has {dict(counts)}, the law {STATUTORY}")
    lines = [
        f"# {year}年：通知未公布，只有法定节假日，由 scripts/derive_calendars.py 推出，不要手改。",
        "# 通知公布后照通知重写本文件，并把脚本里的 UNPUBLISHED 改为从下一年起。",
        f"year = {year}",
        "published = false",
        "notice_read = false",
        'source = "Python 包 holidays 所列的法定节假日（全国年节及纪念日放假办法，2025年起施行）"',
        'licence = "MIT"',
    ]
    for first, last in runs(names):
        lines += row_lines(Break(name=joined(names, first, last), first=first, last=last))
    return "\n".join(lines) + "\n"


def require_agreement(year: int) -> None:
    """Stop where the two packages differ on a single day."""
    oracle = country_holidays("CN", years=year)
    for day in days_of(year):
        if chinese_calendar.is_workday(day) != oracle.is_working_day(day):
            sys.exit(f"{day}: holidays and chinesecalendar disagree")


def notice_rows(year: int, revision: Revision | None) -> Iterator[Break]:
    """The breaks as first announced: what the packages hold, less the revision."""
    off = {day: name for day, name in chinese_calendar.holidays.items() if day.year == year}
    worked = {day: name for day, name in chinese_calendar.workdays.items() if day.year == year}
    if revision is not None:
        for day in between(revision.first, revision.last):
            del off[day]
        worked |= dict.fromkeys(revision.withdrawn, off[revision.first - timedelta(days=1)])

    names = statutory_days(year)
    for first, last in runs(off):
        kinds = {off[day] for day in between(first, last)}
        yield Break(
            name=joined(names, first, last) or NEXT_NEW_YEAR,
            first=first,
            last=last,
            worked=tuple(sorted(day for day, kind in worked.items() if kind in kinds)),
        )


def statutory_days(year: int) -> dict[date, tuple[str, ...]]:
    """The statutory days of a year with the festivals that they belong to."""
    found = country_holidays("CN", years=year, observed=False, language="zh_CN")
    named = {
        day: tuple(PART_OF.get(name, name) for name in found.get_list(day)) for day in sorted(found)
    }
    return {day: names for day, names in named.items() if set(names) <= set(STATUTORY)}


def joined(names: dict[date, tuple[str, ...]], first: date, last: date) -> str:
    """The festivals of a run of days, each once."""
    found = (name for day in between(first, last) for name in names.get(day, ()))
    return "、".join(dict.fromkeys(found))


def runs(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """First and last of each run of days without a gap."""
    known = set(days)
    for first in sorted(known):
        if first - timedelta(days=1) not in known:
            last = first
            while last + timedelta(days=1) in known:
                last += timedelta(days=1)
            yield first, last


def row_lines(row: Break) -> Iterator[str]:
    """One [[holiday]] table."""
    yield from ("", "[[holiday]]", f'name = "{row.name}"')
    yield from (f"from = {row.first}", f"to = {row.last}")
    if row.worked:
        yield f"worked_weekends = [{', '.join(map(str, row.worked))}]"


def revision_lines(revision: Revision) -> Iterator[str]:
    """One [[revision]] table."""
    yield from ("", "[[revision]]", f'notice = "{revision.notice}"', f"on = {revision.on}")
    yield from (f'name = "{revision.name}"', f"from = {revision.first}", f"to = {revision.last}")
    yield f"withdrawn_weekends = [{', '.join(map(str, revision.withdrawn))}]"


def between(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def days_of(year: int) -> Iterator[date]:
    """Every day of a year."""
    return between(date(year, 1, 1), date(year, 12, 31))


def current(year: int) -> str | None:
    """The file as it stands, or None."""
    path = path_of(year)
    return path.read_text(encoding="utf-8") if path.exists() else None


def path_of(year: int) -> Path:
    """Where a year's file stands."""
    return FOLDER / f"{year}.toml"


if __name__ == "__main__":
    sys.exit(main())
