"""A line of a file of places (单位表的一行), each cell checked alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from huanjie.domain.unitcode import CODE_FORM, is_code
from huanjie.door.cursor import Cursor, shown

Level = Literal["province", "city", "county", "town", "unit"]

LEVELS: Final[tuple[Level, ...]] = ("province", "city", "county", "town", "unit")
"""From the highest to the lowest (级别)."""

HEADINGS: Final = {"代码": "code", "名称": "name", "级别": "level", "上级": "parent"}
"""The columns, by the Chinese heading that each may have instead."""

PROBLEM: Final = "问题"
"""the last column of a file that came back with its faults; it is not read"""

LEVEL_WORDS: Final[Mapping[str, Level]] = {
    **{level: level for level in LEVELS},
    "省": "province",
    "市": "city",
    "县": "county",
    "乡镇": "town",
    "村": "unit",
    "社区": "unit",
    "村、社区": "unit",
}
"""A level as it may be written."""

CODE_COLUMN: Final = f"{CODE_FORM}；代码列要设为文本"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One place (单位) as the file states it."""

    code: str
    """统计用区划代码: twelve digits, or these with a suffix of the place's own; empty where it has
    none and a local one is to be given
    """
    name: str
    level: Level
    parent: str | None
    """the code of the place above it; only a province has none"""
    line: int
    """the line of the file that it begins on"""
    above: int | None = None
    """the line of the place above it, where that one has no code either"""


class UnitCells:
    """The cells of one line by column (一行), with the headings that the file has for them."""

    def __init__(self, *, cells: list[str], headings: Mapping[str, str], line: int) -> None:
        self._cells = dict(zip(headings, cells, strict=True))
        self._headings = headings
        self.line = line

    def read(self) -> UnitRow:
        """The place of this line, each cell checked alone; its parent as it is written."""
        return UnitRow(
            code=self._code("code") if self._cells["code"] else "",
            name=self._name(),
            level=self._level(),
            parent=self._cells["parent"] or None,
            line=self.line,
        )

    def cell(self, column: str) -> Cursor:
        """A cell, whose place is its heading."""
        return Cursor(self._cells[column], self._headings[column])

    def text(self, column: str) -> str:
        """A cell as it stands."""
        return self._cells[column]

    def _name(self) -> str:
        cell = self.cell("name")
        if not str(cell.value).strip():
            cell.refuse("没有写名称", "写单位的全名")
        return cell.text()

    def _level(self) -> Level:
        cell = self.cell("level")
        level = LEVEL_WORDS.get(str(cell.value))
        if level is None:
            said = f"“{shown(cell.value)}”不是单位的级别" if cell.value else "没有写级别"
            cell.refuse(said, "写省、市、县、乡镇、村或者社区")
        return level

    def _code(self, column: str) -> str:
        cell = self.cell(column)
        if not is_code(cell.value):
            cell.refuse(f"“{shown(cell.value)}”不是单位代码", CODE_COLUMN)
        return cell.text()
