"""PDF files of papers (文书的 PDF): they say what the Word says, in the same order, on pages that
can be posted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
import pytest
from tests.paper.alike import bare, pages_say, pdf_says, word_says
from tests.paper.printed import fonts_in, words_in
from tests.paper.test_portrait import picture

from huanjie.door.fault import BadInput
from huanjie.paper import dress
from huanjie.paper.blocks import (
    Block,
    Contents,
    Fields,
    Heading,
    Names,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
    Title,
)
from huanjie.paper.fonts import Fonts
from huanjie.paper.pdf import pdf_of
from huanjie.paper.word import Document

AT = datetime(2026, 6, 28, 12, tzinfo=UTC)
SEAL = Signature(lines=("清水村村民选举委员会（盖章）", "二〇二六年六月一日"))
HEAD = ("姓名", "性别")
SIGNS = "#钟*一_鸣*$x$ @a <b> \\n `c` ~ -- ... \"q\" 'r' //w /*z*/ = - + [d] {e} https://a.cn #f()"
"""whatever a template would read as its own"""


def paper(*blocks: Block, leaf: dress.Leaf = dress.OFFICIAL) -> Document:
    return Document(title=("清水村", "公告"), blocks=blocks, author="清水村", leaf=leaf)


def made_of(document: Document) -> bytes:
    return pdf_of(document, made_at=AT)


def pages_of(document: Document) -> list[str]:
    return pages_say(made_of(document))


def people(many: int) -> Table:
    return Table(head=HEAD, rows=tuple((f"候选人{n}", "女") for n in range(many)))


@pytest.mark.parametrize(
    "blocks",
    [
        (Paragraph(says="现公布如下。", aside="（《某办法》第一条）"), SEAL),
        (Paragraph(says="李明：", form="address"), Paragraph(says="此复。"), SEAL),
        (Paragraph(says="一\n二\r\n三\t四"),),
        (Heading(says="依据"), Heading(says="小组", level=2), Paragraph(says="a1b2", form="code")),
        (people(1), SEAL),
        (replace(people(3), caption="得票", right=frozenset({"性别"}), whole=True), SEAL),
        (people(0), SEAL),
        (Names(names=()), Names(names=("李明",)), SEAL),
        (Names(names=tuple(f"村民{n} 男" for n in range(30))), SEAL),
        (Fields(rows=((("姓名", "李明"), ("性别", "")), (("职务", "主任"),))), SEAL),
        (Paragraph(says="", form="small"), Title(parts=("清水村", "附件")), PageBreak()),
        (Signature(signers=("监票人（签字）", "唱票人（签字）"), lines=("　　年　　月　　日",)),),
        (Paragraph(says=SIGNS), Names(names=(SIGNS,)), Table(head=HEAD, rows=((SIGNS, "$"),))),
        (Paragraph(says="喆堃玥翀昇珺祎赟 阿卜杜热合曼·吐尔逊 ＿＿ ㎡"),),
    ],
)
def test_a_pdf_says_what_the_word_says(blocks: tuple[Block, ...]) -> None:
    said = paper(*blocks)
    assert pdf_says(made_of(said)) == word_says(said.as_bytes(made_at=AT))


def test_a_cover_is_a_page_of_its_own_as_in_the_word() -> None:
    said = replace(paper(Paragraph(says="第一章")), cover=("选举日　6月28日", "编印　六月一日"))
    assert pages_of(said) == ["清水村公告选举日6月28日编印六月一日", "第一章"]
    assert pdf_says(made_of(said)) == word_says(said.as_bytes(made_at=AT))


def test_cells_that_are_one_are_said_once() -> None:
    rows = (("主任", "李明"), ("主任", "王芳"), ("委员", "陈晓"))
    said = paper(Table(head=("职务", "姓名"), rows=rows, joined=frozenset({"职务"})))
    assert sorted(pdf_says(made_of(said))) == sorted("清水村公告职务姓名主任李明王芳委员陈晓")


@pytest.mark.parametrize("many", range(10, 30, 2))
def test_rows_that_share_a_cell_are_on_one_page(many: int) -> None:
    rows = (*((f"职务{n}", "甲") for n in range(many)), *(("委员", f"人{n}") for n in range(4)))
    said = paper(Table(head=("职务", "姓名"), rows=rows, joined=frozenset({"职务"})), SEAL)
    last = pages_of(said)[-1]
    assert all(each in last for each in ("委员", "人0", "人3", "清水村村民选举委员会（盖章）"))


@pytest.mark.parametrize("filling", range(12, 22))
def test_nor_are_rows_parted_that_share_cells_of_two_columns(filling: int) -> None:
    shared = (("主任", "一组"), ("副主任", "二组"), ("委员", "三组"), ("委员", "三组"))
    rows = tuple((*each, f"人{n}") for n, each in enumerate((*shared, *[("委员", "四组")] * 2)))
    table = Table(head=("职务", "小组", "姓名"), rows=rows, joined=frozenset({"职务", "小组"}))
    pages = pages_of(paper(*[Paragraph(says="字")] * filling, table, SEAL))
    (page,) = (page for page in pages if "人2" in page)
    assert all(each in page for each in ("人3", "人4", "人5", "清水村村民选举委员会（盖章）"))


@pytest.mark.parametrize("many", [40, 100])
def test_the_head_of_a_table_stands_again_on_every_page(many: int) -> None:
    pages = pages_of(paper(people(many)))
    assert len(pages) > 1
    assert all(page.count("姓名性别") == 1 for page in pages)
    assert "".join(pages).replace("姓名性别", "").endswith(f"候选人{many - 1}女")


@pytest.mark.parametrize("many", range(16, 24))
def test_no_seal_stands_alone_under_a_table(many: int) -> None:
    last = pages_of(paper(people(many), SEAL))[-1]
    assert f"候选人{many - 2}女候选人{many - 1}女清水村村民选举委员会（盖章）" in last


@pytest.mark.parametrize("many", range(16, 24))
def test_no_seal_and_no_last_sentence_stands_alone(many: int) -> None:
    last = pages_of(paper(people(many), Paragraph(says="此复。"), SEAL))[-1]
    assert f"候选人{many - 1}女此复。清水村村民选举委员会（盖章）" in last


@pytest.mark.parametrize("many", range(60, 84, 3))
def test_no_seal_stands_alone_under_names(many: int) -> None:
    names = Names(names=tuple(f"长名字的村民{n:03} 男" for n in range(many)))
    last = pages_of(paper(names, SEAL))[-1]
    assert f"长名字的村民{many - 1:03}男清水村村民选举委员会（盖章）" in last
    assert last.count("长名字的村民") >= 2


@pytest.mark.parametrize("many", [5, 60])
def test_a_table_is_kept_whole_only_where_a_page_holds_it(many: int) -> None:
    filling = [Paragraph(says="字")] * 17
    pages = pages_of(paper(*filling, replace(people(many), whole=True)))
    assert ("候选人0女" in pages[0]) is (many == 60)
    assert "".join(pages).replace("姓名性别", "").count("候选人") == many


@pytest.mark.parametrize("last", [SEAL, Paragraph(says="此复。")])
def test_a_cell_that_no_page_holds_goes_on_upon_the_next(last: Block) -> None:
    rows = (("李明", "字" * 900), ("王芳", "女"))
    pages = pages_of(paper(Table(head=HEAD, rows=rows, shares=(0.7, 0.3)), last))
    assert len(pages) > 2
    assert "".join(pages).count("字") == 900


@pytest.mark.parametrize("filling", range(14, 20))
@pytest.mark.parametrize("many", [2, 3])
def test_a_table_of_two_or_three_rows_is_not_parted(filling: int, many: int) -> None:
    lines = [Paragraph(says="字")] * filling
    pages = pages_of(paper(*lines, people(many), Paragraph(says="字")))
    assert sum("候选人" in page for page in pages) == 1


def test_a_name_longer_than_a_line_is_printed_whole() -> None:
    name = "阿卜杜热合曼·吐尔逊江·" * 5
    assert name in pdf_says(made_of(paper(Names(names=(name, "李明")), SEAL)))


def test_a_heading_stands_with_two_lines_of_its_names() -> None:
    for filling in range(10, 20):
        lines = [Paragraph(says="字")] * filling
        names = Names(names=tuple(f"名字很长很长的村民{n:02}" for n in range(30)))
        pages = pages_of(paper(*lines, Heading(says="一组"), names))
        with_heading = next(page for page in pages if "一组" in page)
        assert with_heading.partition("一组")[2].count("村民") >= 4


def test_a_form_has_its_own_page_and_cards_no_number() -> None:
    lying = paper(Paragraph(says="字"), leaf=replace(dress.WIDE, numbered=False))
    assert bare(words_in(made_of(lying))) == "清水村公告字"
    assert bare(words_in(made_of(paper(Paragraph(says="字"))))) == "清水村公告字—1—"
    with pdfium.PdfDocument(made_of(lying)) as made:
        width, height = made[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (297, 210)


def test_a_page_is_a4() -> None:
    with pdfium.PdfDocument(made_of(paper(SEAL))) as made:
        assert [round(each / 72 * 25.4) for each in made[0].get_size()] == [210, 297]


def test_a_picture_is_drawn_as_wide_as_it_is_said_to_be() -> None:
    said = paper(Picture(raw=picture(70, 98), width=35))
    with pdfium.PdfDocument(made_of(said)) as made:
        images = list(made[0].get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_IMAGE]))
        left, _, right, _ = images[0].get_bounds()
    assert len(images) == 1
    assert round((right - left) / 72 * 25.4) == 35


def test_the_fonts_are_inside() -> None:
    inside = fonts_in(made_of(paper(Paragraph(says="李明 Li 1"))))
    assert inside
    assert all(inside.values())


def test_the_title_is_inside_and_equal_papers_are_equal_bytes() -> None:
    said = paper(Paragraph(says="字"))
    made = made_of(said)
    assert made == made_of(said)
    assert made != pdf_of(said, made_at=datetime(2026, 6, 29, tzinfo=UTC))
    with pdfium.PdfDocument(made) as opened:
        assert opened.get_metadata_value("Title") == "清水村公告"
        assert opened.get_metadata_value("CreationDate").startswith("D:20260628")


def test_a_moment_of_any_zone_and_with_parts_of_a_second_dates_the_file() -> None:
    said = paper(Paragraph(says="字"))
    there = datetime(2026, 6, 28, 20, 0, 0, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert pdf_of(said, made_at=there) == pdf_of(said, made_at=AT)


def test_a_paper_that_says_nobody_issued_it_is_made_all_the_same() -> None:
    assert "字" in words_in(
        pdf_of(Document(title=("公告",), blocks=(Paragraph(says="字"),)), made_at=AT)
    )


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(says="王\ue000"),
        Names(names=("王\ue000",)),
        Table(head=HEAD, rows=(("王\ue000", "女"),)),
        Signature(lines=("王\ue000",)),
    ],
)
def test_a_name_that_nothing_here_draws_refuses_the_file(block: Block) -> None:
    with pytest.raises(BadInput, match=r"没有字体能印出 “\ue000”（U\+E000），没有生成 PDF"):
        made_of(paper(block))


def test_a_machine_without_fonts_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fonts, "families", ())
    with pytest.raises(BadInput, match="没有能印文书的字体"):
        made_of(paper(SEAL))


def test_a_book_is_a_word_file_alone() -> None:
    with pytest.raises(ValueError, match="Contents is for Word files alone"):
        made_of(paper(Contents(chapters=("一",))))


def test_a_time_without_a_zone_is_no_time() -> None:
    with pytest.raises(ValueError, match="made_at has no time zone"):
        pdf_of(paper(SEAL), made_at=datetime(2026, 6, 28))  # noqa: DTZ001
