"""A flow chart in a Word file (Word 里的流程图): cells with borders are the boxes, rows without
any hold the arrows.
"""

from __future__ import annotations

from typing import Final

from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from huanjie.paper import dress
from huanjie.paper.blocks import Flow, FlowBox
from huanjie.paper.word_cells import element
from huanjie.paper.word_table import mark_row
from huanjie.paper.word_text import say

_WIDTHS: Final = (Mm(50), Mm(106))
"""when, and what"""
_THIN, _HEAVY = 6, 18
"""eighths of a point"""


def add_flow(document: Docx, flow: Flow) -> None:
    """Every box a row: its days on the left, what is done on the right; an arrow under each."""
    table = document.add_table(2 * len(flow.boxes) - 1, len(_WIDTHS))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for row, box in zip(table.rows[::2], flow.boxes, strict=True):
        _box(row, box)
    for row in table.rows[1::2]:
        _arrow(row)


def _box(row: _Row, box: FlowBox) -> None:
    mark_row(row)
    when, what = row.cells
    _write(when, box.when, dress.SMALL, WD_ALIGN_PARAGRAPH.RIGHT)
    _write(what, box.says, dress.HEAD_CELL)
    for note in box.notes:
        say(dress.put_on(what.add_paragraph(), dress.SMALL), note)
    _border(what, _HEAVY if box.heavy else _THIN)
    for cell, width in zip(row.cells, _WIDTHS, strict=True):
        cell.width = width
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _arrow(row: _Row) -> None:
    mark_row(row)
    cell = row.cells[-1]
    paragraph = cell.paragraphs[0]
    dress.put_on(paragraph, dress.SMALL)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    say(paragraph, "↓")
    dress.put_on(row.cells[0].paragraphs[0], dress.SMALL)


def _write(cell: _Cell, says: str, style: str, align: WD_ALIGN_PARAGRAPH | None = None) -> None:
    paragraph = cell.paragraphs[0]
    dress.put_on(paragraph, style)
    paragraph.paragraph_format.space_before = Pt(3)
    if align is not None:
        paragraph.alignment = align
    say(paragraph, says)


def _border(cell: _Cell, eighths: int) -> None:
    line: dict[str, str | int] = {"w:val": "single", "w:sz": eighths, "w:color": "000000"}
    sides = (element(f"w:{side}", line) for side in ("top", "left", "bottom", "right"))
    cell._tc.get_or_add_tcPr().append(element("w:tcBorders", {}, sides))
