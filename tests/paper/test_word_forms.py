"""Forms in Word files (填写栏、证、另页起的标题): boxes that fill the line, cards of one size."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any, Final

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as DocxTable
from tests.paper.polls import AT

from huanjie.paper import dress
from huanjie.paper.blocks import Block, Card, Cards, Fields, Table, Title
from huanjie.paper.word import Document

FIELDS: Final = Fields(
    rows=(
        (("职务", "主任"), ("应选名额", "1 名")),
        (("投票日", "2026年6月28日"),),
        (("收回选票", ""), ("有效票", ""), ("无效票", "")),
    )
)
MARKS: Final = Table(
    head=("姓名", "票", "5"),
    rows=(
        ("甲", "赞成", ""),
        ("甲", "反对", ""),
        ("乙", "赞成", ""),
        ("", "另", ""),
        ("", "另", ""),
    ),
    joined=frozenset({"姓名"}),
    tight=True,
)


def opened(*blocks: Block, leaf: dress.Leaf = dress.FORM) -> Docx:
    document = Document(title=("表",), blocks=blocks, leaf=leaf)
    return docx.Document(io.BytesIO(document.as_bytes(made_at=AT)))


def widths(table: DocxTable) -> list[list[int]]:
    """The cells of each row, in twips, as the file has them."""
    rows = (row._tr.findall(qn("w:tc")) for row in table.rows)
    return [[int(each.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for each in row] for row in rows]


def test_every_row_of_a_form_fills_the_line_whatever_its_boxes() -> None:
    rows = widths(opened(FIELDS).tables[0])
    assert [len(row) for row in rows] == [4, 2, 6]
    assert {sum(row) for row in rows} == {round(dress.FORM.room.twips)}


def test_the_columns_that_a_box_reaches_over_are_as_wide_as_it_says() -> None:
    table: Any = opened(FIELDS).tables[0]._tbl
    grid = [int(each.get(qn("w:w"))) for each in table.tblGrid.findall(qn("w:gridCol"))]
    for row in table.findall(qn("w:tr")):
        at = 0
        for cell in row.findall(qn("w:tc")):
            span = cell.tcPr.find(qn("w:gridSpan"))
            reach = int(span.get(qn("w:val"))) if span is not None else 1
            assert sum(grid[at : at + reach]) == int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w")))
            at += reach
        assert at == len(grid)


def test_the_first_labels_are_equally_wide() -> None:
    assert len({row[0] for row in widths(opened(FIELDS).tables[0])}) == 1


def test_a_form_is_kept_on_one_page() -> None:
    rows = opened(FIELDS).tables[0].rows
    kept = [bool(r.cells[0].paragraphs[0].paragraph_format.keep_with_next) for r in rows]
    assert kept == [True, True, False]


def test_equal_cells_of_a_joined_column_are_one_and_empty_ones_are_not() -> None:
    column = opened(MARKS).tables[0].columns[0].cells
    assert [each.text for each in column] == ["姓名", "甲", "甲", "乙", "", ""]
    assert column[1]._tc is column[2]._tc
    assert column[4]._tc is not column[5]._tc


def test_a_title_begins_a_new_page() -> None:
    document = opened(FIELDS, Title(parts=("清水村", "计票单")), FIELDS)
    titles = [p for p in document.paragraphs if p.text in ("表", "清水村计票单")]
    assert [bool(p.paragraph_format.page_break_before) for p in titles] == [False, True]


@pytest.mark.parametrize(("cards", "rows"), [(1, 1), (2, 1), (3, 2)])
def test_cards_stand_two_by_two_and_the_last_row_is_filled_up(cards: int, rows: int) -> None:
    card = Card(head=("证",), name="甲", lines=("一",))
    table = opened(Cards(caption="组", cards=(card,) * cards), leaf=dress.CARDS).tables[0]
    assert [len(row.cells) for row in table.rows] == [2] * rows
    assert sum("甲" in cell.text for row in table.rows for cell in row.cells) == cards


def test_a_lying_page_is_as_wide_as_a4_is_high() -> None:
    section = opened(FIELDS, leaf=dress.WIDE).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    sides = [section.page_width, section.page_height]
    assert [round(each / Mm(1)) for each in sides if each] == [297, 210]


def test_a_page_without_its_number_has_an_empty_foot() -> None:
    leaf = replace(dress.FORM, numbered=False)
    assert opened(FIELDS, leaf=leaf).sections[0].footer.paragraphs[0].text == ""
