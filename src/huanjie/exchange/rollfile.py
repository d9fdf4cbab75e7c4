"""A roll (名册) from an XLSX, XLS or CSV file: the good rows, the bad ones, and what was skipped.

    rows == len(good) + the different rows in bad

holds of every file. Hidden sheets and rows are read. The rule for a row is the domain's.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from huanjie.domain.duplicates import Duplicate, Place, Stand, duplicates
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.rollcheck import REQUIRED, RowRule
from huanjie.domain.rollcolumns import COLUMNS, Column
from huanjie.domain.rollrow import Kind, RollPerson, RollRow, RowFindings
from huanjie.door.fault import BadInput, one_line
from huanjie.exchange.filekind import read_sheets, text_called_workbook
from huanjie.exchange.rawsheet import MOST_ROWS, RawSheet
from huanjie.exchange.rollgroups import GROUP_SPELLING, groups_alike, lines_of
from huanjie.exchange.rollheader import NOT_MATCHED, Matched
from huanjie.exchange.rolltable import RollTable, Skipped, read_tables, texts_of, title_of

LONGEST_TEXT: Final = 2000
"""characters of a text in JSON (roll-check.schema.json)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodRow:
    """A row without a fault (没有问题的行)."""

    sheet: str | None
    row: int
    person: RollPerson
    standing: str = ""
    """the cell of the standing as it stands (类别的原文); the same word may be of either roll"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault (问题): `column` is the file's own heading, None where it is the whole row."""

    sheet: str | None
    row: int
    column: str | None
    kind: Kind
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something to know (提示): the row stays good."""

    sheet: str | None
    row: int
    column: str | None
    kind: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A bad row as it stands in the file, to be mended and sent again."""

    sheet: str | None
    row: int
    cells: Mapping[Column, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollFile:
    """名册文件: everything that was read of it, and everything that was not."""

    file: str
    rows: int
    good: tuple[GoodRow, ...]
    bad: tuple[Finding, ...]
    notes: tuple[Note, ...]
    skipped: tuple[Skipped, ...]
    duplicates: tuple[Duplicate, ...]
    """within this file; the rows stay good or bad as they are"""
    rejected: tuple[RejectedRow, ...]
    columns: tuple[Column, ...]
    """our columns that the file has"""
    stands: tuple[Stand, ...]
    """every row, to find duplicates by across files"""
    group_titles: Mapping[str | None, str | None] = field(default_factory=dict)
    """the heading over the groups, by the sheet"""

    def as_json(self) -> dict[str, Any]:
        """One of `files` of `roll check --json` (roll-check.schema.json)."""
        return {
            "file": _plain(self.file),
            "rows": self.rows,
            "good": len(self.good),
            "bad": [_finding_as_json(each) for each in self.bad],
            "notes": [_finding_as_json(each) for each in self.notes],
            "skipped": [
                _where(each.sheet, each.row) | {"kind": each.kind, "says": _plain(each.says)}
                for each in self.skipped
            ],
        }


def read_roll(
    name: str,
    raw: bytes,
    *,
    required: tuple[Column, ...] = REQUIRED,
    on: datetime.date | None = None,
    matched: Matched = NOT_MATCHED,
    members: MemberRoll | None = None,
) -> RollFile:
    """Read and check a file called `name`; nobody in it is born after the day `on`. Headings that
    we do not know are read as they were `matched`, standings in the words of the roll of `members`;
    whoever has none that it knows has no standing, and is for the caller to refuse.

    A file that is no roll is BadInput, naming the file, the place and the remedy.
    """
    try:
        sheets = read_sheets(raw)
        tables = _tables(name, sheets, required, matched)
        people = sum(len(table.rows) for table in tables)
        if people > MOST_ROWS:
            raise BadInput(
                f"有 {people} 行以上，一个文件最多 {MOST_ROWS} 人", remedy="分成几个文件导入"
            )
    except BadInput as fault:
        raise fault.within(file=name) from None
    reading = _Reading(name, RowRule(required=required, on=on, members=members))
    for table in tables:
        reading.take(table)
    return reading.roll()


def _tables(
    name: str,
    sheets: Sequence[RawSheet],
    required: tuple[Column, ...],
    matched: Matched,
) -> Sequence[RollTable]:
    try:
        return read_tables(sheets, required, matched)
    except BadInput as fault:
        raise text_called_workbook(name, sheets) or fault from None


class _Reading:
    """The rows of a file as they are checked, sheet by sheet."""

    def __init__(self, file: str, rule: RowRule) -> None:
        self._file, self._rule = file, rule
        self._good: list[GoodRow] = []
        self._bad: list[Finding] = []
        self._notes: list[Note] = []
        self._skipped: list[Skipped] = []
        self._rejected: list[RejectedRow] = []
        self._stands: list[Stand] = []
        self._columns: set[Column] = set()
        self._group_titles: dict[str | None, str | None] = {}

    def take(self, table: RollTable) -> None:
        """Check every row of one sheet."""
        self._skipped += table.skipped
        if table.header:
            self._columns.update(table.header.columns.values())
        self._group_titles[table.sheet] = title_of(table.header, "group")
        for note in table.notes:
            self._notes.append(
                Note(
                    sheet=table.sheet,
                    row=note.row,
                    column=note.column,
                    kind=note.kind,
                    says=note.says,
                )
            )
        for number, row in table.rows:
            found = self._rule.check(row)
            self._stand(table, number, row, found)
            self._sort(table, number, row, found)

    def _stand(self, table: RollTable, number: int, row: RollRow, found: RowFindings) -> None:
        place = Place(file=self._file, sheet=table.sheet, row=number)
        content = tuple(texts_of(row).values())
        self._stands.append(Stand(place=place, number=found.number, content=content))

    def _sort(self, table: RollTable, number: int, row: RollRow, found: RowFindings) -> None:
        """A row is good or bad, and one of them only."""
        sheet, header = table.sheet, table.header
        if found.person:
            said = texts_of(row).get("standing", "")
            good = GoodRow(sheet=sheet, row=number, person=found.person, standing=said)
            self._good.append(good)
        else:
            self._rejected.append(RejectedRow(sheet=sheet, row=number, cells=texts_of(row)))
        for each in found.bad:
            column = title_of(header, each.column)
            self._bad.append(
                Finding(sheet=sheet, row=number, column=column, kind=each.kind, says=each.says)
            )
        for note in found.notes:
            column = title_of(header, note.column)
            self._notes.append(
                Note(sheet=sheet, row=number, column=column, kind=note.kind, says=note.says)
            )

    def roll(self) -> RollFile:
        """The file, all its rows told apart."""
        return RollFile(
            file=self._file,
            rows=len(self._good) + len(self._rejected),
            good=tuple(self._good),
            bad=tuple(self._bad),
            notes=(*self._notes, *group_notes(self._good, self._group_titles)),
            skipped=tuple(self._skipped),
            duplicates=duplicates(self._stands),
            rejected=tuple(self._rejected),
            columns=tuple(column for column in COLUMNS if column in self._columns),
            stands=tuple(self._stands),
            group_titles=self._group_titles,
        )


def group_notes(good: Iterable[GoodRow], titles: Mapping[str | None, str | None]) -> Iterator[Note]:
    """Every pair of groups of the good rows that may be one, where the rarer spelling stands first;
    `titles` are the headings over the groups, by the sheet.
    """
    for pair in groups_alike(good):
        sheet, row = pair.other.at[0]
        yield Note(
            sheet=sheet,
            row=row,
            column=titles[sheet],
            kind=GROUP_SPELLING,
            says=f"{pair.says}；{lines_of(pair)}",
        )


def roll_check_as_json(files: Iterable[RollFile]) -> dict[str, Any]:
    """`roll check --json`: every file, and the people who stand twice in any of them."""
    rolls = tuple(files)
    every = duplicates(stand for roll in rolls for stand in roll.stands)
    return {
        "files": [roll.as_json() for roll in rolls],
        "duplicates": [
            {"kind": each.kind, "places": [_place_as_json(place) for place in each.places]}
            for each in every
        ],
    }


def _place_as_json(place: Place) -> dict[str, Any]:
    return {"file": _plain(place.file)} | _where(place.sheet, place.row)


def _finding_as_json(each: Finding | Note) -> dict[str, Any]:
    column = None if each.column is None else _plain(each.column)
    return _where(each.sheet, each.row) | {
        "column": column,
        "kind": each.kind,
        "says": _plain(each.says),
    }


def _where(sheet: str | None, row: int) -> dict[str, Any]:
    return {"sheet": None if sheet is None else _plain(sheet), "row": row}


def _plain(text: str) -> str:
    """Text as the schema takes it: no controls, no spaces around it, not empty."""
    return one_line(text.strip(), LONGEST_TEXT - 1).strip() or "（没有名称）"
