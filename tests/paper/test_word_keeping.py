"""What stays on one page in a Word file (不分页): a seal stands under some of the text."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

import docx
import pytest
from docx.document import Document as Docx

from huanjie.paper.blocks import Block, Fields, Heading, Paragraph, Signature, Table
from huanjie.paper.word import Document
from huanjie.paper.word_keeping import kept_with_next

LINE = "字" * 28
LONG, SHORT = Paragraph(says=LINE * 2), Paragraph(says="此复。")
SEAL = Signature(lines=("清水村村民选举委员会（盖章）", "二〇二六年六月一日"))
SLIP = Signature(signers=("收件人（签字）",))
ROWS = Table(head=("姓名", "性别"), rows=(("陈晓", "女"), ("李明", "男"), ("王芳", "女")))


def written(*blocks: Block) -> Docx:
    at = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
    return docx.Document(io.BytesIO(Document(title=("批复",), blocks=blocks).as_bytes(made_at=at)))


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ((LONG, LONG, SEAL), {1}),
        ((LONG, Paragraph(says=LINE), SEAL), {1}),
        ((LONG, Paragraph(says=LINE[1:]), SEAL), {0, 1}),
        ((LONG, SHORT, SHORT, SEAL), {1, 2}),
        ((LONG, LONG, replace(LONG, form="small"), SEAL), {1, 2}),
        ((ROWS, SEAL), {0}),
        ((LONG, ROWS, SHORT, SEAL), {1, 2}),
        ((LONG, Heading(says="依据"), SHORT, SEAL), {1, 2}),
        ((LONG, Fields(rows=((("姓名", ""),),)), SEAL), {1}),
        ((LONG, SEAL, SHORT, SLIP), {0, 2}),
        ((SEAL,), set()),
        ((LONG, Paragraph(says="a1b2", form="code"), LONG), {0}),
        ((LONG, LONG), set()),
    ],
)
def test_two_lines_at_least_stand_above_a_seal(blocks: tuple[Block, ...], kept: set[int]) -> None:
    assert kept_with_next(blocks) == kept


def test_a_table_gives_the_seal_its_last_two_rows_and_no_more() -> None:
    rows = written(ROWS, SEAL).tables[0].rows[1:]
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
    assert kept == [False, True, True]


def test_a_table_that_no_seal_follows_keeps_its_last_row_with_nothing() -> None:
    last = written(ROWS, LONG).tables[0].rows[-1]
    assert not last.cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_the_last_sentence_stays_with_the_seal() -> None:
    text = {each.text: each for each in written(LONG, SHORT, SEAL).paragraphs}
    assert text[LONG.says].paragraph_format.keep_with_next
    assert text[SHORT.says].paragraph_format.keep_with_next


def many(rows: int) -> Table:
    return Table(head=("姓名", "性别"), rows=(("李明", "男"),) * rows)


@pytest.mark.parametrize(("rows", "inside"), [(12, False), (13, True)])
def test_a_long_table_holds_its_seal_in_a_last_row_without_lines(rows: int, inside: bool) -> None:
    slip = Signature(signers=("审查人（签字）",), lines=("清水村（盖章）",))
    file = written(many(rows), SHORT, slip, LONG)
    last = file.tables[0].rows[-1]
    assert len(file.tables[0].rows) == 1 + rows + inside
    assert ("清水村（盖章）" in last.cells[0].text) is inside
    assert ("此复。" in last.cells[0].text) is inside
    assert ("清水村（盖章）" in [each.text for each in file.paragraphs]) is not inside
    assert LONG.says in [each.text for each in file.paragraphs]


def test_the_row_of_the_seal_reaches_over_every_column_and_is_not_parted() -> None:
    row = written(many(13), SEAL).tables[0].rows[-1]
    assert len(dict.fromkeys(row.cells)) == 1
    assert "w:cantSplit" in row._tr.xml
    assert 'w:bottom w:val="nil"' in row._tr.xml
    above = written(many(13), SEAL).tables[0].rows[-2]
    assert above.cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_a_long_table_that_no_seal_follows_has_no_such_row() -> None:
    assert len(written(many(13), LONG).tables[0].rows) == 14


def test_a_file_that_ends_in_the_row_of_a_seal_ends_in_a_paragraph() -> None:
    assert written(many(13), SEAL).element.body[-2].tag.endswith("}p")
