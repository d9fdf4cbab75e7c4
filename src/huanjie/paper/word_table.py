"""A table in a Word file (Word 里的表格): its head on every page, no row broken across two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row

from huanjie.paper import dress
from huanjie.paper.blocks import Table, column_widths
from huanjie.paper.word_cells import cell_margins, element
from huanjie.paper.word_text import say

CELL_MARGIN: Final = Pt(7)
"""between a cell's text and its sides"""
_BESIDE: Final = ("left", "right")
_NARROW_MARGIN: Final = Pt(3)
"""beside a sign that stands in the middle of a narrow column"""


def add_table(document: Docx, block: Table, leaf: dress.Leaf) -> None:
    """The caption, the head and every row."""
    if block.caption:
        say(dress.put_on(document.add_paragraph(), dress.CAPTION), block.caption)
    margin = margin_of(block)
    table = laid_out(document, 1 + len(block.rows), widths_of(block, leaf), margin)
    together = _together(block)
    for number, (row, texts) in enumerate(zip(table.rows, (block.head, *block.rows), strict=True)):
        mark_row(row, repeated=number == 0, height=block.height)
        cells = list(row.cells)
        for place, text in enumerate(texts):
            _fill(cells[place], text, block, place, is_head=number == 0)
            if number in together:
                cells[place].paragraphs[0].paragraph_format.keep_with_next = True
    for head in block.joined:
        _join(table, block, block.head.index(head))


def laid_out(document: Docx, rows: int, widths: Sequence[float], margin: int) -> DocxTable:
    """An empty table whose columns are so wide."""
    table: DocxTable = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    own: Any = table._tbl.tblPr
    margins = cell_margins(Pt(margin / Pt(1)).twips)
    own.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = int(width)
    return table


def mark_row(row: _Row, *, repeated: bool = False, height: float = 0) -> None:
    """No row is broken across pages; the head stands again on each of them."""
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(("w:tblHeader",) if repeated else ())):
        properties.append(element(name))
    if height:
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST


def write(cell: _Cell, text: str, style: str, align: WD_ALIGN_PARAGRAPH | None = None) -> None:
    """A text in the middle of a cell's height."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    dress.put_on(paragraph, style)
    if align is not None:
        paragraph.alignment = align
    say(paragraph, text)


def _together(block: Table) -> set[int]:
    """The rows that stay with the next one: never the last row alone on a page, nor one of those
    that share a cell.
    """
    last_but_one = len(block.rows) - 1
    kept = {last_but_one, *(range(last_but_one) if block.whole else ())}
    for head in block.joined:
        place = block.head.index(head)
        kept |= {
            number
            for number, (row, following) in enumerate(
                zip(block.rows, block.rows[1:], strict=False), 1
            )
            if row[place] and row[place] == following[place]
        }
    return kept


def foot_of(table: DocxTable) -> _Cell:
    """A last row without lines, over all columns, for what is never parted from the rows above it:
    some programs keep a table of several pages with nothing that follows it.
    """
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    mark_row(row)
    cell: _Cell = row.cells[0].merge(row.cells[-1])
    none: dict[str, str | int] = {"w:val": "nil"}
    borders = (element(f"w:{side}", none) for side in ("left", "bottom", "right"))
    properties = cell._tc.get_or_add_tcPr()
    properties.append(element("w:tcBorders", {}, borders))
    cell._tc.remove(cell.paragraphs[0]._p)
    wide: dict[str, str | int] = {"w:w": 0, "w:type": "dxa"}
    properties.append(element("w:tcMar", {}, (element(f"w:{side}", wide) for side in _BESIDE)))
    return cell


def margin_of(block: Table) -> Pt:
    """The room between the text of a table's cells and the lines beside it."""
    return _NARROW_MARGIN if block.tight else CELL_MARGIN


def widths_of(block: Table, leaf: dress.Leaf) -> list[float]:
    """How wide each column is, in the unit of a page's room (列宽)."""
    room = leaf.room
    if block.shares:
        return [share * room for share in block.shares]
    margin = 2 * margin_of(block)
    return column_widths(block, em=Pt(dress.TABLE_SIZE), margin=margin, room=room)


def _fill(cell: _Cell, text: str, block: Table, place: int, *, is_head: bool) -> None:
    head, align = block.head[place], None
    if head in block.right:
        align = WD_ALIGN_PARAGRAPH.RIGHT
    elif head in block.centre:
        align = WD_ALIGN_PARAGRAPH.CENTER
    write(cell, text, style_of(block, is_head=is_head), align)


def style_of(block: Table, *, is_head: bool) -> str:
    """How a table's cells are dressed."""
    if is_head:
        return dress.TIGHT_HEAD if block.tight else dress.HEAD_CELL
    return dress.SMALL if block.dense or block.tight else dress.CELL


def _join(table: DocxTable, block: Table, place: int) -> None:
    """Make one cell of those below one another that say the same."""
    cells = table.columns[place].cells
    for first, last in runs_of([row[place] for row in block.rows]):
        for number in range(first, last + 1):
            merge = element("w:vMerge", {"w:val": "restart"} if number == first else None)
            cell = cells[1 + number]
            cell._tc.get_or_add_tcPr().insert_element_before(
                merge, "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:vAlign"
            )
            if number != first:
                for run in cell.paragraphs[0].runs:
                    run._r.getparent().remove(run._r)


def runs_of(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the same text stands more than once on end: its first place and its last."""
    first = 0
    for number in range(1, len(texts) + 1):
        if number == len(texts) or texts[number] != texts[first]:
            if number - 1 > first and texts[first]:
                yield first, number - 1
            first = number
