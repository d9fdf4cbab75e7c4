"""Word files: the page, fonts and tables of an official document, and equal bytes every time."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace
from typing import Any, Final

import cv2
import docx
import numpy as np
import pytest
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from hypothesis import given
from hypothesis import strategies as st

from huanjie.paper.blocks import Heading, Paragraph, Picture, Signature, Table, column_widths, ems
from huanjie.paper.word import Document

AT: Final = datetime.datetime(2026, 6, 28, 20, 30, tzinfo=datetime.UTC)
VOTES: Final = Table(
    head=("姓名", "得票", "结果"),
    rows=(("赵明远", "1,041", "当选"), ("阿卜杜热依木·买买提", "19", "未当选")),
    right=frozenset({"得票"}),
    caption="主任（应选 1 名）得票",
)
CONTENT: Final = Document(
    title=("清水村村民委员会", "选举结果公告"),
    blocks=(
        Heading(says="一、选举有效"),
        Heading(says="第 1 轮", level=2),
        Paragraph(says="收回选票 60 张。", aside="（《办法》第二条）"),
        Paragraph(says="单位：清水村", form="fact"),
        VOTES,
        Paragraph(says="6668-7aad", form="code"),
        Signature(signers=("监票人（签字）",), lines=("清水村（盖章）", "二〇二六年六月二十八日")),
    ),
    author="清水村",
)


def small_jpeg() -> bytes:
    ok, raw = cv2.imencode(".jpg", np.full((40, 30, 3), 128, np.uint8))
    assert ok
    return raw.tobytes()


def opened(content: Document = CONTENT) -> Docx:
    return docx.Document(io.BytesIO(content.as_bytes(made_at=AT)))


def paragraph(says: str, document: Docx | None = None) -> DocxParagraph:
    found = [p for p in (document or opened()).paragraphs if says in p.text]
    assert len(found) == 1, says
    return found[0]


def fonts(paragraph: DocxParagraph) -> tuple[str, str, float]:
    """East Asian font, Latin font and points of a paragraph's style."""
    assert paragraph.style is not None
    own: Any = paragraph.style.element.rPr.rFonts
    size = paragraph.style.font.size
    return own.get(qn("w:eastAsia")), own.get(qn("w:ascii")), size.pt


def test_the_page_is_a4_with_the_margins_of_an_official_document() -> None:
    section = opened().sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(each.mm) for each in lengths if each] == [210, 297, 37, 35, 28, 26]


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("选举结果公告", ("方正小标宋简体", "Times New Roman", 22)),
        ("一、选举有效", ("黑体", "Times New Roman", 16)),
        ("第 1 轮", ("楷体_GB2312", "Times New Roman", 16)),
        ("收回选票", ("仿宋_GB2312", "Times New Roman", 16)),
        ("单位：", ("楷体_GB2312", "Times New Roman", 14)),
        ("6668-7aad", ("仿宋_GB2312", "Courier New", 14)),
    ],
)
def test_each_part_has_its_font(says: str, expected: tuple[str, str, float]) -> None:
    assert fonts(paragraph(says)) == expected


def test_no_style_in_use_keeps_a_theme_font_or_a_colour_of_the_template() -> None:
    document = opened()
    cells = [c.paragraphs[0] for row in document.tables[0].rows for c in row.cells]
    for each in (*document.paragraphs, *cells, *document.sections[0].footer.paragraphs):
        assert each.style is not None
        xml = each.style.element.xml
        assert "Theme=" not in xml.partition("<w:rPr>")[2], each.style.name
        assert "<w:color" not in xml, each.style.name
        assert "<w:pBdr" not in xml, each.style.name


def test_a_font_that_is_missing_has_a_stand_in() -> None:
    with zipfile.ZipFile(io.BytesIO(CONTENT.as_bytes(made_at=AT))) as parts:
        table = parts.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in table


def test_the_body_is_indented_by_two_characters_on_lines_of_28_points() -> None:
    style: Any = paragraph("收回选票").style
    assert style.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert style.paragraph_format.line_spacing.pt == 28
    assert style.element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert style.paragraph_format.first_line_indent.pt == 32


def test_the_article_of_a_sentence_is_set_apart_from_it() -> None:
    sentence, aside = paragraph("收回选票").runs
    assert (sentence.text, aside.text) == ("收回选票 60 张。", "（《办法》第二条）")
    properties: Any = aside._r.rPr
    assert properties.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_every_run_says_that_its_signs_are_chinese() -> None:
    for each in opened().paragraphs:
        for run in each.runs:
            properties: Any = run._r.rPr
            assert properties.rFonts.get(qn("w:hint")) == "eastAsia", run.text


def test_a_table_repeats_its_head_and_breaks_no_row() -> None:
    table = opened().tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(VOTES.head),
        *map(list, VOTES.rows),
    ]
    marks = [[child.tag for child in row._tr.trPr] for row in table.rows]
    assert marks[0] == [qn("w:cantSplit"), qn("w:tblHeader")]
    assert marks[1:] == [[qn("w:cantSplit")]] * 2
    assert table.style is not None
    assert table.style.name == "Table Grid"


def test_numbers_stand_to_the_right_under_their_head_and_nothing_else_does() -> None:
    for row in opened().tables[0].rows:
        aligned = [cell.paragraphs[0].alignment for cell in row.cells]
        assert aligned == [None, WD_ALIGN_PARAGRAPH.RIGHT, None]


def test_a_caption_stays_with_its_table() -> None:
    style: Any = paragraph("主任（应选 1 名）得票").style
    assert style.paragraph_format.keep_with_next


def test_a_signature_is_kept_whole_and_under_some_text() -> None:
    document = opened()
    for says in ("6668-7aad", "清水村（盖章）"):
        assert paragraph(says, document).paragraph_format.keep_with_next, says
    signer: Any = paragraph("监票人（签字）：", document).style
    assert signer.paragraph_format.keep_with_next
    assert document.paragraphs[-1].text == "二〇二六年六月二十八日"
    assert not document.paragraphs[-1].paragraph_format.keep_with_next


def test_every_page_has_its_number_in_the_foot() -> None:
    foot = opened().sections[0].footer.paragraphs[0]
    field: Any = foot._p.find(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"
    words = "".join(each.text or "" for each in foot._p.iter(qn("w:t")))
    assert words == "— 1 —"


def test_a_title_is_broken_between_its_parts_where_one_line_cannot_hold_them() -> None:
    short = replace(CONTENT, title=("村" * 14, "选举结果公告"))
    long = replace(CONTENT, title=("村" * 15, "选举结果公告"))
    assert opened(short).paragraphs[0].text == "村" * 14 + "选举结果公告"
    assert opened(long).paragraphs[0].text == "村" * 15 + "\n选举结果公告"


def test_a_document_that_ends_in_a_table_is_still_a_word_file() -> None:
    body: Any = opened(replace(CONTENT, blocks=(VOTES,))).element.body
    assert [child.tag for child in body][-2:] == [qn("w:p"), qn("w:sectPr")]


def test_a_sign_that_xml_cannot_carry_is_shown_as_lost() -> None:
    odd = Document(title=("公\x00告",), blocks=(Paragraph(says="张\x0b三\ud800"),), author="\x01")
    document = opened(odd)
    assert [each.text for each in document.paragraphs] == ["公�告", "张�三�"]


def test_markup_in_a_name_is_text() -> None:
    assert opened(replace(CONTENT, blocks=(Paragraph(says="<b>冯</b>&"),))).paragraphs[1].text == (
        "<b>冯</b>&"
    )


def test_equal_content_at_one_time_is_equal_bytes() -> None:
    elsewhere = AT.astimezone(datetime.timezone(datetime.timedelta(hours=8)))
    assert CONTENT.as_bytes(made_at=AT) == CONTENT.as_bytes(made_at=elsewhere)


def test_other_content_or_another_time_is_other_bytes() -> None:
    later = AT + datetime.timedelta(minutes=1)
    other = replace(CONTENT, author="")
    raws = {
        CONTENT.as_bytes(made_at=AT),
        CONTENT.as_bytes(made_at=later),
        other.as_bytes(made_at=AT),
    }
    assert len(raws) == 3


def test_the_file_says_when_it_was_made_and_nothing_of_the_template() -> None:
    raw = CONTENT.as_bytes(made_at=AT)
    core = docx.Document(io.BytesIO(raw)).core_properties
    naive = AT.replace(tzinfo=None)
    assert {each.replace(tzinfo=None) for each in (core.created, core.modified) if each} == {naive}
    assert (core.title, core.author) == ("清水村村民委员会选举结果公告", "清水村")
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2026, 6, 28, 20, 30, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name or "app.xml" in name]
        assert not [name for name in parts.namelist() if b"python-docx" in parts.read(name)]


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        CONTENT.as_bytes(made_at=AT.replace(tzinfo=None))


# How wide a column is

CELLS: Final = st.text("张三1,", max_size=12)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_columns_fill_the_page_and_break_no_cell_where_it_is_wide_enough(
    rows: list[tuple[str, str, str]],
) -> None:
    table = replace(VOTES, rows=tuple(rows))
    widths = column_widths(table, em=10, margin=4, room=400)
    columns = list(zip(table.head, *rows, strict=True))
    assert sum(widths) == pytest.approx(400)
    for width, column in zip(widths, columns, strict=True):
        assert width >= max(map(ems, column)) * 10 + 4


def test_on_a_narrow_page_the_widest_column_gives_way_alone() -> None:
    table = Table(head=("姓名", "说明"), rows=(("张三", "长" * 30),))
    assert column_widths(table, em=10, margin=0, room=100) == [20, 80]


def test_columns_are_equal_where_that_breaks_nothing() -> None:
    table = Table(head=("姓名", "得票"), rows=(("张" * 5, "1"),))
    assert column_widths(table, em=10, margin=0, room=100) == [50, 50]
    wider = Table(head=("姓名", "得票"), rows=(("张" * 6, "1"),))
    assert column_widths(wider, em=10, margin=0, room=100) == [70, 30]


def test_a_line_is_as_high_as_its_picture() -> None:
    """A fixed height, as text has it, would show the lowest strip of a face."""
    picture = Picture(raw=small_jpeg(), width=35)
    document = opened(Document(title=("竞职陈述",), blocks=(picture,)))
    own = next(each for each in document.paragraphs if each._p.findall(f".//{qn('w:drawing')}"))
    assert own.paragraph_format.line_spacing_rule is WD_LINE_SPACING.SINGLE


def test_whom_a_letter_is_to_stands_at_the_margin_in_the_letters_of_the_text() -> None:
    """主送机关，顶格 (GB/T 9704)."""
    letter = Document(title=("请示",), blocks=(Paragraph(says="罗阳镇党委：", form="address"),))
    to = paragraph("罗阳镇党委：", opened(letter))
    assert fonts(to) == ("仿宋_GB2312", "Times New Roman", 16)
    assert to.style
    assert to.style.element.pPr.ind.get(qn("w:firstLineChars")) == "0"
