"""Pages read and rulings (读出的一页、疑票的认定): what is written reads as it was."""

from __future__ import annotations

import pytest

from huanjie.domain.adjudication import Illegible, Marked, NotAPaper, Ruling, SamePaper
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.scanned import Doubt, InkedBox, PageRead
from huanjie.domain.tally import Paper
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import loads, pretty
from huanjie.exchange.pageread import page_read_as_json, read_page_read
from huanjie.exchange.rulings import read_ruling, ruling_as_json

CHAIR, ZHAO = Post("chair"), PersonId("p1")
READ = PageRead(
    file="一组/扫描 1.jpg",
    page=2,
    form="f1",
    code="K7M2PX",
    part=2,
    marks={CHAIR: {ZHAO: "oppose"}},
    doubts=(Doubt(kind="unsure-mark"), Doubt(kind="page-missing", says="第 1 页")),
    boxes=(
        InkedBox(contest=CHAIR, candidate=ZHAO, mark="approve", fill=0.0625),
        InkedBox(contest=CHAIR, candidate=None, mark=None, fill=0.0),
    ),
    ink=(2**200, 0, 7),
)
RULINGS: tuple[Ruling, ...] = (
    Marked(contests={CHAIR: Paper(marks={ZHAO: "abstain"}, write_ins=("张三",))}),
    NotAPaper(),
    SamePaper(picture=("a.pdf", 3)),
    Illegible(),
)


def test_a_page_reads_as_it_was_written_under_whatever_code_it_is_given() -> None:
    document = loads(pretty(page_read_as_json(READ)))
    assert read_page_read(Cursor(document), code="K7M2PX") == READ


def test_the_code_on_the_paper_is_never_written() -> None:
    assert "K7M2PX" not in pretty(page_read_as_json(READ))


@pytest.mark.parametrize(
    ("key", "value"),
    [("part", 0), ("ink", "7 z"), ("ink", [7]), ("doubts", [{"kind": "?", "says": ""}])],
)
def test_a_page_that_cannot_be_is_refused(key: str, value: object) -> None:
    with pytest.raises(BadInput):
        read_page_read(Cursor(page_read_as_json(READ) | {key: value}))


@pytest.mark.parametrize("ruling", RULINGS)
def test_a_ruling_reads_as_it_was_written(ruling: Ruling) -> None:
    assert read_ruling(Cursor(loads(pretty(ruling_as_json(ruling))))) == ruling


@pytest.mark.parametrize(
    "document",
    [{"kind": "guess"}, {"kind": "illegible", "contests": {}}, {"kind": "marked"}],
)
def test_a_ruling_that_cannot_be_is_refused(document: object) -> None:
    with pytest.raises(BadInput):
        read_ruling(Cursor(document))
