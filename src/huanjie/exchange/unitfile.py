"""A file of places (单位表) as CSV: code, name, level and parent, one place a line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from huanjie.door.cursor import Cursor, shown
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import decode

Level = Literal["province", "city", "county", "town", "unit"]

LEVELS: Final[tuple[Level, ...]] = ("province", "city", "county", "town", "unit")
"""From the highest to the lowest (级别)."""

HEADINGS: Final = {"代码": "code", "名称": "name", "级别": "level", "上级": "parent"}
"""The columns, by the Chinese heading that each may have instead."""

LEVEL_WORDS: Final[Mapping[str, Level]] = {
    **{level: level for level in LEVELS},
    "省": "province",
    "市": "city",
    "县": "county",
    "乡镇": "town",
    "村": "unit",
    "社区": "unit",
}
"""A level as it may be written."""

_CODE: Final = re.compile(r"[0-9]{12}(?:-?[0-9A-Z]{1,8})?")
_CODE_FORM: Final = "写十二位数字（自编的可以再加一至八位数字或大写字母）；代码列要设为文本"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One place (单位) as the file states it."""

    code: str
    """统计用区划代码: twelve digits, or these with a suffix of the place's own"""
    name: str
    level: Level
    parent: str | None
    """the code of the place above it; only a province has none"""
    line: int
    """the line of the file that it begins on"""


class _Row:
    """The cells of one line by column (一行), with the headings that the file has for them."""

    def __init__(self, *, cells: list[str], headings: Mapping[str, str], line: int) -> None:
        self._cells = dict(zip(headings, cells, strict=True))
        self._headings = headings
        self.line = line

    def read(self) -> UnitRow:
        """The place of this line, each cell checked alone."""
        parent = self._cells["parent"]
        return UnitRow(
            code=self._code("code"),
            name=self.cell("name").text(),
            level=LEVEL_WORDS[self.cell("level").one_of(*LEVEL_WORDS)],
            parent=self._code("parent") if parent else None,
            line=self.line,
        )

    def cell(self, column: str) -> Cursor:
        """A cell, whose place is its heading."""
        return Cursor(self._cells[column], self._headings[column])

    def _code(self, column: str) -> str:
        cell = self.cell(column)
        if not _CODE.fullmatch(cell.value):
            cell.refuse(f"“{shown(cell.value)}”不是单位代码", _CODE_FORM)
        return cell.text()


class _Tree:
    """The places of a file, and what must hold between them (上下级)."""

    def __init__(self, rows: list[tuple[_Row, UnitRow]], known: Collection[str]) -> None:
        self._rows = {unit.code: unit for _, unit in rows}
        self._known = known

    def check(self, row: _Row, unit: UnitRow) -> None:
        """Refuse a place whose parent cannot be one."""
        cell = row.cell("parent")
        if unit.parent is None:
            if unit.level != LEVELS[0]:
                cell.refuse("没有写上级，只有省没有上级", "写上一级单位的代码")
            return
        if unit.parent not in self._rows and unit.parent not in self._known:
            cell.refuse(
                f"上级“{unit.parent}”不在这个文件里，也没有登记过", "补上这个上级，或者改正代码"
            )
        if self._is_above_itself(unit):
            cell.refuse(f"“{unit.code}”绕了一圈，成了自己的上级", "改正这一圈里的上级代码")
        self._check_level(row, unit)

    def _is_above_itself(self, unit: UnitRow) -> bool:
        seen: set[str] = set()
        above = unit.parent
        while above in self._rows and above not in seen:
            if above == unit.code:
                return True
            seen.add(above)
            above = self._rows[above].parent
        return False

    def _check_level(self, row: _Row, unit: UnitRow) -> None:
        parent = self._rows.get(unit.parent or "")
        if unit.level == LEVELS[0]:
            row.cell("parent").refuse("省没有上级", "删去上级，或者改正级别")
        if parent and LEVELS.index(unit.level) <= LEVELS.index(parent.level):
            row.cell("level").refuse(
                f"级别“{unit.level}”不低于上级“{shown(parent.name)}”的“{parent.level}”",
                "改正级别或者上级",
            )


def read_units(raw: bytes, *, file: str, known: Collection[str] = ()) -> tuple[UnitRow, ...]:
    """Every place of a CSV in the order of the file, or the first fault with its line and column.

    The four headings stand in any order, in English or Chinese. `known` holds the codes that are
    there already and may be parents; how high they stand is for the caller to compare. Levels may
    be left out between a place and its parent, and a parent may stand below its children.
    """
    rows = list(_read_rows(decode(raw, file=file), file))
    tree = _Tree(rows, known)
    for row, unit in rows:
        with _Naming(file, row.line):
            tree.check(row, unit)
    return tuple(unit for _, unit in rows)


class _Naming:
    """A fault inside names the file and the line (出处)."""

    def __init__(self, file: str, line: int) -> None:
        self._file, self._line = file, line

    def __enter__(self) -> None:
        """Nothing is kept."""

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, BadInput):
            raise fault.within(file=self._file, line=self._line) from None


def _read_rows(text: str, file: str) -> Iterator[tuple[_Row, UnitRow]]:
    lines = _lines(text, file)
    _, heads = next(lines, (1, []))
    with _Naming(file, 1):
        headings = _read_headings(heads)
    first: dict[str, int] = {}
    for line, cells in lines:
        with _Naming(file, line):
            _check_width(cells, headings)
            row = _Row(cells=cells, headings=headings, line=line)
            unit = row.read()
            if unit.code in first:
                row.cell("code").refuse(
                    f"代码“{unit.code}”在第 {first[unit.code]} 行已经有了", "只留一行"
                )
        first[unit.code] = line
        yield row, unit
    if not first:
        raise BadInput("只有表头，没有一个单位", file=file, remedy="一行写一个单位")


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise BadInput(
            "不是完好的 CSV", file=file, line=line, remedy="检查引号，另存为 CSV"
        ) from None


def _read_headings(heads: list[str]) -> Mapping[str, str]:
    """The file's headings by column, in the order of the file."""
    headings: dict[str, str] = {}
    for head in heads:
        column = HEADINGS.get(head, head)
        if column not in HEADINGS.values():
            _refuse_headings(f"不认识的列“{shown(head)}”")
        if column in headings:
            _refuse_headings(f"“{head}”这一列有两个")
        headings[column] = head
    missing = [head for head, column in HEADINGS.items() if column not in headings]
    if missing:
        _refuse_headings(f"缺少“{'、'.join(missing)}”列")
    return headings


def _refuse_headings(says: str) -> NoReturn:
    raise BadInput(says, remedy="第一行写“代码,名称,级别,上级”，或“code,name,level,parent”")


def _check_width(cells: list[str], headings: Mapping[str, str]) -> None:
    if not any(cells):
        raise BadInput("空行", remedy="删去空行，核对有没有缺少的单位")
    if len(cells) != len(headings):
        raise BadInput(
            f"这一行有 {len(cells)} 格，表头有 {len(headings)} 格", remedy="补齐或删去多余的格"
        )
