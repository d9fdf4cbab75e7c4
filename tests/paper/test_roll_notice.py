"""The posted roll (名单公告): until when and to whom one objects, and where one asks about
oneself, in Word and in PDF alike.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pypdfium2 as pdfium
import zxingcpp
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from tests.paper.alike import pdf_says, word_says

from huanjie.law.citation import Citation
from huanjie.law.shelf import load
from huanjie.paper.blocks import Names
from huanjie.paper.nominee_papers import Occasion
from huanjie.paper.pdf import pdf_of
from huanjie.paper.posted_lists import PostedRoll, roll_notice

DAY = date(2026, 6, 28)
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
ASKED_AT = "https://huanjie.example/on-roll/330329001001/villagers-committee/"
PACK = load("villagers-committee", today=DAY)
HERE = Occasion(place="罗阳镇三联村", pack=PACK, polling_day=DAY)
CONVENTION = Citation(
    law="换届约定", article="名单异议", says="约定。", rank="convention", confidence="C"
)
ROLL = PostedRoll(
    list_name="选民名单",
    published_on=date(2026, 6, 1),
    registered=1,
    counted="登记参加选举的",
    members=None,
    parts=(("一组", Names(names=("钟一鸣",), beside=(" 男",))),),
    object_until=date(2026, 6, 8),
    objections=(CONVENTION,),
    look_up=ASKED_AT,
)


def test_it_names_the_day_and_whom_to_ask_and_no_convention_of_ours() -> None:
    said = word_says(roll_notice(HERE, ROLL).as_bytes(made_at=AT))
    assert "在2026年6月8日（周一）以前（包括当天）向罗阳镇三联村村民选举委员会提出。" in said
    assert "约定" not in said


def test_a_list_that_is_printed_after_the_last_day_invites_no_objection() -> None:
    paper = roll_notice(HERE, replace(ROLL, is_objectable=False))
    said = word_says(paper.as_bytes(made_at=AT))
    assert "提出。" not in said
    assert "对名单提出异议的期限是2026年6月8日（周一），已经过了。" in said


def test_in_a_collective_it_is_whoever_calls_the_meeting() -> None:
    pack = load("collective-organisation", today=DAY)
    said = word_says(roll_notice(replace(HERE, pack=pack), ROLL).as_bytes(made_at=AT))
    assert "向罗阳镇三联村农村集体经济组织理事会提出。" in said


def test_the_code_is_scanned_from_word_and_from_pdf() -> None:
    paper = roll_notice(HERE, ROLL)
    word, pdf = paper.as_bytes(made_at=AT), pdf_of(paper, made_at=AT)
    assert pdf_says(pdf) == word_says(word)
    with pdfium.PdfDocument(pdf) as pages:
        found = zxingcpp.read_barcodes(pages[0].render(scale=3).to_numpy())
    assert [each.text for each in found] == [ASKED_AT]
    (picture,) = (
        each
        for each in docx.Document(io.BytesIO(word)).paragraphs
        if each._p.findall(f".//{qn('w:drawing')}")
    )
    assert picture.paragraph_format.line_spacing_rule == WD_LINE_SPACING.SINGLE


def test_a_roll_that_nobody_asks_has_no_code() -> None:
    document = docx.Document(
        io.BytesIO(roll_notice(HERE, replace(ROLL, look_up="")).as_bytes(made_at=AT))
    )
    assert not document.inline_shapes
