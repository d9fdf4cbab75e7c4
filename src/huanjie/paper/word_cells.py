"""Tables written as the file has them (直接写成的表格): for forms whose rows differ in their
columns, and for thousands of cards, where a cell asked for by its place is found by counting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from huanjie.paper import dress
from huanjie.paper.word_text import say


def element(
    name: str, attributes: Mapping[str, str | int] | None = None, children: Iterable[Any] = ()
) -> Any:
    """One element with its attributes and children."""
    made: Any = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), str(value))
    made.extend(list(children))
    return made


def paragraph(says: str, style: str) -> Paragraph:
    """A paragraph that stands nowhere yet."""
    return say_in(Paragraph(element("w:p"), None), says, style)  # type: ignore[arg-type]


def say_in(own: Paragraph, says: str, style: str) -> Paragraph:
    """Dress a paragraph and let it say something."""
    say(dress.put_on(own, style), says)
    return own


def cell(
    content: Iterable[Paragraph], width: int, *, span: int = 1, without: str | None = None
) -> Any:
    """A cell so many twips wide, over so many columns, without the line on one of its sides; its
    text stands in the middle.
    """
    properties = [element("w:tcW", {"w:w": width, "w:type": "dxa"})]
    if span > 1:
        properties.append(element("w:gridSpan", {"w:val": span}))
    if without:
        none = element(f"w:{without}", {"w:val": "nil"})
        properties.append(element("w:tcBorders", {}, [none]))
    properties.append(element("w:vAlign", {"w:val": "center"}))
    return element("w:tc", {}, [element("w:tcPr", {}, properties), *(each._p for each in content)])


def cell_margins(margin: int) -> Any:
    """So many twips between the text of a table's cells and the lines beside it."""
    wide: dict[str, str | int] = {"w:w": margin, "w:type": "dxa"}
    return element("w:tblCellMar", {}, (element(f"w:{side}", wide) for side in ("left", "right")))


def row(cells: Iterable[Any], height: float) -> Any:
    """A row so many millimetres high, or higher where that hides text; never broken across two
    pages.
    """
    high = element("w:trHeight", {"w:val": round(Mm(height).twips), "w:hRule": "atLeast"})
    return element("w:tr", {}, [element("w:trPr", {}, [element("w:cantSplit"), high]), *cells])


def add_rows(
    document: Docx,
    widths: Sequence[int],
    rows: Iterable[Any],
    *,
    margin: int,
    border: Mapping[str, str | int],
) -> None:
    """A table of columns so many twips wide, with room inside its cells and lines around them."""
    table = document.add_table(0, len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element("w:tblBorders", {}, (element(f"w:{side}", border) for side in sides))
    properties: Any = table._tbl.tblPr
    properties.insert_element_before(
        element("w:jc", {"w:val": "center"}), "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblLook"
    )
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(cell_margins(margin), "w:tblLook")
    for each in rows:
        table._tbl.append(each)
