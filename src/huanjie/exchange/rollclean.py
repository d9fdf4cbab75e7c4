"""Checked rolls as two files (核对以后的两个文件): the good rows, a person each, and the bad ones,
each with its reason.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from huanjie.domain.duplicates import duplicates
from huanjie.domain.memberroll import MEMBER_ROLLS
from huanjie.domain.rollcolumns import COLUMNS, Column, heading_of, standing_word
from huanjie.exchange.rollfile import GoodRow, RollFile
from huanjie.exchange.rolltemplate import bad_rows, harmless

_MARK: Final = "\ufeff"
"""at the beginning of a file it lets a spreadsheet read it as UTF-8"""
_SEXES: Final = {"m": "男", "f": "女"}


def clean_rows(rolls: Sequence[RollFile]) -> str:
    """The good rows as CSV under our headings: a person once. Of rows that say the same the first
    is there; where one number stands beside different words nobody knows which is right, and none
    is.
    """
    columns = [column for column in COLUMNS if any(column in roll.columns for roll in rolls)]
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(map(heading_of, columns))
    for row in _rows(rolls):
        writer.writerow(harmless(_text(row, column)) for column in columns)
    return _MARK + target.getvalue()


def rejected_rows(rolls: Sequence[RollFile]) -> bytes:
    """The bad rows of all files as a workbook, each with its file, its place and every reason."""
    columns = tuple(column for column in COLUMNS if any(column in roll.columns for roll in rolls))
    bad = [replace(each, sheet=_sheet(roll, each.sheet)) for roll in rolls for each in roll.bad]
    rows = [replace(row, sheet=_sheet(roll, row.sheet)) for roll in rolls for row in roll.rejected]
    return bad_rows(replace(rolls[0], bad=tuple(bad), rejected=tuple(rows), columns=columns))


def _sheet(roll: RollFile, sheet: str | None) -> str:
    return f"{roll.file} {sheet or ''}".strip()


def _rows(rolls: Sequence[RollFile]) -> Iterator[GoodRow]:
    left_out = {
        place
        for each in duplicates(stand for roll in rolls for stand in roll.stands)
        for place in (each.places[1:] if each.kind == "same-row" else each.places)
    }
    without = {(place.file, place.sheet, place.row) for place in left_out}
    for roll in rolls:
        for row in roll.good:
            if (roll.file, row.sheet, row.row) not in without:
                yield row


def _text(row: GoodRow, column: Column) -> str:
    """A cell in the words of a roll."""
    text = str(getattr(row.person, column) or "")
    match column:
        case "sex":
            return _SEXES.get(text, text)
        case "standing":
            return _standing(text, row.standing)
    return text


def _standing(standing: str, said: str) -> str:
    """A standing as the roll says it of whose words it is; as it stands where both rolls have the
    word, for nobody knows which of them this is.
    """
    word = standing_word(said)
    own = [roll for roll in MEMBER_ROLLS.values() if word in roll.words]
    if not standing or not own:
        return standing
    return own[0].name_of(standing) if len(own) == 1 else said
