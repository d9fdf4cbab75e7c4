"""A file of incumbents (任职表), CSV or a workbook: who holds which post in which body.

One row is one person in one post. A row that cannot be used comes back with every reason; a file
without the headings is refused.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from huanjie.domain.birthdate import read_birth_date
from huanjie.domain.contest import Sex
from huanjie.domain.identity import IdentityFault, read_identity
from huanjie.domain.incumbency import HOW_NAMES, How
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.domain.rollcolumns import sex_of
from huanjie.exchange.headings import Column
from huanjie.exchange.plaintable import read_table

T = TypeVar("T")

COLUMNS: Final = (
    Column(word="unit", headings=("单位代码", "代码", "unit")),
    Column(word="body", headings=("组织", "班子", "body")),
    Column(word="body_name", headings=("组织名称", "body_name"), needed=False),
    Column(word="elected_on", headings=("本届当选日期", "当选日期", "elected_on"), needed=False),
    Column(word="seats", headings=("职数", "seats"), needed=False),
    Column(word="post", headings=("职务", "post")),
    Column(word="name", headings=("姓名", "name")),
    Column(word="sex", headings=("性别", "sex"), needed=False),
    Column(word="id_number", headings=("身份证号", "证件号码", "id_number"), needed=False),
    Column(word="from_on", headings=("任职日期", "from_on"), needed=False),
    Column(word="how", headings=("产生方式", "how"), needed=False),
)
"""What a file may hold; our own heading first."""

MOST_SEATS: Final = 99
_HOWS: Final[Mapping[str, How]] = {
    **{name: how for how, name in HOW_NAMES.items()},
    **{how.value: how for how in How},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncumbentRow:
    """One person in one post, as the file states it (任职表的一行)."""

    unit: str
    body: str
    """as it is written: the name of a kind of body, or its word"""
    body_name: str
    elected_on: datetime.date | None
    seats: int | None
    post: str
    name: str
    sex: Sex | None
    id_number: str
    from_on: datetime.date
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the file (一行): what it states, or why it cannot be used."""

    sheet: str | None
    row: int
    texts: Mapping[str, str]
    stated: IncumbentRow | None
    problems: tuple[str, ...]


def read_incumbents(name: str, raw: bytes) -> tuple[Line, ...]:
    """Every row of a file called `name`; BadInput where it has no such headings."""
    return tuple(line_of(row.sheet, row.row, row.texts) for row in read_table(name, raw, COLUMNS))


def line_of(sheet: str | None, row: int, texts: Mapping[str, str]) -> Line:
    """One row by its cells."""
    reading = _Reading(texts)
    stated = reading.stated()
    return Line(sheet=sheet, row=row, texts=texts, stated=stated, problems=tuple(reading.problems))


def _day_of(text: str) -> datetime.date | None:
    read = read_birth_date(text)
    return read.date if read else None


class _Reading:
    """The cells of one row, with what is wrong in each."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self.problems: list[str] = []

    def stated(self) -> IncumbentRow | None:
        elected_on = self._day("elected_on", "当选日期")
        from_on = self._day("from_on", "任职日期") or elected_on
        if from_on is None and not self.problems:
            self.problems.append("没有任职日期，也没有当选日期：至少写一个")
        found = {word: self._must(word, says) for word, says in _NEEDED.items()}
        seats, sex, number, how = self._seats(), self._sex(), self._number(), self._how()
        name = repaired_name(found["name"])
        if name and (fault := fault_of_name(name)):
            self.problems.append(fault)
        if self.problems or from_on is None:
            return None
        return IncumbentRow(
            unit=found["unit"],
            body=found["body"],
            body_name=self._text("body_name"),
            elected_on=elected_on,
            seats=seats,
            post=found["post"],
            name=name,
            sex=sex,
            id_number=number,
            from_on=from_on,
            how=how,
        )

    def _text(self, word: str) -> str:
        return self._texts.get(word, "")

    def _must(self, word: str, says: str) -> str:
        if not self._text(word):
            self.problems.append(f"没有填{says}")
        return self._text(word)

    def _day(self, word: str, says: str) -> datetime.date | None:
        return self._read(word, _day_of, f"{says}不能用；请写成 2021-05-20 的样子")

    def _seats(self) -> int | None:
        return self._read(
            "seats",
            lambda text: int(text) if text.isdecimal() and 0 < int(text) <= MOST_SEATS else None,
            f"职数应为 1 至 {MOST_SEATS} 的数",
        )

    def _sex(self) -> Sex | None:
        return self._read("sex", sex_of, "性别应为男或女")

    def _how(self) -> How:
        found = self._read("how", _HOWS.get, f"产生方式应为{'、'.join(HOW_NAMES.values())}")
        return found or How.ELECTED

    def _number(self) -> str:
        text = self._text("id_number")
        reading = read_identity(text) if text else None
        if isinstance(reading, IdentityFault):
            self.problems.append(reading.says)
        return text

    def _read(self, word: str, read: Callable[[str], T | None], says: str) -> T | None:
        text = self._text(word)
        if not text:
            return None
        found = read(text)
        if found is None:
            self.problems.append(says)
        return found


_NEEDED: Final = {"unit": "单位代码", "body": "组织", "post": "职务", "name": "姓名"}


def headings() -> Iterator[str]:
    """The headings of a template."""
    yield from (column.headings[0] for column in COLUMNS)
