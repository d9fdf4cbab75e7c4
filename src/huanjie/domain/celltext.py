"""Text of a cell (单元格的文字): what people and spreadsheets put around it, taken away.

Spaces, controls and signs that nobody sees are no fault of the person who typed the row.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Final

Cell = str | int | float | bool | datetime.date | None
"""What a spreadsheet may hold in one cell (单元格)."""

_FULL_WIDTH: Final = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "　＇｀＠＋．"} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(ord("！"), ord("～") + 1)
}
_APOSTROPHES: Final = "'‘’`´＇｀"
_FORMULA: Final = re.compile(r"[=@]|[+-][^\d\s+-]")
_UNSEEN: Final = ("Cf", "Cc")
_NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "空", "暂无", "未知"})


def clean(text: str) -> str:
    """The text without unseen signs; every run of spaces or line ends is one space.

    >>> clean(" 张\\u200b三 ")
    '张三'
    """
    if not text.isprintable():
        text = "".join(_seen(sign) for sign in text)
    return " ".join(text.split()) if " " in text else text


def _seen(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in _UNSEEN else sign


def half_width(text: str) -> str:
    """Full-width letters, digits and signs (全角) as ordinary ones.

    >>> half_width("１２Ｘ")
    '12X'
    """
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def written(cell: Cell) -> str:
    """Any cell as the text that a person would read, clean.

    >>> written(12.0)
    '12'
    """
    match cell:
        case None:
            return ""
        case str():
            return clean(cell)
        case datetime.date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def without_apostrophe(text: str) -> str:
    """Without the apostrophes that tell a spreadsheet "this is text" (文本前的撇号)."""
    return text.strip(_APOSTROPHES).strip()


def is_nothing(text: str) -> bool:
    """Whether the cell is empty, or says that there is nothing (空白、短横、“无”)."""
    return text in _NOTHING


def is_formula(cell: Cell) -> bool:
    """Whether a spreadsheet would compute this text: it begins with = or @, or with a sign and no
    digit (公式).
    """
    return isinstance(cell, str) and bool(_FORMULA.match(half_width(cell).lstrip()))
