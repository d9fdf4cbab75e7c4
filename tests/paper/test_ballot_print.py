"""Printed ballots (印选票): every character is there and whole, every sheet has its own code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp
from tests.paper.ballots import (
    CHAIR,
    DAY,
    LAW,
    MEMBER,
    NAMES,
    TIBETAN,
    UYGHUR,
    contest,
    election,
    the_form,
    wording,
)
from tests.paper.printed import (
    CODE,
    OWN_FONTS,
    PRESS,
    fonts_in,
    page_at,
    print_one,
    words_alone,
    words_in,
)

from huanjie.domain.ballotform import Area, PaperSize
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load
from huanjie.paper.ballot_code import CODE_BYTES, code_from, read_code
from huanjie.paper.ballot_drawing import Rule, Wording, spread
from huanjie.paper.ballot_measures import MEASURES
from huanjie.paper.ballot_pages import table_top
from huanjie.paper.ballot_print import Press, check_drawable, print_ballots
from huanjie.paper.ballot_words import seal_of
from huanjie.paper.fonts import Fonts
from huanjie.paper.scan.raster import Grey

needs_fonts = pytest.mark.skipif(
    not OWN_FONTS, reason="没有选票的字体 the fonts of ballots are not set up: ./run demo"
)
HARD_NAMES: Final = (
    "王一",
    "欧阳喆堃",
    "李玥",
    "翀昇",
    "珺祎赟",
    "诸葛",
    "扎西顿珠",
    "古丽米热·吐尔逊江",
    "古丽米热·吐尔逊江·阿卜杜热合曼·买买提艾力·阿不都热依木江",
)
TITLE: Final = "内蒙古自治区乌兰察布市察哈尔右翼后旗土牧尔台镇第十一届村民委员会换届选举选票"
WORDINGS: Final[dict[str, Wording]] = {
    "hard names": wording(election(contest(HARD_NAMES), title=TITLE)),
    "twenty": wording(election(contest(20))),
    "two posts": wording(election(CHAIR, MEMBER, single_ballot=True)),
    "Tibetan": wording(election(contest(HARD_NAMES)), TIBETAN),
    "Uyghur": wording(election(contest(NAMES[:12])), UYGHUR),
    "plain choice": wording(election(contest(20), style="choice")),
}
SIZES: Final[tuple[PaperSize, ...]] = ("A4", "A5")
every_wording = pytest.mark.parametrize("which", WORDINGS)
every_size = pytest.mark.parametrize("paper", SIZES)


@cache
def the_print(which: str, paper: PaperSize) -> bytes:
    return print_one(WORDINGS[which], paper).pdf


# Words


@needs_fonts
@every_size
@every_wording
def test_every_character_of_every_name_is_in_the_text_of_the_page(
    which: str, paper: PaperSize
) -> None:
    own, said = WORDINGS[which], words_in(the_print(which, paper))
    for each in own.election.contests:
        for person in each.candidates:
            assert "".join(spread(person).split()) in "".join(said.split())
    assert CODE in said.replace(" ", "")


@needs_fonts
@pytest.mark.parametrize("which", ["Tibetan", "Uyghur"])
def test_the_second_language_is_there_sign_by_sign(which: str) -> None:
    said, second = words_in(the_print(which, "A4")), WORDINGS[which].second
    assert second
    words = dict(second.words)
    words.pop("选")
    words.pop("符号", None)
    texts = (second.title, *second.instructions, *second.posts.values(), *words.values())
    for text in texts:
        assert set("".join(text.split())) <= set(said), text


@needs_fonts
@every_size
@every_wording
def test_every_font_is_in_the_file(which: str, paper: PaperSize) -> None:
    fonts = fonts_in(the_print(which, paper))
    assert fonts
    assert all(fonts.values()), fonts


def test_a_name_of_two_characters_is_set_as_wide_as_one_of_three() -> None:
    (two, *_) = contest(["王一"]).candidates
    (three, *_) = contest(["王小一"]).candidates
    (latin, *_) = contest(["Li"]).candidates
    assert (spread(two), spread(three), spread(latin)) == ("王　一", "王小一", "Li")


@needs_fonts
@every_size
def test_the_polling_day_and_the_place_of_the_seal_are_on_every_page(paper: PaperSize) -> None:
    names = [f"{name}{sign}" for sign in "甲乙" for name in NAMES]
    own = wording(election(contest(names)))
    with pdfium.PdfDocument(print_one(own, paper).pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) == 2
    for said in pages:
        assert "选举日期：2026年6月28日（周日）" in said.replace(" ", "")
        assert "（村民选举委员会印章）" in said


def test_where_no_committee_holds_the_election_the_seal_is_that_of_whoever_does() -> None:
    party = load("party-branch", on=DAY, today=DAY)
    assert seal_of(LAW) == "（村民选举委员会印章）"
    assert seal_of(party) == "（主持选举的机构印章）"


@needs_fonts
def test_several_pages_are_numbered_and_a_post_that_goes_on_says_so() -> None:
    names = [f"{name}{sign}" for sign in "甲乙" for name in NAMES]
    pdf = print_one(wording(election(contest(names)))).pdf
    said = words_in(pdf)
    assert "第 1 页，共 2 页" in said
    assert "第 2 页，共 2 页" in said
    assert said.count("（续）") == 1
    assert "页，共" not in words_in(the_print("twenty", "A4"))


# Ink

DPI: Final = 300


def strips(rules: list[Rule]) -> Iterator[Area]:
    """The sides of every cell and box, as wide as their lines and a hair more."""
    wide = 0.25
    for rule in rules:
        area = rule.area
        if rule.weight is not None:
            for y in (area.y, area.y + area.h):
                yield Area(x=area.x, y=y - wide, w=area.w, h=2 * wide)
            for x in (area.x, area.x + area.w):
                yield Area(x=x - wide, y=area.y, w=2 * wide, h=area.h)
        else:
            yield area.grown(3)


def cut(page: Grey, area: Area) -> Grey:
    scale = DPI / 25.4
    top, left = round(area.y * scale), round(area.x * scale)
    return page[
        max(0, top) : round((area.y + area.h) * scale),
        max(0, left) : round((area.x + area.w) * scale),
    ]


@needs_fonts
@every_size
@every_wording
def test_no_word_touches_a_line_of_its_cell_or_a_corner_mark(which: str, paper: PaperSize) -> None:
    pdf, lines = words_alone(WORDINGS[which], paper)
    for number, rules in enumerate(lines):
        page = page_at(pdf, DPI, number)
        touched = [strip for strip in strips(rules) if (cut(page, strip) < 160).any()]
        assert touched == []


@needs_fonts
@pytest.mark.parametrize(("which", "on_the_right"), [("Uyghur", True), ("Tibetan", False)])
def test_what_is_read_from_the_right_begins_there(which: str, on_the_right: bool) -> None:
    pdf, _ = words_alone(WORDINGS[which], "A4")
    below = table_top("A4", bilingual=True) - MEASURES["A4"].bilingual
    page = page_at(pdf, DPI)
    left, right = (
        bool((cut(page, Area(x=x, y=below, w=15, h=MEASURES["A4"].bilingual - 2)) < 128).any())
        for x in (9, 186)
    )
    assert (left, right) == (not on_the_right, on_the_right)


# Characters that no font draws

NOWHERE: Final = "\U000f0001"
"""A private character, which no font of these has."""


def test_a_machine_without_a_font_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fonts, "families", ())
    with pytest.raises(BadInput, match="没有能印选票的字体") as caught:
        check_drawable(["王芳"], Press())
    assert "fonts-noto-cjk" in caught.value.remedy


def test_a_character_that_no_font_draws_refuses_the_print_and_is_named() -> None:
    with pytest.raises(BadInput) as caught:
        print_one(wording(election(contest(["王一", f"李{NOWHERE}"]))))
    assert f"“{NOWHERE}”（U+F0001）" in caught.value.says
    assert "U+F0001.svg" in caught.value.remedy
    assert "--fonts" in caught.value.remedy


def test_a_character_of_the_title_or_of_the_second_language_is_no_exception() -> None:
    with pytest.raises(BadInput):
        print_one(wording(election(MEMBER, title=f"选票{NOWHERE}")))
    with pytest.raises(BadInput):
        print_one(
            wording(election(MEMBER), TIBETAN.__class__(title=NOWHERE, words={}, instructions=()))
        )


SQUARE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10h-10z"/></svg>'
)


@needs_fonts
def test_with_a_picture_of_the_character_it_prints_where_it_belongs() -> None:
    own = election(contest([f"{NOWHERE}小{NOWHERE}"]))
    pdf = print_one(wording(own), press=Press(glyphs={NOWHERE: SQUARE})).pdf
    row = next(the_form(own).boxes()).cell
    name = cut(page_at(pdf, DPI), Area(x=22, y=row.y + 1, w=row.x - 24, h=row.h - 2))
    columns = np.flatnonzero((name < 128).any(axis=0))
    left, right = (name[:, columns[n]] < 128 for n in (2, -3))
    assert 4 < left.sum() / DPI * 25.4 < 7
    assert left.sum() == right.sum()
    assert "小" in words_in(pdf)


def test_a_folder_of_fonts_that_is_given_is_looked_through(tmp_path: Path) -> None:
    assert Fonts(more=tmp_path).families == Fonts().families
    assert Fonts(more=tmp_path / "nowhere").folders == Fonts().folders


# Codes


@pytest.fixture(scope="module")
def three_hundred(thorough: bool) -> tuple[list[str], bytes]:
    """So many sheets of one form; in the quick tier fewer."""
    codes = [code_from(n.to_bytes(CODE_BYTES)) for n in range(1, 301 if thorough else 13)]
    return codes, print_ballots(WORDINGS["twenty"], [codes], paper="A5", press=PRESS).pdf


@needs_fonts
def test_every_sheet_has_its_own_code_and_a_reader_of_others_reads_it(
    three_hundred: tuple[list[str], bytes],
) -> None:
    codes, pdf = three_hundred
    read = []
    with pdfium.PdfDocument(pdf) as document:
        assert len(document) == len(codes)
        for number in range(len(codes)):
            (found,) = zxingcpp.read_barcodes(page_at(pdf, 150, number))
            read.append(found.text)
    forms = {said.split(":")[1] for said in read}
    assert len(forms) == 1
    assert [said.split(":")[3] for said in read] == codes
    assert len(set(read)) == len(codes)


@needs_fonts
def test_both_pages_of_a_ballot_carry_its_code_and_their_own_number() -> None:
    pdf = print_one(wording(election(contest(20, lines=20))), "A5").pdf
    read = [read_code(zxingcpp.read_barcodes(page_at(pdf, 200, n))[0].text) for n in (0, 1)]
    assert [(each.part, each.code) for each in read if each] == [(1, CODE), (2, CODE)]


def test_random_bytes_become_sixteen_signs_that_nobody_misreads() -> None:
    assert code_from(bytes(CODE_BYTES)) == "0" * 16
    assert code_from(b"\xff" * CODE_BYTES) == "Z" * 16
    assert code_from(b"\x00" * 9 + b"\x21") == "0" * 14 + "11"
    codes = {code_from(bytes([n, m, *[0] * 8])) for n in range(256) for m in range(0, 256, 17)}
    assert len(codes) == 256 * 16
    assert not set("ILOU") & set("".join(codes))


@pytest.mark.parametrize(
    "said",
    [
        "",
        "https://example.org",
        f"HJ:0123456789:0:{CODE}",
        f"HJ:0123456789:1:{CODE[:-1]}",
        f"HJ:0123456789:1:{CODE}A",
        f"HJ:01234567:1:{CODE}",
        f"HJ:0123456789:1:{CODE[:-1]}O",
        f"hj:0123456789:1:{CODE}",
        f"HJ:0123456789:1:{CODE}\n",
    ],
)
def test_what_another_code_says_is_no_ballot(said: str) -> None:
    assert read_code(said) is None
    assert read_code(f"HJ:0123456789:1:{CODE}") is not None
