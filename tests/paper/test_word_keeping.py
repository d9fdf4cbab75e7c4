"""What stays on one page in a Word file (不分页): a seal stands under some of the text."""

from __future__ import annotations

import datetime
import io

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
