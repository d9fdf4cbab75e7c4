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
from huanjie.paper.word_scan import add_scan
from huanjie.paper.word_text import say

_MARGIN: Final = round(Mm(3).twips)
_LARGEST, _SMALLEST, _HEAD_SIZE, _LABEL_SIZE = 18, 9, 14, 11
"""points of a name, of the head, and of what stands before a name"""
_LABEL: Final = "姓名："
_SIDE: Final = 20
"""millimetres of a code"""
_BESIDE: Final = round(Mm(29).twips)
"""the room for a code, with what stands under it: one line of its ten signs"""
_CAPTION_LINE: Final = 18
"""points: four rows of cards and two captions fill a page"""
_CUT: Final[dict[str, str | int]] = {
    "w:val": "dashed",
    "w:sz": 4,
    "w:space": 0,
    "w:color": "7F7F7F",
}


def add_cards(document: Docx, block: Cards, leaf: dress.Leaf) -> None:
    """The caption, on the page of its first row, then the cards in rows, the last one filled up
    with nothing. Cards are cut apart, so that the next group follows on the same sheet.
    """
    caption = dress.put_on(document.add_paragraph(), dress.CAPTION)
    caption.paragraph_format.space_before = Pt(0)
    caption.paragraph_format.line_spacing = Pt(_CAPTION_LINE)
    say(caption, block.caption)
    width = round(leaf.room.twips) // block.across
    scanned = any(card.scan for card in block.cards)
    widths = [width - _BESIDE, _BESIDE] if scanned else [width]
    rows = (
        row(_cells(document, block, first, widths), block.height)
        for first in range(0, len(block.cards), block.across)
    )
    add_rows(document, widths * block.across, rows, margin=_MARGIN, border=_CUT)


def _cells(document: Docx, block: Cards, first: int, widths: list[int]) -> Iterator[Any]:
    for place in range(first, first + block.across):
        card = block.cards[place] if place < len(block.cards) else None
        lines = _lines(card, widths[0]) if card else _nothing()
        if len(widths) == 1:
            yield cell(lines, widths[0])
        else:
            # One card in two cells, with no line between them to cut along.
            yield cell(lines, widths[0], without="right")
            scan = _scan(document, card) if card else _nothing()
            yield cell(scan, widths[1], without="left")


def _nothing() -> Iterator[Paragraph]:
    """What a place without a card says."""
    yield paragraph("", dress.CARD_LINE)


def _scan(document: Docx, card: Card) -> Iterator[Paragraph]:
    own = paragraph("", dress.CARD_UNDER)
    if card.scan:
        # A line of a fixed height would show no more of a picture than its lowest strip.
        own.paragraph_format.line_spacing = 1.0
        add_scan(document, own, card.scan, side=_SIDE)
    yield own
    for line in card.under:
        yield paragraph(line, dress.CARD_UNDER)
    if card.code:
        yield paragraph(card.code, dress.CARD_CODE)


def _lines(card: Card, width: int) -> Iterator[Paragraph]:
    for line in card.head:
        yield _head(line, width)
    yield _name(card.name, width)
    for line in card.lines:
        yield paragraph(line, dress.CARD_LINE)


def _head(line: str, width: int) -> Paragraph:
    """A line of the head as large as one line takes it whole, and no word of it broken."""
    head = paragraph(line, dress.CARD_HEAD)
    head.runs[0].font.size = Pt(_fitting(line, width, largest=_HEAD_SIZE))
    return head


def _name(name: str, width: int) -> Paragraph:
    """The name as large as one line takes it whole."""
    named = paragraph(_LABEL, dress.CARD_NAME)
    say(named, name)
    size = _fitting(name, width, largest=_LARGEST, beside=ems(_LABEL) * _LABEL_SIZE)
    for run, points in zip(named.runs, (_LABEL_SIZE, size), strict=False):
        run.font.size = Pt(points)
    return named


def _fitting(text: str, width: int, *, largest: int, beside: float = 0) -> int:
    """In how many points a text stands on one line of a cell, with so many taken `beside` it."""
    room = (width - 2 * _MARGIN) / Pt(1).twips - beside
    return max(_SMALLEST, min(largest, int(room / max(1, ems(text)))))
