"""The form of a ballot (选票版面): where each box stands, who stands above whom, what fits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.paper.ballots import CHAIR, MEMBER, STYLES, contest, election, the_form

from huanjie.domain.ballotform import Area, BallotForm, FormPage, PaperSize
from huanjie.domain.election import BallotStyle, Election
from huanjie.door.fault import BadInput
from huanjie.paper.ballot_drawing import code_area, code_words_area, corner_areas, table_area
from huanjie.paper.ballot_forms import ballot_forms, columns_of, papers_of
from huanjie.paper.ballot_measures import EDGE, MEASURES
from huanjie.paper.ballot_pages import plan, table_top

SIZES: Final[tuple[PaperSize, ...]] = ("A4", "A5")
every_paper = pytest.mark.parametrize(
    ("paper", "bilingual", "kind"), list(product(SIZES, (False, True), (*STYLES, "symbols")))
)
HAIR: Final = 0.011
"""Boxes stand at hundredths of a millimetre."""


def is_inside(inner: Area, outer: Area) -> bool:
    return (
        inner.x >= outer.x - HAIR
        and inner.y >= outer.y - HAIR
        and inner.x + inner.w <= outer.x + outer.w + HAIR
        and inner.y + inner.h <= outer.y + outer.h + HAIR
    )


def touch(one: Area, other: Area) -> bool:
    return (
        min(one.x + one.w, other.x + other.w) - max(one.x, other.x) > HAIR
        and min(one.y + one.h, other.y + other.h) - max(one.y, other.y) > HAIR
    )


# Where the boxes stand


@pytest.fixture(scope="module")
def numbers(thorough: bool) -> Sequence[int]:
    """How many people stand: all numbers to twenty, or the telling ones."""
    return range(1, 21) if thorough else (1, 2, 5, 8, 19, 20)


def form_of(number: int, lines: int, paper: PaperSize, bilingual: bool, kind: str) -> BallotForm:
    symbols = kind == "symbols"
    style = STYLES[0] if symbols else STYLES[STYLES.index(kind)]
    own = election(contest(number, lines=lines), style=style)
    (form,) = ballot_forms(own, paper=paper, bilingual=bilingual, symbols=symbols)
    assert sum(1 for _ in form.boxes()) == number * len(columns_of(style, symbols=symbols))
    return form


def forms_of(
    numbers: Sequence[int], paper: PaperSize, bilingual: bool, kind: str
) -> Iterator[BallotForm]:
    for number, lines in product(numbers, range(8)):
        form = form_of(number, lines, paper, bilingual, kind)
        assert sum(len(page.write_in) for page in form.pages) == lines
        yield form


@every_paper
def test_every_box_lies_in_its_cell_and_every_cell_in_the_table(
    numbers: Sequence[int], paper: PaperSize, bilingual: bool, kind: str
) -> None:
    sheet = Area(x=0, y=0, w=MEASURES[paper].width, h=MEASURES[paper].height)
    for form in forms_of(numbers, paper, bilingual, kind):
        table = table_area(form)
        assert is_inside(table, sheet)
        for box in form.boxes():
            assert is_inside(box.area, box.cell)
            assert is_inside(box.cell, table.grown(1))
            assert 4 <= box.area.w == box.area.h <= 9


@every_paper
def test_no_two_boxes_cells_or_lines_overlap(
    numbers: Sequence[int], paper: PaperSize, bilingual: bool, kind: str
) -> None:
    for form in forms_of(numbers, paper, bilingual, kind):
        for page in form.pages:
            lines = [line.area for line in page.write_in]
            cells = [box.cell for box in page.boxes]
            assert not any(touch(one, other) for one, other in combinations(cells + lines, 2))


@every_paper
def test_nothing_touches_the_corner_marks_the_code_or_what_is_said_above(
    numbers: Sequence[int], paper: PaperSize, bilingual: bool, kind: str
) -> None:
    corners, code = corner_areas(paper), code_area(paper)
    own = MEASURES[paper]
    foot = Area(x=0, y=own.height - 14, w=own.width, h=14)
    head = Area(x=0, y=0, w=own.width, h=table_top(paper, bilingual=bilingual))
    kept = [*corners, code, code_words_area(paper), head, foot]
    for form in forms_of(numbers, paper, bilingual, kind):
        for page in form.pages:
            areas = [box.cell for box in page.boxes] + [line.area for line in page.write_in]
            assert not any(touch(one, other) for one, other in product(areas, kept))


@pytest.mark.parametrize("paper", SIZES)
def test_the_code_stands_apart_from_the_corner_marks(paper: PaperSize) -> None:
    quiet = code_area(paper).grown(3)
    assert not any(touch(quiet, corner) for corner in corner_areas(paper))
    assert not any(touch(code_words_area(paper), corner) for corner in corner_areas(paper))


_SEAL: Final = 21.0
"""Millimetres from the middle to the rim of a seal as large as a village's may be."""
_ASIDE: Final = 2.0
"""How far beside its place a hand presses it."""


def _away(x: float, y: float, area: Area) -> float:
    """From a point to the nearest point of a rectangle."""
    across = max(area.x - x, 0, x - area.x - area.w)
    down = max(area.y - y, 0, y - area.y - area.h)
    return math.hypot(across, down)


@pytest.mark.parametrize(("paper", "bilingual"), list(product(SIZES, (False, True))))
def test_a_seal_pressed_at_its_place_meets_no_corner_mark_no_code_and_no_table(
    paper: PaperSize, bilingual: bool
) -> None:
    own = MEASURES[paper]
    x, y = own.seal.x + own.seal.w / 2, own.seal.y + own.seal.h / 2
    assert own.seal.w == own.seal.h <= 2 * _SEAL
    table = Area(x=0, y=table_top(paper, bilingual=bilingual), w=own.width, h=own.height)
    for kept in (*corner_areas(paper), code_area(paper), code_words_area(paper), table):
        assert _away(x, y, kept) > _SEAL + _ASIDE
    assert min(x, y, own.width - x, own.height - y) > _SEAL + _ASIDE


@pytest.mark.parametrize("paper", SIZES)
def test_the_words_of_the_head_keep_apart_and_clear_of_corner_marks_and_code(
    paper: PaperSize,
) -> None:
    own = MEASURES[paper]
    head = (own.title, own.day, own.seal_words)
    for one, other in combinations((*head, *corner_areas(paper), code_area(paper)), 2):
        assert not touch(one, other)
    assert is_inside(own.seal_words, own.seal.grown(own.seal_words.w))


@given(strategies.elections(), st.sampled_from(SIZES), st.booleans())
def test_every_candidate_of_any_election_has_each_box_once(
    own: Election, paper: PaperSize, bilingual: bool
) -> None:
    forms = ballot_forms(own, paper=paper, bilingual=bilingual)
    boxes = [(box.contest, box.candidate, box.mark) for form in forms for box in form.boxes()]
    wanted = [
        (each.post, person.id, mark)
        for each in own.contests
        for person in each.candidates
        for mark in columns_of(own.style, symbols=False)
    ]
    assert sorted(boxes) == sorted(wanted)


# What fits one page

ONE_PAGE: Final[dict[tuple[PaperSize, bool], dict[int, int]]] = {
    # of so many people, the most write-in lines with which they stand on one page
    ("A4", False): {20: 10, 27: 2, 28: 0},
    ("A4", True): {20: 6, 24: 0, 25: 0},
    ("A5", False): {20: 8, 24: 2, 25: 0},
    ("A5", True): {18: 6, 19: 4, 20: 2, 22: 0},
}
MANY: Final = tuple(f"王{chr(ord('一') + n)}" for n in range(120))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("paper", "bilingual"), ONE_PAGE)
def test_so_many_names_and_lines_stand_on_one_page_and_one_more_does_not(
    paper: PaperSize, bilingual: bool, style: BallotStyle
) -> None:
    def pages(number: int, lines: int) -> int:
        own = election(contest(MANY[:number], lines=lines), style=style)
        return len(the_form(own, paper=paper, bilingual=bilingual).pages)

    for number, lines in ONE_PAGE[paper, bilingual].items():
        assert pages(number, lines) == 1
        assert pages(number, lines + 1) == 2
    assert pages(max(ONE_PAGE[paper, bilingual]) + 1, 0) == 2


@pytest.mark.parametrize(("paper", "bilingual"), list(product(SIZES, (False, True))))
def test_twenty_names_and_three_lines_stand_on_one_page_but_on_a_small_one_in_two_languages(
    paper: PaperSize, bilingual: bool
) -> None:
    form = the_form(election(contest(20, lines=3)), paper=paper, bilingual=bilingual)
    assert len(form.pages) == (2 if (paper, bilingual) == ("A5", True) else 1)


def test_few_names_have_tall_rows_and_many_low_ones() -> None:
    few, many = (the_form(election(contest(MANY[:n], lines=0))).pages[0] for n in (3, 28))
    assert few.boxes[0].cell.h == MEASURES["A4"].most_row
    assert MEASURES["A4"].least_row <= many.boxes[0].cell.h < MEASURES["A4"].least_row + 0.2


def test_write_in_lines_that_no_page_holds_are_refused_with_the_post_and_a_way_out() -> None:
    def form(lines: int, paper: PaperSize) -> BallotForm:
        return the_form(election(contest(3, post="chair", lines=lines)), paper=paper)

    most_lines: dict[PaperSize, int] = {"A4": 38, "A5": 36}
    for paper, most in most_lines.items():
        assert [len(page.write_in) for page in form(most, paper).pages] == [0, most]
        with pytest.raises(BadInput) as caught:
            form(most + 1, paper)
        assert f"chair 的另选他人栏有 {most + 1} 行" in caught.value.says
        assert "write_ins" in caught.value.remedy


def test_a_ballot_of_nine_pages_is_made_and_one_of_ten_refused() -> None:
    """The code on a page has one digit for the page's number."""

    def form(number: int) -> BallotForm:
        names = [f"王{chr(ord('一') + n)}" for n in range(number)]
        return the_form(election(contest(names, lines=0)))

    assert len(form(9 * 28).pages) == 9
    with pytest.raises(BadInput) as caught:
        form(9 * 28 + 1)
    assert "10 页" in caught.value.says


@pytest.mark.parametrize("own", [0, 2])
def test_without_a_candidate_there_are_lines_to_write_on(own: int) -> None:
    """海选: whoever is wanted is written in."""
    (page,) = the_form(election(contest(0, seats=own + 1, lines=None))).pages
    assert (len(page.boxes), len(page.write_in)) == (0, own + 1)


# Several posts


def posts_of(page: FormPage) -> list[str]:
    return list(dict.fromkeys(box.contest for box in page.boxes))


def test_several_posts_stand_on_one_paper_in_the_order_of_the_file() -> None:
    form = the_form(election(MEMBER, CHAIR, single_ballot=True))
    assert form.posts == ("member", "chair")
    assert [posts_of(page) for page in form.pages] == [["member", "chair"]]


def test_or_each_post_on_a_paper_of_its_own() -> None:
    forms = ballot_forms(election(MEMBER, CHAIR))
    assert [form.posts for form in forms] == [("member",), ("chair",)]
    assert len({form.key for form in forms}) == 2


def test_a_post_that_does_not_fit_what_is_left_begins_a_new_page_whole() -> None:
    form = the_form(election(contest(20, post="chair"), contest(MANY[:12]), single_ballot=True))
    assert [posts_of(page) for page in form.pages] == [["chair"], ["member"]]


def broken() -> Iterator[Election]:
    for first, second, lines in product((1, 14, 29, 30), (2, 29, 45), (0, 1, 7)):
        yield election(
            contest(MANY[:first], post="chair", lines=lines),
            contest(MANY[:second], lines=lines),
            single_ballot=True,
        )


@pytest.mark.parametrize("paper", SIZES)
def test_no_page_shows_rows_or_lines_of_a_post_without_its_heading(paper: PaperSize) -> None:
    own = MEASURES[paper]
    for each in broken():
        (contests,) = papers_of(each)
        plans = plan(contests, paper, bilingual=False)
        form = the_form(each, paper=paper)
        for page, sections in zip(form.pages, plans, strict=True):
            headings = {section.section.contest.post: section.top for section in sections}
            for box in page.boxes:
                assert box.cell.y >= headings[box.contest] + own.heading - HAIR
            for line in page.write_in:
                assert line.area.y >= headings[line.contest] + own.heading - HAIR


def test_the_write_in_lines_of_a_post_stand_under_its_last_row_alone() -> None:
    form = the_form(election(contest(MANY[:45], lines=3)))
    assert [len(page.write_in) for page in form.pages] == [0, 3]
    last = form.pages[1]
    assert (
        min(line.area.y for line in last.write_in)
        >= max(box.cell.y + box.cell.h for box in last.boxes) - HAIR
    )


def test_lines_that_are_not_stated_are_one_for_each_seat() -> None:
    assert len(the_form(election(contest(5, seats=3, lines=None))).pages[0].write_in) == 3
    assert len(the_form(election(contest(5, seats=3, lines=0))).pages[0].write_in) == 0


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("lines", range(1, 8))
def test_the_write_in_lines_fill_their_rows_to_the_edge_of_the_table(
    paper: PaperSize, lines: int
) -> None:
    """The last one of an odd number has its row to itself: no corner of the table stays open."""
    own = MEASURES[paper]
    (page,) = the_form(election(contest(5, lines=lines)), paper=paper).pages
    areas = [line.area for line in page.write_in]
    right = own.width - EDGE
    rows = {round(area.y, 2) for area in areas}
    assert len(rows) == -(-lines // 2)
    for row in rows:
        in_row = [area for area in areas if abs(area.y - row) < HAIR]
        assert abs(min(area.x for area in in_row) - EDGE - 2 * own.number) < HAIR
        assert abs(max(area.x + area.w for area in in_row) - right) < HAIR
        assert abs(sum(area.w for area in in_row) - (right - EDGE - 2 * own.number)) < 2 * HAIR
