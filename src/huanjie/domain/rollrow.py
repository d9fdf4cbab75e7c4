"""A row of a roll (名册的一行) before and after it is checked.

The kinds are those of `huanjie roll check --json`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from huanjie.domain.celltext import Cell
from huanjie.domain.contest import Sex
from huanjie.domain.identity import IdentityKind
from huanjie.domain.rollcolumns import Column

Kind = (
    IdentityKind
    | Literal[
        "sex-mismatch",
        "birth-mismatch",
        "birth-invalid",
        "name-missing",
        "name-characters",
        "row-shape",
        "formula",
        "too-young",
        "must-state",
        "no-standing",
        "too-long",
    ]
)
NoteKind = Literal[
    "area-code", "id-15-digits", "birth-month-only", "phone-unclear", "standing-unclear"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRow:
    """One row as it stands in the file (名册的一行), by our columns."""

    cells: Mapping[Column, Cell]
    formulas: frozenset[Column] = frozenset()
    """cells that the spreadsheet computes (公式)"""
    shape: str | None = None
    """what is wrong with the row as a whole, where its cells cannot be told apart"""
    merged: frozenset[Column] = frozenset()
    """empty because a merged cell (合并单元格) above or beside holds the value"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFinding:
    """One thing found in a row: `column` is None where it is the whole row."""

    column: Column | None
    kind: Kind
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNote:
    """Something to know of a row that stays good (提示)."""

    column: Column | None
    kind: NoteKind
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPerson:
    """Who a good row is about (名册上的一个人); None is what the row does not say."""

    name: str
    id_number: str | None
    """as the card shows it: 18 characters, or 15 digits"""
    sex: Sex | None
    """of the row, else of the number"""
    birth_date: datetime.date | None
    """of the row, else of the number"""
    household: str | None = None
    group: str | None = None
    phone: str | None = None
    education: str | None = None
    standing: str | None = None
    """党员状态、团员状态, by the words of the packs"""
    post: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFindings:
    """What a row is: the person of a good one, or every reason why it is bad."""

    person: RollPerson | None
    bad: tuple[RowFinding, ...]
    notes: tuple[RowNote, ...]
    number: str | None
    """the number in 18 characters, where it is one, of a bad row too: to find duplicates by"""
