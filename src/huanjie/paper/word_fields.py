"""Boxes to be filled in by hand (填写栏) in a Word file: labels, and beside each what it asks for.

Every row shares the line among its own boxes; where rows differ, the columns of the table are all
their edges together, and a box reaches over as many as it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from docx.document import Document as Docx
from docx.shared import Pt

from huanjie.paper import dress
from huanjie.paper.blocks import Fields, ems
from huanjie.paper.word_cells import add_rows, cell, paragraph, row

MARGIN: Final[int] = round(Pt(6).twips)
_SLACK: Final[int] = round(Pt(3).twips)
"""so that no label is broken where a machine's letters are a little wider"""
_TWIPS: Final = 20
"""of a point"""
_LINE: Final[dict[str, str | int]] = {
    "w:val": "single",
    "w:sz": 4,
    "w:space": 0,
    "w:color": "000000",
}

Boxes = tuple[tuple[str, str], ...]


def add_fields(document: Docx, block: Fields, leaf: dress.Leaf) -> None:
    """Every row of the form."""
    room = round(leaf.room.twips)
    edges = {len(boxes): edges_of(block, len(boxes), room) for boxes in block.rows}
    grid = sorted({0, *(edge for own in edges.values() for edge in own)})
    widths = [right - left for left, right in pairwise(grid)]
    rows = [
        row(_cells(boxes, edges[len(boxes)], grid, leans=number < len(block.rows)), block.height)
        for number, boxes in enumerate(block.rows, 1)
    ]
    add_rows(document, widths, rows, margin=MARGIN, border=_LINE)


def edges_of(block: Fields, pairs: int, room: int) -> list[int]:
    """Where the cells of the rows with so many boxes end. The first labels are equally wide in
    every row, the others among those of as many boxes.
    """
    alike = [boxes for boxes in block.rows if len(boxes) == pairs]
    labels = [
        _width(boxes[place][0] for boxes in (alike if place else block.rows))
        for place in range(pairs)
    ]
    box = (room - sum(labels)) // pairs
    edges, at = [], 0
    for label in labels:
        edges += [at + label, at + label + box]
        at += label + box
    return [*edges[:-1], room]


def _width(labels: Iterable[str]) -> int:
    points = max(map(ems, labels)) * dress.TABLE_SIZE
    return int(points * _TWIPS) + 2 * MARGIN + _SLACK


def _cells(boxes: Boxes, edges: Sequence[int], grid: Sequence[int], *, leans: bool) -> list[Any]:
    """The cells of a row; one that leans is on the same page as the next: a form is kept whole."""
    texts = [text for box in boxes for text in box]
    cells, left = [], 0
    for place, (text, right) in enumerate(zip(texts, edges, strict=True)):
        own = paragraph(text, dress.CELL if place % 2 else dress.LABEL)
        own.paragraph_format.keep_with_next = leans or None
        span = grid.index(right) - grid.index(left)
        cells.append(cell([own], right - left, span=span))
        left = right
    return cells
