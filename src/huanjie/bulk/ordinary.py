"""Ordinary rows of a roll (寻常的行): those of which the rule for a row says "good" without a word.

`huanjie.domain.rollcheck.check_row` is the truth, and slow. A row is ordinary where it can be seen
from its columns that the rule would take every cell as it stands; any other row is the rule's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from huanjie.bulk.identities import Identities, identities
from huanjie.bulk.spelled import Codes, Flags, Spelled, table_of
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.personname import LONGEST_NAME
from huanjie.domain.rollcheck import RowRule
from huanjie.domain.rollcolumns import Column, standing_words
from huanjie.domain.rollfit import LONGEST

_HAN: Final = range(0x4E00, 0x9FA6)
_DOT: Final = ord("·")
_SIGNS: Final = (*range(0x21, 0x7F), *_HAN, *map(ord, "·、（）《》—：；。，"))
_NOTHINGS: Final = tuple(map(ord, "-—/\\无空暂未"))
"""what a short cell begins with that may say "nothing" (`celltext.is_nothing`)"""
_FORMULAS: Final = tuple(map(ord, "=@+-"))
_MAN, _WOMAN = ord("男"), ord("女")
_NINE, _ONE, _THREE = ord("9"), ord("1"), ord("3")
_DASH: Final = ord("-")
_PHONE_LENGTH: Final = 11
_DAY: Final = "YYYY-MM-DD"
_FIRST_OF_DATE: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ordinary:
    """Which rows are ordinary, and what was seen of their numbers."""

    rows: Flags
    identities: Identities


def ordinary(columns: Mapping[Column, Spelled], rule: RowRule) -> Ordinary:
    """The ordinary rows among these; a roll without a column of numbers has none. A standing is
    ordinary where the roll knows the word.
    """
    if "id_number" not in columns or "name" not in columns:
        raise ValueError("columns of names and numbers are needed")
    seen = identities(columns["id_number"], on=rule.on)
    rows = seen.right.copy()
    for column, cells in columns.items():
        if column != "id_number":
            rows &= _is_ordinary(column, cells, seen, rule.members)
        if column in rule.required and column not in ("sex", "birth_date"):
            rows &= cells.lengths > 0
    if any(each not in columns for each in rule.required if each not in ("sex", "birth_date")):
        rows[:] = False
    return Ordinary(rows=rows, identities=seen)


def _is_ordinary(
    column: Column, cells: Spelled, seen: Identities, members: MemberRoll | None
) -> Flags:
    empty: Flags = cells.lengths == 0
    match column:
        case "name":
            return ~_strange(cells, _names(), LONGEST_NAME) & _says_something(cells, LONGEST_NAME)
        case "sex":
            return empty | _is_sex(cells, seen)
        case "birth_date":
            return empty | _is_day(cells, seen)
        case "phone":
            return empty | _is_mobile(cells)
        case "standing":
            return empty | _is_standing(cells, members)
    first = cells.code(0)
    plain = ~_strange(cells, _plain(), LONGEST) & ~_is_one_of(first, _FORMULAS)
    return empty | (plain & _says_something(cells, LONGEST))


def _strange(cells: Spelled, table: Flags, longest: int) -> Flags:
    """Which cells hold a sign that the table marks, as far as they are not too long."""
    marked: Flags = table[cells.first_codes(longest)]
    return np.asarray(marked.any(axis=1), np.bool_)


def _says_something(cells: Spelled, longest: int) -> Flags:
    said: Flags = (cells.lengths > 0) & (cells.lengths <= longest)
    return said & ~((cells.lengths <= 2) & _is_one_of(cells.code(0), _NOTHINGS))


def _is_one_of(codes: Codes, signs: tuple[int, ...]) -> Flags:
    found = np.zeros(len(codes), np.bool_)
    for sign in signs:
        found |= codes == sign
    return found


def _is_sex(cells: Spelled, seen: Identities) -> Flags:
    word = np.where(seen.is_male, _MAN, _WOMAN)
    same: Flags = (cells.lengths == 1) & (cells.code(0) == word)
    return same


def _is_day(cells: Spelled, seen: Identities) -> Flags:
    """The day that the number says, written with hyphens."""
    same: Flags = cells.lengths == len(_DAY)
    at = _FIRST_OF_DATE
    for place, sign in enumerate(_DAY):
        if sign == "-":
            same = same & (cells.code(place) == _DASH)
        else:
            same = same & (cells.code(place) == seen.digits[:, at])
            at += 1
    return same


def _is_mobile(cells: Spelled) -> Flags:
    mobile: Flags = (cells.lengths == _PHONE_LENGTH) & (cells.code(0) == _ONE)
    for place in range(1, _PHONE_LENGTH):
        code = cells.code(place)
        least = _THREE if place == 1 else ord("0")
        mobile = mobile & (code >= least) & (code <= _NINE)
    return mobile


def _is_standing(cells: Spelled, members: MemberRoll | None) -> Flags:
    words = standing_words(members)
    return np.array([cell in words for cell in cells.cells()], np.bool_)


@cache
def _names() -> Flags:
    return table_of((*_HAN, _DOT))


@cache
def _plain() -> Flags:
    return table_of(_SIGNS)
