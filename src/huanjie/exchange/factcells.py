"""Stated facts as people write them in a spreadsheet (单元格里的事实)."""

from __future__ import annotations

import re
from typing import Final

from huanjie.domain.birthdate import read_birth_date
from huanjie.domain.celltext import Cell, half_width, is_nothing, without_apostrophe, written
from huanjie.door.cursor import LARGEST, shown
from huanjie.door.fault import BadInput
from huanjie.law.expression import KINDS, Fact, Value

_YES: Final = frozenset({"是", "有", "yes", "y", "true", "√"})
_NO: Final = frozenset({"否", "无", "没有", "no", "n", "false", "×"})
_WHOLE: Final = re.compile(r"[0-9]{1,13}")
_REMEDIES: Final = {
    "yes-no": "写是或者否",
    "whole": "写整数，不写单位",
    "date": "写成 2026-06-28 这样的形式",
}


def read_fact_cell(fact: Fact, cell: Cell) -> Value | None:
    """A cell by the fact's kind; None where nothing is written.

    无 is a no of a yes-no fact, and nothing of any other.
    """
    text = half_width(without_apostrophe(written(cell)))
    value = _read(fact, cell, text)
    if value is None and not is_nothing(text):
        remedy = _REMEDIES.get(fact.kind) or f"可用的词：{'、'.join(fact.called)}"
        raise BadInput(f"“{shown(text)}”不是{KINDS[fact.kind]}", remedy=remedy)
    return value


def _read(fact: Fact, cell: Cell, text: str) -> Value | None:
    match fact.kind:
        case "yes-no":
            return _yes_no(text.lower())
        case "whole":
            whole = _WHOLE.fullmatch(text) and int(text) <= LARGEST
            return int(text) if whole else None
        case "date":
            written_date = read_birth_date(cell)
            return written_date.date if written_date else None
        case "grade" | "choice":
            return _choice(fact, text)


def _choice(fact: Fact, text: str) -> str | None:
    """A word of the pack, or what people call it."""
    taken = {half_width(fact.name_of(word)): word for word in fact.choices}
    return (taken | {half_width(word): word for word in fact.choices}).get(text)


def _yes_no(word: str) -> bool | None:
    if word in _YES:
        return True
    return False if word in _NO else None
