"""Checked rolls as two files (核对以后的两个文件): the good rows, a person each, and the bad ones,
each with its reason. Every row is in one of the two, and in one of them only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from huanjie.domain.duplicates import Place
from huanjie.domain.memberroll import MEMBER_ROLLS
from huanjie.domain.rollcolumns import COLUMNS, Column, heading_of, standing_word
from huanjie.exchange.rollfile import Finding, GoodRow, RejectedRow, RollFile
from huanjie.exchange.rolltemplate import bad_rows, harmless
from huanjie.exchange.rolltwice import repeated, sheet_of

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
    """The bad rows of all files as a workbook, each with its file, its place and every reason; the
    rows that repeat others are among them.
    """
    columns = tuple(column for column in COLUMNS if any(column in roll.columns for roll in rolls))
    twice = repeated(rolls)
    bad = [
        replace(each, sheet=sheet_of(roll.file, each.sheet)) for roll in rolls for each in roll.bad
    ]
    bad += [
        # The workbook prints the place and the sentence, not the kind.
        Finding(
            sheet=sheet_of(place.file, place.sheet),
            row=place.row,
            column=None,
            kind="row-shape",
            says=says,
        )
        for place, says in twice.items()
    ]
    rows = [
        replace(row, sheet=sheet_of(roll.file, row.sheet))
        for roll in rolls
        for row in _sent_back(roll, twice)
    ]
    return bad_rows(replace(rolls[0], bad=tuple(bad), rejected=tuple(rows), columns=columns))


def _sent_back(roll: RollFile, twice: Mapping[Place, str]) -> list[RejectedRow]:
    """The rows of a file that are bad and those that repeat others, in its own order."""
    order = {(each.place.sheet, each.place.row): at for at, each in enumerate(roll.stands)}
    again = [as_rejected(row, roll.columns) for row in roll.good if _place(roll, row) in twice]
    return sorted((*roll.rejected, *again), key=lambda row: order[row.sheet, row.row])


def as_rejected(row: GoodRow, columns: Sequence[Column]) -> RejectedRow:
    """A row that goes back for more than its cells (退回的行), in the words of a roll; a standing
    that no roll knows as it stands, to be mended.
    """
    cells = {column: _text(row, column) for column in columns}
    if row.person.standing is None and row.standing:
        cells["standing"] = row.standing
    return RejectedRow(sheet=row.sheet, row=row.row, cells=cells)


def _rows(rolls: Sequence[RollFile]) -> Iterator[GoodRow]:
    twice = repeated(rolls)
    for roll in rolls:
        for row in roll.good:
            if _place(roll, row) not in twice:
                yield row


def _place(roll: RollFile, row: GoodRow) -> Place:
    return Place(file=roll.file, sheet=row.sheet, row=row.row)


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
