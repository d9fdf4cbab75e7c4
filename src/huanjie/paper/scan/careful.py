"""The careful look (细读): the whole picture, the table laid on its print, every spot of ink
explained, or doubted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

import numpy as np

from huanjie.domain.ballotform import MarkBox
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.scanned import Doubt, InkedBox
from huanjie.domain.tally import Mark
from huanjie.paper.ballot_code import SheetCode
from huanjie.paper.scan.aligning import aligned
from huanjie.paper.scan.box_ink import BoxInk, judged
from huanjie.paper.scan.creases import without_creases
from huanjie.paper.scan.forms import FINE, KnownPage, KnownPages
from huanjie.paper.scan.ink import fills_of
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.look import Look, marks_in, twice_marked
from huanjie.paper.scan.placing import codes_in, lies
from huanjie.paper.scan.quick import Placed
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.sampling import INSET, Mask, Matrix, flat
from huanjie.paper.scan.scribbles import inside_of, is_dense, runs_over
from huanjie.paper.scan.spots import PartPlan, Spot, parts_of, spots_on, tone_of
from huanjie.paper.scan.symbols import MEANS, symbol_in

_INK: Final = 0.8
"""Darker than this share of white is ink: the careful look sees a pencil as well."""
_STROKE: Final = 3.0
"""Millimetres across of a stroke that somebody wrote where nothing is to be written."""
_NAME: Final = 2.0
"""The same on a write-in line."""


def read_carefully(
    picture: Grey, known: KnownPages, limits: Limits, *, placed: Placed | None = None
) -> Look:
    """What the page shows for sure, and every reason why a person must see it; `placed` is where
    the quick look found it.
    """
    if placed:
        return _on_its_print(picture, placed.on_the_whole(), placed.page, placed.code, limits)
    found = codes_in(picture)
    if not found:
        return Look(doubts=(Doubt(kind="no-code"),))
    if len(found) > 1:
        return Look(doubts=(Doubt(kind="two-sheets"),))  # neither paper is read
    code = found[0].code
    page = known.get((code.form, code.part))
    if page is None:
        return Look(code=code, doubts=(Doubt(kind="other-election"),))
    matrix = lies(picture, found[0], page.form.paper)
    if matrix is None:
        return Look(code=code, doubts=(Doubt(kind="damaged", says="四角的黑块不全"),))
    return _on_its_print(picture, matrix, page, code, limits)


def _on_its_print(
    picture: Grey, matrix: Matrix, page: KnownPage, code: SheetCode, limits: Limits
) -> Look:
    table = aligned(flat(picture, matrix, page.zones.area, density=FINE), page)
    if table is None:
        return Look(code=code, doubts=(Doubt(kind="damaged", says="看不清表格"),))
    plan = parts_of(page)
    table = without_creases(table, plan.printed)
    tone = tone_of(table)
    inked = tone < _INK
    spots = spots_on(inked, plan)
    traces = spots_on(tone < limits.trace, plan)
    fills = fills_of(table, _within(page), page.plan, page.zones, limits)
    boxes = judged(page, plan, spots, traces, fills, limits)
    _doubt_scribbles(boxes, page, inked)
    said = [_said(box, ink, inked) for box, ink in zip(page.page.boxes, boxes, strict=True)]
    doubts = [*_of_boxes(boxes, page), *_elsewhere(spots, plan)]
    twice = twice_marked(page, [each.marked for each in boxes])
    if twice:
        doubts.insert(0, Doubt(kind="two-marks", says=_names(page, twice)))
    sure = [
        (box, mark)
        for box, mark in zip(page.page.boxes, said, strict=True)
        if mark and (box.contest, box.candidate) not in twice
    ]
    return Look(
        code=code,
        marks=marks_in(sure),
        doubts=tuple(doubts),
        boxes=_doubted(boxes, page, twice),
        ink=fills.rows,
    )


def _doubt_scribbles(boxes: Sequence[BoxInk], page: KnownPage, inked: Mask) -> None:
    """A mark that was scribbled out is none, and a person must see it."""
    for box, ink in zip(page.page.boxes, boxes, strict=True):
        if ink.marked and is_dense(inside_of(inked, ink.area.grown(-INSET))):
            room = (box.cell.h - box.area.h) / 2
            if runs_over(inked, ink.area, room=room):
                ink.marked, ink.doubted = False, True


def _said(box: MarkBox, ink: BoxInk, inked: Mask) -> Mark | None:
    """What a marked box says; a mark that is no symbol, where one is asked for, is doubted."""
    if not ink.marked or box.mark:
        return box.mark if ink.marked else None
    symbol = symbol_in(inside_of(inked, ink.area.grown(-INSET)), density=FINE)
    if symbol is None:
        ink.marked, ink.doubted = False, True
    return MEANS[symbol] if symbol else None


def _within(page: KnownPage) -> Matrix:
    """The projection from millimetres into the table laid flat."""
    area = page.zones.area
    left, top = -area.x * FINE - 0.5, -area.y * FINE - 0.5
    return np.array([[FINE, 0, left], [0, FINE, top], [0, 0, 1]], np.float64)


def _of_boxes(boxes: Sequence[BoxInk], page: KnownPage) -> Iterator[Doubt]:
    """Which candidates' marks are not sure."""
    people = {
        (box.contest, box.candidate)
        for box, ink in zip(page.page.boxes, boxes, strict=True)
        if ink.doubted
    }
    if people:
        yield Doubt(kind="unsure-mark", says=_names(page, people))


def _names(page: KnownPage, people: Collection[tuple[Post, PersonId]]) -> str:
    """Candidates by their numbers on the paper (序号), and their post where there are several."""
    several = len(page.form.posts) > 1
    told = []
    for post in page.form.posts:
        own = dict.fromkeys(box.candidate for box in page.form.boxes() if box.contest == post)
        numbers = [n for n, person in enumerate(own, start=1) if (post, person) in people]
        told += [f"{post} 第 {n} 号" if several else f"第 {n} 号" for n in numbers]
    return "、".join(told)


def _elsewhere(spots: Sequence[Spot], plan: PartPlan) -> Iterator[Doubt]:
    """What was written on a write-in line, or where nothing is to be written."""
    if any(plan.is_line(spot.part) and spot.across >= _NAME for spot in spots):
        yield Doubt(kind="write-in")
    if any(spot.part == 0 and spot.across >= _STROKE for spot in spots):
        yield Doubt(kind="stray-ink")


def _doubted(
    boxes: Sequence[BoxInk], page: KnownPage, twice: Collection[tuple[Post, PersonId]]
) -> tuple[InkedBox, ...]:
    return tuple(
        InkedBox(
            contest=box.contest,
            candidate=box.candidate,
            mark=box.mark,
            fill=min(1.0, round(ink.fill, 3)),
        )
        for box, ink in zip(page.page.boxes, boxes, strict=True)
        if ink.doubted or ((box.contest, box.candidate) in twice and ink.marked)
    )
