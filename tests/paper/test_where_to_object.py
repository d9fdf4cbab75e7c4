"""Where an objection is taken (受理地点、联系电话): a line each to write on, on every paper that
asks for objections and while it still does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pytest
from tests.paper.alike import pdf_says, word_says
from tests.paper.test_roll_notice import AT, HERE, ROLL

from huanjie.paper.notice_papers import Hung, notice_paper
from huanjie.paper.pdf import pdf_of
from huanjie.paper.poll_day import BLANK
from huanjie.paper.posted_lists import roll_notice
from huanjie.paper.word import Document

PLACE, TELEPHONE = f"受理地点：{BLANK * 2}", f"联系电话：{BLANK}"
HUNG = Hung(
    posted_on=date(2026, 6, 1),
    last_day=date(2026, 6, 8),
    days=5,
    grounds=(),
    ordered_by="按姓氏笔画为序",
    answer_days=3,
    posts=(("主任", (("钟一鸣", "男", "1980年2月"),)),),
)


def of_roll(*, is_open: bool) -> Document:
    return roll_notice(HERE, replace(ROLL, is_objectable=is_open))


def of_nominees(*, is_open: bool) -> Document:
    return notice_paper(HERE, replace(HUNG, is_objectable=is_open))


papers = pytest.mark.parametrize("paper", [of_roll, of_nominees])


@papers
def test_the_lines_follow_whom_to_object_to(paper: Callable[..., Document]) -> None:
    said = word_says(paper(is_open=True).as_bytes(made_at=AT))
    assert said.count(PLACE) == said.count(TELEPHONE) == 1
    assert said.index("村民选举委员会提出") < said.index(PLACE) < said.index(TELEPHONE)
    assert pdf_says(pdf_of(paper(is_open=True), made_at=AT)) == said


@papers
def test_once_the_last_day_is_over_nobody_is_told_where(paper: Callable[..., Document]) -> None:
    said = word_says(paper(is_open=False).as_bytes(made_at=AT))
    assert "受理地点" not in said
    assert "联系电话" not in said


@papers
def test_each_is_one_line_of_the_paper(paper: Callable[..., Document]) -> None:
    with pdfium.PdfDocument(pdf_of(paper(is_open=True), made_at=AT)) as pages:
        lines = pages[0].get_textpage().get_text_bounded().splitlines()
    assert [each.strip() for each in lines if "＿" in each] == [PLACE, TELEPHONE]


def test_a_roll_that_nobody_may_object_to_names_no_place() -> None:
    paper = roll_notice(HERE, replace(ROLL, object_until=None))
    assert "受理地点" not in word_says(paper.as_bytes(made_at=AT))


def test_a_draft_of_the_notice_has_the_lines_of_the_notice() -> None:
    said = word_says(notice_paper(HERE, HUNG, is_draft=True).as_bytes(made_at=AT))
    assert PLACE in said
