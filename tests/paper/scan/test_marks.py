"""Marks in boxes (方框里的记号): read right or doubted, never wrong; little ink is a person's to
judge.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from typing import Final, get_args

import numpy as np
import pytest
from tests.paper.scan.sheets import (
    DENSITY,
    POST,
    Sheet,
    jpeg,
    kinds,
    known,
    read,
    sheet,
)

from huanjie.domain.ballotform import PaperSize
from huanjie.domain.scanned import PageRead
from huanjie.domain.tally import Mark
from huanjie.paper.drill.strokes import MARKS, Pen, any_pen, pencil, scribbled_out
from huanjie.paper.drill.wear import WEAR, Kind
from huanjie.paper.scan.box_ink import judged
from huanjie.paper.scan.ink import Fills
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.sampling import INSIDE
from huanjie.paper.scan.spots import Spot, parts_of

COLUMNS: Final[tuple[Mark, ...]] = ("approve", "oppose", "abstain")
DENSITIES: Final = (150, 200, 300)


def is_right_or_doubted(read_page: PageRead, own: Sheet) -> bool:
    """A page without a doubt says exactly what was marked; a doubted one says nothing else."""
    marks = dict(read_page.marks.get(POST, {}))
    return bool(read_page.doubts) or marks == own.marks


def marked_every_way(seed: int, pen: Pen, paper: PaperSize, *, symbols: bool = False) -> Sheet:
    """Every kind of mark, each at another candidate, and one candidate without."""
    own = sheet(paper=paper, seed=seed, symbols=symbols)
    hands = ("circle", "cross") if symbols else tuple(MARKS)
    for row, hand in enumerate(hands):
        mark = COLUMNS[hands.index(hand)] if symbols else own.chance.choice(COLUMNS)
        own.mark(row, mark, hand=hand, pen=pen)
    return own


WAYS: Final = list(product(get_args(Kind), DENSITIES))
every_way = pytest.mark.parametrize(("kind", "dpi"), WAYS)


@every_way
def test_every_mark_in_every_wear_is_read_right_or_doubted(kind: Kind, dpi: int) -> None:
    own = marked_every_way(7, Pen(0.6, 45), "A4")
    worn = WEAR[kind](own.at(dpi), own.chance)
    assert is_right_or_doubted(read(jpeg(worn.picture, worn.quality)), own)


@pytest.mark.parametrize("dpi", DENSITIES)
def test_what_a_good_scanner_sees_of_a_pen_is_read_without_a_doubt(dpi: int) -> None:
    own = marked_every_way(7, Pen(0.6, 45), "A4")
    page = read(own.at(dpi))
    assert (page.doubts, page.marks) == ((), {POST: own.marks})


@pytest.mark.parametrize("hand", MARKS)
@pytest.mark.parametrize("mark", COLUMNS)
def test_every_mark_in_every_column_says_what_the_column_says(hand: str, mark: Mark) -> None:
    own = sheet().mark(3, mark, hand=hand)
    page = read(own.at(150))
    assert (page.doubts, page.marks) == ((), {POST: own.marks})


def decks(pens: int) -> Iterator[tuple[Sheet, Kind, int]]:
    for seed, (kind, dpi) in product(range(pens), WAYS):
        chance = random.Random(seed)
        pen = pencil(chance) if seed % 5 == 4 else any_pen(chance)
        paper: PaperSize = "A5" if seed % 3 == 2 else "A4"
        yield marked_every_way(seed, pen, paper, symbols=seed % 4 == 3), kind, dpi


@pytest.mark.full
def test_no_hand_and_no_wear_of_many_is_read_wrong() -> None:
    wrong, doubted, count = [], 0, 0
    for own, kind, dpi in decks(60):
        worn = WEAR[kind](own.at(dpi), own.chance)
        page = read(jpeg(worn.picture, worn.quality))
        count += 1
        doubted += bool(page.doubts)
        if not is_right_or_doubted(page, own):
            wrong.append((kind, dpi, own.marks, page.marks))
    print(f"\n{count} pictures, {doubted} doubted, {len(wrong)} wrong")
    assert wrong == []
    assert doubted < count * 0.1


# How much ink is a mark

EMPTY, UNSURE, MARKED = "empty", "unsure", "marked"


def answer(page: PageRead) -> str:
    if page.doubts:
        assert kinds(page) == {"unsure-mark"}
        return UNSURE
    return MARKED if page.marks.get(POST) else EMPTY


@pytest.mark.parametrize(
    ("side", "says"),
    [(0.5, EMPTY), (0.65, EMPTY), (0.9, UNSURE), (1.25, UNSURE), (1.6, MARKED), (2.5, MARKED)],
)
def test_a_dot_is_dust_then_for_a_person_then_a_mark(side: float, says: str) -> None:
    assert answer(read(sheet().dot(1, side).at(200))) == says


@pytest.mark.parametrize(("limit", "says"), [(0.02, MARKED), (0.2, UNSURE)])
def test_the_limit_of_a_mark_is_a_setting(limit: float, says: str) -> None:
    assert answer(read(sheet().dot(1, 1.4).at(200), marked=limit)) == says


@pytest.mark.parametrize(("limit", "says"), [(0.012, UNSURE), (0.05, EMPTY)])
def test_the_limit_of_an_empty_box_is_a_setting(limit: float, says: str) -> None:
    assert answer(read(sheet().dot(1, 1.0).at(200), blank=limit)) == says


@pytest.mark.parametrize(
    ("long", "says"), [(0.1, EMPTY), (1.2, UNSURE), (4.5, MARKED), (6.0, MARKED)]
)
def test_a_short_stroke_is_a_touch_of_the_pen_and_a_long_one_a_mark(long: float, says: str) -> None:
    own = sheet()
    area = own.box(1).area
    x, y = area.x + 1.5, area.y + 2
    own.draw([(x, y), (x + long * 0.7, y + long * 0.7)])
    assert answer(read(own.at(200))) == says


@pytest.mark.parametrize("grey", [150, 175, 195, 210, 225])
def test_a_pencil_however_faint_is_read_or_doubted_until_it_is_paper(grey: int) -> None:
    own = sheet().mark(1, hand="tick", pen=Pen(0.6, grey))
    said = answer(read(own.at(200)))
    assert said in ({MARKED, UNSURE} if grey < 220 else {UNSURE, EMPTY})


def test_a_mark_beside_every_box_belongs_to_nobody() -> None:
    own = sheet()
    cell = own.box(1).cell
    own.draw([(cell.x + 1.5, cell.y + 3), (cell.x + 3.5, cell.y + 10)])
    page = read(own.at(200))
    assert kinds(page) == {"unsure-mark"}
    assert page.marks == {}


def test_a_tail_in_the_next_box_is_no_second_mark() -> None:
    own = sheet().mark(2, hand="tick")
    box, next_one = own.box(2).area, own.box(1).area
    own.draw([(box.x + 3, box.y + 5), (next_one.x + 4, next_one.y + next_one.h - 0.8)])
    page = read(own.at(200))
    assert page.doubts or dict(page.marks[POST]) == own.marks


@pytest.mark.parametrize(("all_around", "doubted"), [(False, False), (True, True)])
def test_a_ring_that_hugs_its_frame_is_no_tail_of_the_mark_below_it(
    all_around: bool, doubted: bool
) -> None:
    """Its corner came in from the side of a marked box, and was taken for an end of that mark."""
    page = known("choice")[sheet("choice", paper="A5").form.key, 1]
    plan, count, table = parts_of(page), len(page.page.boxes), page.zones.area
    area = page.page.boxes[4].area
    left, low = area.x - table.x, area.y - table.y + area.h
    corner = Spot(plan.inside(4), 0.47, 1.0, (left + 1, low - 1.1, left + 2, low - 0.6))
    mark = Spot(plan.inside(5), 4.0, 3.4, (left + 0.6, low + 1.2, left + 4, low + 4.4))
    inked = np.zeros((count, INSIDE, INSIDE), np.bool_)
    inked[4, -2:, :6] = True
    inked[4, :2, -6:] = all_around
    traces = np.zeros(count, np.float32)
    traces[4:6] = 0.04, 0.3
    fills = Fills(
        inked=inked.reshape(count, -1),
        ink=traces,
        traces=traces,
        frame=np.ones(count, np.float32),
        zones=np.zeros(page.zones.count, np.int64),
        rows=(),
    )
    boxes = judged(page, plan, [corner, mark], [], fills, Limits())
    assert [box.marked for box in boxes[4:6]] == [False, True]
    assert boxes[4].doubted is doubted


# ○ and ×


def test_a_ring_approves_and_a_cross_opposes_where_the_paper_asks_for_symbols() -> None:
    own = sheet(symbols=True).mark(0, "approve", hand="circle").mark(5, "oppose", hand="cross")
    page = read(own.at(200))
    assert (page.doubts, page.marks) == ((), {POST: own.marks})


@pytest.mark.parametrize("hand", ["tick", "filled"])
def test_any_other_mark_is_for_a_person_where_the_paper_asks_for_symbols(hand: str) -> None:
    page = read(sheet(symbols=True).mark(1, hand=hand).at(200))
    assert kinds(page) == {"unsure-mark"}
    (box,) = page.boxes
    assert box.mark is None
    assert 0 < box.fill <= 1


def test_the_pen_draws_at_the_density_that_the_tests_take_it_for() -> None:
    own = sheet(code="0" * 16).fill(sheet().box(0).area.grown(-2), 0)
    area = own.box(0).area
    assert own.picture[round((area.y + 4) * DENSITY), round((area.x + 4) * DENSITY)] == 0


# Filled, or scribbled out

PENS: Final = (Pen(0.35, 60), Pen(0.8, 40), Pen(0.5, 140))


def tried(thorough: bool) -> Iterator[tuple[str, PaperSize, int, Pen]]:
    seeds = range(12) if thorough else range(1)
    sizes: tuple[PaperSize, ...] = ("A4", "A5")
    yield from product(("eight", "choice"), sizes, seeds, PENS)


def test_a_mark_that_was_scribbled_out_is_never_taken_for_one(thorough: bool) -> None:
    """On a small sheet of many rows the scribble stays within its cell: it was misread once."""
    for name, paper, seed, pen in tried(thorough):
        own = sheet(name, paper=paper, seed=seed)
        own.draw(*scribbled_out(own.box(2).area, own.chance), pen=pen)
        page = read(own.at(200), name)
        assert "unsure-mark" in kinds(page)
        assert page.marks == {}


def test_a_box_that_was_filled_is_taken_for_a_mark(thorough: bool) -> None:
    for name, paper, seed, pen in tried(thorough):
        own = sheet(name, paper=paper, seed=seed).mark(2, hand="filled", pen=pen)
        page = read(own.at(200), name)
        assert (page.doubts, page.marks) == ((), {POST: own.marks})
