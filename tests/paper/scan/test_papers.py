"""Papers as they are fed (送来的选票): however they lie they are read; what is wrong is said."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import cv2
import numpy as np
import pytest
from tests.paper.scan.sheets import (
    DENSITY,
    POST,
    Sheet,
    kinds,
    known,
    read,
    says,
    sheet,
)

from huanjie.domain.ballotform import Area, PaperSize
from huanjie.domain.scanned import Doubt, DoubtKind, join_pages
from huanjie.paper.ballot_drawing import code_area
from huanjie.paper.ballot_measures import MEASURES
from huanjie.paper.drill import strokes, wear
from huanjie.paper.scan.raster import Grey

OTHER_CODE: Final = "2222333344445555"


def marked(paper: PaperSize = "A4") -> Sheet:
    return (
        sheet(paper=paper).mark(0).mark(1, "oppose", hand="tick").mark(2, "abstain", hand="cross")
    )


def on_a_table(picture: Grey, height: int, width: int, *, grey: int) -> Grey:
    """A picture in the middle of a larger one."""
    table = np.full((height, width), grey, np.uint8)
    top, left = (height - picture.shape[0]) // 2, (width - picture.shape[1]) // 3
    table[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return table


# However it lies

LYING: Final[dict[str, Callable[[Grey], Grey]]] = {
    "upright": lambda page: page,
    "a quarter turned": lambda page: np.ascontiguousarray(np.rot90(page)),
    "upside down": lambda page: np.ascontiguousarray(np.rot90(page, 2)),
    "three quarters turned": lambda page: np.ascontiguousarray(np.rot90(page, 3)),
    "aslant": lambda page: wear._turned(page, 2.5, random.Random(1), paper=250),
    "a black border": lambda page: np.pad(page[:, 60:], ((0, 0), (60, 0)), constant_values=12),
    "a black border below": lambda page: np.pad(page[:-30], ((0, 30), (0, 0)), constant_values=12),
    "on a larger glass": lambda page: on_a_table(page, 2900, 2100, grey=255),
    "on a dark table": lambda page: on_a_table(page, 2900, 2100, grey=70),
    "grey paper": lambda page: (page * 0.75).astype(np.uint8),
    "a recycled sheet": lambda page: np.clip(page, 40, 205),
}


@pytest.mark.parametrize("way", LYING)
@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_however_a_sheet_lies_it_is_read(way: str, paper: PaperSize) -> None:
    own = marked(paper=paper)
    page = read(LYING[way](own.at(200)))
    assert (says(page), page.marks) == ("", {POST: own.marks})


def test_a_small_sheet_on_the_glass_of_a_large_one_is_a_small_sheet() -> None:
    own = marked(paper="A5")
    page = read(on_a_table(own.at(200), 2339, 1654, grey=255))
    assert (page.form, says(page)) == (own.form.key, "")
    assert page.marks == {POST: own.marks}


def folded(own: Sheet) -> Sheet:
    wear._fold(own.picture, random.Random(4))
    return own


def test_a_crease_is_nobodys_mark() -> None:
    own = folded(marked())
    page = read(own.at(200))
    assert (says(page), page.marks) == ("", {POST: own.marks})


@pytest.mark.parametrize("where", ["through boxes", "between columns", "through the names"])
def test_a_streak_of_the_glass_makes_no_mark_and_takes_none(where: str) -> None:
    own = marked()
    box = own.box(0).area
    x = {"through boxes": box.x + 4, "between columns": box.x - 4, "through the names": 60}[where]
    own.fill(Area(x=x, y=0, w=0.25, h=297), 110)
    page = read(own.at(200))
    assert page.doubts or page.marks == {POST: own.marks}
    assert set(page.marks.get(POST, {}).items()) <= set(own.marks.items())


def test_dust_is_nobodys_mark() -> None:
    own = marked()
    chance = random.Random(3)
    for _ in range(60):
        x, y = chance.uniform(10, 200), chance.uniform(60, 280)
        own.fill(Area(x=x, y=y, w=0.35, h=0.35), 40)
    page = read(own.at(200))
    assert (says(page), page.marks) == ("", {POST: own.marks})


def sealed(own: Sheet, aside: tuple[float, float]) -> Sheet:
    """The committee's seal, wet and as large as may be: red is a dark grey to a scanner."""
    place, red = MEASURES[own.form.paper].seal, 85
    x, y = place.x + place.w / 2 + aside[0], place.y + place.h / 2 + aside[1]
    middle = (round(x * DENSITY), round(y * DENSITY))
    cv2.circle(own.picture, middle, round(20.4 * DENSITY), red, round(1.2 * DENSITY))
    cv2.circle(own.picture, middle, round(6 * DENSITY), red, -1)
    for turn in range(0, 360, 30):
        angle = np.deg2rad(turn)
        at = (x + 15 * np.cos(angle), y + 15 * np.sin(angle))
        cv2.circle(own.picture, (round(at[0] * DENSITY), round(at[1] * DENSITY)), 24, red, 8)
    return own


@pytest.mark.parametrize("aside", [(0, 0), (2, 0), (-2, 0), (0, 2), (0, -2)])
@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_a_seal_at_its_place_hides_nothing_and_is_nobodys_mark(
    paper: PaperSize, aside: tuple[float, float]
) -> None:
    own = sealed(sheet(paper=paper).mark(0).mark(7, "oppose"), aside)
    page = read(own.at(200))
    assert (page.doubts, page.marks) == ((), {POST: own.marks})


def test_a_seal_on_the_table_is_for_a_person() -> None:
    own = sealed(sheet(paper="A4").mark(0), (130, 70))
    assert read(own.at(200)).doubts


def test_an_empty_ballot_has_no_mark_and_no_doubt() -> None:
    page = read(sheet().at(200))
    assert (page.doubts, page.marks) == ((), {})


def test_two_posts_on_one_paper_are_kept_apart() -> None:
    own = sheet("two posts").mark(0).mark(2, "oppose").mark(4)
    page = read(own.at(200), "two posts")
    assert page.doubts == ()
    assert {post: len(marks) for post, marks in page.marks.items()} == {"chair": 1, "member": 2}


# Ballots of several pages, and of nobody


def test_both_pages_of_a_ballot_are_read_as_its_pages() -> None:
    first = sheet("two pages", paper="A5").mark(0)
    second = sheet("two pages", paper="A5", page=1)
    pages = [
        replace(read(each.at(200), "two pages"), page=n) for n, each in enumerate((first, second))
    ]
    assert [(page.part, says(page)) for page in pages] == [(1, ""), (2, "")]
    joined = join_pages(pages, [first.form])
    assert [paper.contests[POST].marks for paper in joined.papers] == [first.marks]
    assert joined.doubtful == ()


def test_a_paper_on_which_everybody_is_written_in_is_read_while_it_is_empty() -> None:
    """海选: a form without a single box stopped the whole batch once."""
    page = read(sheet("nobody").at(200), "nobody")
    assert (page.doubts, page.marks) == ((), {})


def test_and_a_name_on_it_is_for_a_person() -> None:
    own = sheet("nobody")
    page = read(own.write(own.form.pages[0].write_in[0].area).at(200), "nobody")
    assert kinds(page) == {"write-in"}


# The same paper twice


@pytest.mark.parametrize("hand", strokes.MARKS)
def test_two_pictures_of_one_paper_are_one_and_two_hands_are_two(hand: str) -> None:
    """But for a filled box: one black square is like another."""
    one, other = (
        sheet(seed=seed).mark(1, hand=hand).mark(4, "oppose", hand=hand) for seed in (1, 2)
    )
    again = wear.clean(one.at(300), random.Random(5)).picture
    pages = [
        replace(read(each), page=n) for n, each in enumerate((one.at(150), again, other.at(200)))
    ]
    forms = [one.form]
    assert len(join_pages(pages[:2], forms).papers) == 1
    twice = join_pages([pages[0], pages[2]], forms)
    assert len(twice.papers) == (1 if hand == "filled" else 0)


# What is wrong with a paper, and what is said


def covered(own: Sheet, corners: list[tuple[float, float]], grey: int) -> Sheet:
    points = np.round(np.array(corners) * DENSITY).astype(np.int32)
    strokes.cover(own.picture, points, grey=grey)
    return own


def torn(own: Sheet) -> Sheet:
    return covered(own, [(0, 0), (26, 0), (0, 26)], 250)


def blotted(own: Sheet) -> Sheet:
    area = code_area(own.form.paper)
    return own.fill(Area(x=area.x + 2, y=area.y + 2, w=13, h=13), 40)


def scribbled(own: Sheet) -> Sheet:
    return own.draw(*strokes.scribbled_out(own.box(4).area, own.chance))


def crossed_out(own: Sheet) -> Sheet:
    y = own.box(3).cell.y + own.box(3).cell.h / 2
    return own.draw([(24, y - 1), (60, y + 1), (80, y - 1)])


def signed(own: Sheet) -> Sheet:
    return own.write(Area(x=20, y=266, w=60, h=9))


def written_in(own: Sheet) -> Sheet:
    return own.write(own.form.pages[0].write_in[1].area)


WRONG: Final[dict[str, tuple[Callable[[], Grey], DoubtKind, str]]] = {
    "another unit's": (
        lambda: sheet("another unit").mark(0).at(200),
        "other-election",
        "是另一次选举或者另一种选票",
    ),
    "another day's": (
        lambda: sheet("another day").mark(0).at(200),
        "other-election",
        "是另一次选举或者另一种选票",
    ),
    "the upper half": (lambda: marked().at(200)[:1200], "damaged", "四角的黑块不全"),
    "the lower half": (
        lambda: marked().at(200)[1200:],
        "no-code",
        "没有这次选举的选票编号",
    ),
    "two sheets": (
        lambda: np.hstack([marked().at(150), sheet(code=OTHER_CODE).at(150)]),
        "two-sheets",
        "一幅图像里有两张选票",
    ),
    "an empty back": (
        lambda: np.full((2339, 1654), 250, np.uint8),
        "no-code",
        "没有这次选举的选票编号",
    ),
    "a black picture": (
        lambda: np.full((2339, 1654), 5, np.uint8),
        "no-code",
        "没有这次选举的选票编号",
    ),
    "a blot on the code": (lambda: blotted(marked()).at(200), "no-code", "没有这次选举"),
    "a corner torn off": (lambda: torn(marked()).at(200), "damaged", "四角的黑块不全"),
    "the table covered": (
        lambda: marked().fill(Area(x=0, y=55, w=210, h=225), 250).at(200),
        "damaged",
        "看不清表格",
    ),
    "a signature": (lambda: signed(marked()).at(200), "stray-ink", "方框以外有字迹"),
    "a name crossed out": (lambda: crossed_out(marked()).at(200), "stray-ink", "方框以外有字迹"),
    "a write-in": (lambda: written_in(marked()).at(200), "write-in", "另选他人栏有字迹"),
    "two marks": (
        lambda: marked().mark(0, "abstain").at(200),
        "two-marks",
        "对一个人有两种标记：第 1 号",
    ),
    "scribbled out": (lambda: scribbled(marked()).at(200), "unsure-mark", "第 5 号"),
    "out of focus": (
        lambda: cv2.GaussianBlur(marked().at(200), (0, 0), 14),
        "no-code",
        "没有这次选举的选票编号",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_in_one_sentence(what: str) -> None:
    picture, kind, words = WRONG[what]
    page = read(np.ascontiguousarray(picture()))
    assert kinds(page) == {kind}
    assert words in says(page)
    assert len(says(page)) < 60


@pytest.mark.parametrize("what", ["a signature", "a write-in", "two marks", "scribbled out"])
def test_marks_that_a_doubt_does_not_touch_are_kept_for_whoever_decides(what: str) -> None:
    page = read(WRONG[what][0]())
    assert page.code is not None
    sure = {str(person): mark for person, mark in page.marks[POST].items()}
    wanted = {"id-丁一": "approve", "id-于春": "oppose", "id-马千里": "abstain"}
    if what == "two marks":
        del wanted["id-丁一"]
    assert sure == wanted


def test_the_boxes_in_doubt_are_named_with_their_ink() -> None:
    page = read(WRONG["two marks"][0]())
    assert [(box.candidate, box.mark) for box in page.boxes] == [
        ("id-丁一", "approve"),
        ("id-丁一", "abstain"),
    ]
    assert all(0.02 < box.fill < 0.5 for box in page.boxes)


def test_a_page_that_the_form_does_not_have_is_no_page_of_ours() -> None:
    own = sheet("two pages", paper="A5", page=1)
    (one_page,) = [key for key in known("two pages") if key == (own.form.key, 2)]
    assert one_page in known("two pages")
    assert known("two pages").get((own.form.key, 9)) is None
    assert Doubt(kind="other-election") in read(own.at(200)).doubts


def test_a_doubted_candidate_is_called_by_the_post_and_the_number_on_the_paper() -> None:
    """The fifth row of a paper for two posts is the third of the second post."""
    own = sheet("two posts")
    row = 2  # of the people, two of whom stand for both posts
    page = read(own.mark(row, "approve").mark(row, "abstain").at(200), "two posts")
    assert "member 第 3 号" in says(page)
