"""Cards in a Word file (Word 里的证): cells of a table with dashed borders to cut along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from docx.document import Document as Docx
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from huanjie.paper import dress
from huanjie.paper.blocks import Card, Cards, ems
from huanjie.paper.word_cells import add_rows, cell, paragraph, row
from huanjie.paper.word_text import say

_MARGIN: Final = round(Mm(4).twips)
_LARGEST, _SMALLEST, _LABEL_SIZE = 18, 9, 11
"""points of a name, and of what stands before it"""
_LABEL: Final = "姓名："
_CUT: Final[dict[str, str | int]] = {
    "w:val": "dashed",
    "w:sz": 4,
    "w:space": 0,
    "w:color": "7F7F7F",
}


def add_cards(document: Docx, block: Cards, leaf: dress.Leaf) -> None:
    """The caption on a page of its own, then the cards in rows, the last one filled up with
    nothing.
    """
    caption = dress.put_on(document.add_paragraph(), dress.CAPTION)
    caption.paragraph_format.space_before = Pt(0)
    caption.paragraph_format.page_break_before = caption._p.getprevious() is not None
    say(caption, block.caption)
    width = round(leaf.room.twips) // block.across
    rows = (
        row(_cells(block, first, width), block.height)
        for first in range(0, len(block.cards), block.across)
    )
    add_rows(document, [width] * block.across, rows, margin=_MARGIN, border=_CUT)


def _cells(block: Cards, first: int, width: int) -> Iterator[Any]:
    for place in range(first, first + block.across):
        if place < len(block.cards):
            yield cell(_lines(block.cards[place], width), width)
        else:
            yield cell([paragraph("", dress.CARD_LINE)], width)


def _lines(card: Card, width: int) -> Iterator[Paragraph]:
    for line in card.head:
        yield paragraph(line, dress.CARD_HEAD)
    yield _name(card.name, width)
    for line in card.lines:
        yield paragraph(line, dress.CARD_LINE)


def _name(name: str, width: int) -> Paragraph:
    """The name as large as one line takes it whole."""
    named = paragraph(_LABEL, dress.CARD_NAME)
    say(named, name)
    room = (width - 2 * _MARGIN) / Pt(1).twips - ems(_LABEL) * _LABEL_SIZE
    size = max(_SMALLEST, min(_LARGEST, int(room / max(1, ems(name)))))
    for run, points in zip(named.runs, (_LABEL_SIZE, size), strict=False):
        run.font.size = Pt(points)
    return named
