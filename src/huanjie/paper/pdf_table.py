"""A table to the press (表格的排版数据): columns as in the Word file, and what is never parted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Final

from docx.shared import Pt

from huanjie.paper import dress
from huanjie.paper.blocks import Table, ems
from huanjie.paper.typesetting import Part, text
from huanjie.paper.word_table import CELL_MARGIN, margin_of, runs_of, style_of, widths_of

_KEPT: Final = 2
"""rows that are not parted at the end"""
_TALL: Final = 12
"""lines in a cell from which on a row may be parted: a page might not hold it"""


def table_part(block: Table, leaf: dress.Leaf, *, sticky: bool) -> Part:
    """The table; one that is sticky has room (`tail`) for what stays with its last rows."""
    spans, widths = _spans(block), [width / Pt(1) for width in widths_of(block, leaf)]
    rows = list(_rows(block, spans, widths))
    apart = _parted_at(block, spans, _KEPT if sticky or len(rows) > _KEPT else 0)
    if any(cell["breaks"] for row in rows[apart:] for cell in row):
        apart = len(rows)
    return {
        "kind": "table",
        "caption": text(block.caption),
        "widths": widths,
        "margin": margin_of(block) / Pt(1),
        "height": block.height,
        "whole": block.whole or len(rows) <= _KEPT + 1,
        "head": [_cell(block, place, each, is_head=True) for place, each in enumerate(block.head)],
        "rows": rows[:apart],
        "last": rows[apart:],
        "tail": [],
    }


def _spans(block: Table) -> Mapping[tuple[int, int], int]:
    """How many cells below one another are one: by the first's row and column."""
    return {
        (first, place): last - first + 1
        for place in map(block.head.index, block.joined)
        for first, last in runs_of([row[place] for row in block.rows])
    }


def _parted_at(block: Table, spans: Mapping[tuple[int, int], int], last: int) -> int:
    """Where the last rows begin that are not parted: never inside cells that are one."""
    at = max(0, len(block.rows) - last)
    # Above one cell it may still be inside another, of another column.
    while inside := [first for (first, _), many in spans.items() if first < at < first + many]:
        at = min(inside)
    return at


def _rows(
    block: Table, spans: Mapping[tuple[int, int], int], widths: Sequence[float]
) -> Iterator[list[Part]]:
    """The rows' cells; of those below one another that are one, the first alone."""
    under = {
        (number, place)
        for (first, place), many in spans.items()
        for number in range(first + 1, first + many)
    }
    for number, row in enumerate(block.rows):
        breaks = any(_is_tall(says, width) for says, width in zip(row, widths, strict=True))
        yield [
            _cell(block, place, says) | {"rows": spans.get((number, place), 1), "breaks": breaks}
            for place, says in enumerate(row)
            if (number, place) not in under
        ]


def _cell(block: Table, place: int, says: str, *, is_head: bool = False) -> Part:
    head = block.head[place]
    aside = "right" if head in block.right else "center" if head in block.centre else "left"
    own = {"says": text(says), "style": style_of(block, is_head=is_head), "align": aside}
    return own | {"rows": 1, "breaks": False}


def _is_tall(says: str, width: float) -> bool:
    room = max(width - 2 * CELL_MARGIN.pt, dress.TABLE_SIZE)
    lines = (ceil(ems(line) * dress.TABLE_SIZE / room) for line in says.split("\n"))
    return bool(sum(lines) > _TALL)
