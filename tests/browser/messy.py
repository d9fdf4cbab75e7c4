"""A roll as a village office keeps it (村里自己的花名册): three thousand invented people in one
workbook, under headings of its own, with blank rows, merged cells, and rows that are wrong.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import book, workbook

from huanjie.office.demo.invented import InventedPerson, Inventor

NO_COLUMN: Final = "不用这一列"
MEANT: Final[Mapping[str, str]] = {
    "序": NO_COLUMN,
    "大名": "姓名",
    "公民号码": "身份证号",
    "男女": "性别",
    "生于哪天": "出生日期",
    "哪户": "户号",
    "住哪": "小组",
    "手机": "手机号",
    "备注": NO_COLUMN,
}
"""the workbook's headings, and what the clerk says that each means"""
PEOPLE: Final = 3_000
AREA: Final = 999_301
"""of the identity numbers: nobody on another roll has one"""
NOBODY: Final = "周错日"
OTHER: Final = "张冠李"
_NAME, _NUMBER, _SEX, _BORN, _HOUSEHOLD = 1, 2, 3, 4, 5
_ON: Final = datetime.date(2026, 1, 1)
_GROUPS: Final = 6
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_DATES: Final = ("%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d", "%Y年%m月")

Changes = Mapping[int, Any]
"""cells of a row, by their place from 0"""


@dataclass(slots=True)
class Messy:
    """The workbook, and what a careful reader makes of it (花名册和应有的结果)."""

    path: Path
    people: tuple[InventedPerson, ...]
    """who is to be on the roll in the end, each once"""
    right: dict[int, InventedPerson] = field(default_factory=dict)
    """who is meant by a row that goes back, by its number in the workbook"""
    wrong: set[int] = field(default_factory=set)
    """rows that give somebody's number to another name"""
    alike: set[int] = field(default_factory=set)
    """rows that say what an earlier one says"""
    nobody: set[int] = field(default_factory=set)
    """rows of which nobody knows whom they mean"""
    titles: int = 0
    """rows that are no person: titles, sums, headings that stand again"""

    @property
    def good(self) -> int:
        """How many rows can be taken as they are."""
        return len(self.people) - len(self.right)

    @property
    def bad(self) -> int:
        """How many rows go back."""
        return len(self.right) + len(self.wrong) + len(self.alike) + len(self.nobody)


def messy_roll(folder: Path) -> Messy:
    """The workbook, group by group; in each the same faults."""
    people = Inventor(random.Random(7), on=_ON, groups=_GROUPS, area=AREA).people(PEOPLE)
    made = Messy(path=folder / "花名册（最终版2）.xlsx", people=people)

    def fill(workbook: Any) -> None:
        page = _Page(workbook, made)
        page.title("2026年换届选举花名册")
        page.title("填表人：　　　　填表日期：　年　月　日")
        page.line(list(MEANT))
        for name in (f"第{at}村民小组" for at in range(1, _GROUPS + 1)):
            page.group(name, [each for each in people if each.group == name])
        workbook.add_worksheet("填表说明").write(0, 0, "一人一行，不要漏填")
        made.titles += 1

    made.path.write_bytes(book(fill))
    return made


class _Page:
    """The sheet as it grows downwards (花名册这一页)."""

    def __init__(self, workbook: Any, made: Messy) -> None:
        self._made = made
        self._sheet = workbook.add_worksheet("Sheet1")
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._row = self._written = 0

    def title(self, text: str) -> None:
        """A text over the whole width."""
        self._sheet.merge_range(self._row, 0, self._row, len(MEANT) - 1, text)
        self._row += 1
        self._made.titles += 1

    def group(self, name: str, people: list[InventedPerson]) -> None:
        """A group below its title, with its faults, somebody twice, and its sum; then two blank
        rows, and the headings again.
        """
        self.title(name)
        self._faults(people[: len(_FAULTS)])
        others = people[len(_FAULTS) :]
        rows = [self.line(self._typed(each)) for each in others]
        self._share_households(rows, others)
        self._made.alike.add(self.line(self._typed(others[0])))
        self.line(["", "小计", f"{len(people)}人"])
        self._row += 2
        self.line(list(MEANT))
        self._made.titles += 2

    def _faults(self, people: list[InventedPerson]) -> None:
        """One of each fault; and two rows that must not come back as they are."""
        for person, fault in zip(people, _FAULTS, strict=True):
            self._made.right[self._changed(person, fault(person))] = person
        self._made.wrong.add(self._changed(people[-1], {_NAME: OTHER}))
        no_day = {_NAME: NOBODY, _NUMBER: number("19810230", "503"), _BORN: ""}
        self._made.nobody.add(self._changed(people[0], no_day))

    def _changed(self, person: InventedPerson, changes: Changes) -> int:
        cells = self._typed(person)
        for at, cell in changes.items():
            cells[at] = cell
        return self.line(cells)

    def _share_households(self, rows: list[int], people: list[InventedPerson]) -> None:
        """A household's number stands once, in cells merged beside all its members."""
        own: dict[str, list[int]] = {}
        for row, person in zip(rows, people, strict=True):
            own.setdefault(person.household, []).append(row)
        for household, (first, *rest) in own.items():
            if rest:
                place = (first - 1, _HOUSEHOLD, rest[-1] - 1, _HOUSEHOLD)
                self._sheet.merge_range(*place, household)

    def line(self, cells: list[Any]) -> int:
        """A row; the answer is its number."""
        for at, cell in enumerate(cells):
            if isinstance(cell, datetime.date):
                self._sheet.write_datetime(self._row, at, cell, self._day)
            elif cell != "":
                self._sheet.write(self._row, at, cell)
        self._row += 1
        return self._row

    def _typed(self, person: InventedPerson) -> list[Any]:
        """A person as people type: names spaced out, x for X, full-width digits, all kinds of
        dates.
        """
        turn = self._written
        self._written += 1
        name, number = person.name, person.identity_number.lower()
        names = (name, f" {' '.join(name)}　", "　".join(name))
        numbers = (
            number,
            number.translate(_FULL_WIDTH),
            f"{number[:6]} {number[6:14]} {number[14:]}",
        )
        sexes = ("女", "女 ", "女性") if person.sex == "f" else ("男", "男 ", "男性")
        dates = (person.birth_date, *(person.birth_date.strftime(form) for form in _DATES))
        return [
            turn + 1,
            names[turn % len(names)],
            numbers[turn % 4 % len(numbers)],
            sexes[turn % len(sexes)],
            dates[turn % len(dates)],
            person.household,
            person.group,
            person.phone,
            "常住",
        ]


def _other_sex(person: InventedPerson) -> Changes:
    return {_SEX: "男" if person.sex == "f" else "女"}


def _next_day(person: InventedPerson) -> Changes:
    day = person.birth_date + datetime.timedelta(days=1)
    return {_BORN: f"{day:%Y年%m月%d日}"}


_FAULTS: Final[tuple[Callable[[InventedPerson], Changes], ...]] = (
    lambda person: {_NUMBER: spoiled(person.identity_number)},
    lambda person: {_NUMBER: int(person.identity_number[:17] + "0")},
    lambda person: {_NAME: ""},
    _other_sex,
    _next_day,
    lambda person: {},  # of the one whose number another name has, too
)
"""what is wrong with a row, each with the cells as they stand there"""


def mended_rows(returned: Path, made: Messy) -> Path:
    """The rows that came back, mended by somebody with the identity cards at hand: those with
    another's number are left out, of whom nobody knows and who stand twice are sent as they came.
    """
    sheet = load_workbook(returned).active
    assert sheet
    headings, *rows = ([cell or "" for cell in row] for row in sheet.iter_rows(values_only=True))
    at = {str(heading): place for place, heading in enumerate(headings)}
    sent = [headings]
    for row in rows:
        place = int(str(row[at["行号"]]))
        if place in made.wrong:
            continue
        if person := made.right.get(place):
            row[at["姓名"]], row[at["身份证号"]] = person.name, person.identity_number
            row[at["性别"]] = "女" if person.sex == "f" else "男"
            row[at["出生日期"]] = f"{person.birth_date}"
        sent.append(row)
    path = returned.with_name("改好的行.xlsx")
    path.write_bytes(workbook(*sent))
    return path
