"""How much along a frame is a mark's and not dust's (贴着框线的笔迹), on either size of paper."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest
from tests.paper.scan.sheets import known

from huanjie.domain.ballotform import PaperSize
from huanjie.paper.scan.box_ink import BoxInk, judged
from huanjie.paper.scan.forms import KnownPage
from huanjie.paper.scan.ink import Fills
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.sampling import INSIDE
from huanjie.paper.scan.spots import Spot, parts_of

POINTS: Final = INSIDE**2
"""Points at which the reader looks inside a box."""


def page_on(paper: PaperSize) -> KnownPage:
    return next(page for page in known("eight").values() if page.form.paper == paper)


def first_box(paper: PaperSize, *, traced: int, traces: tuple[Spot, ...] = ()) -> BoxInk:
    """The first box of a page with no spot of ink, where so many points are not white."""
    page = page_on(paper)
    boxes = len(page.page.boxes)
    share = np.zeros(boxes, np.float32)
    share[0] = traced / POINTS
    nothing = np.zeros(boxes, np.float32)
    fills = Fills(
        inked=np.zeros((boxes, POINTS), np.bool_),
        ink=nothing,
        traces=share,
        frame=nothing,
        zones=np.zeros(1, np.int64),
        rows=(),
    )
    return judged(page, parts_of(page), (), traces, fills, Limits())[0]


@pytest.mark.parametrize("paper", ["A4", "A5"])
@pytest.mark.parametrize(("traced", "doubted"), [(0, False), (9, False), (10, True)])
def test_a_fiftieth_of_a_box_may_be_dust_and_more_is_for_a_person(
    paper: PaperSize, traced: int, doubted: bool
) -> None:
    """Nine points of 484 are less than two in a hundred, ten are more."""
    box = first_box(paper, traced=traced)
    assert (box.marked, box.doubted) == (False, doubted)


def test_a_crease_through_the_box_is_what_is_not_white_in_it() -> None:
    page = page_on("A5")
    own, table = page.page.boxes[0].area, page.zones.area
    left, middle = own.x - table.x, own.y - table.y + own.h / 2
    line = (left, middle - 0.2, left + own.w, middle + 0.2)
    inside = Spot(part=1, area=1.0, across=own.w, box=line)
    beyond = Spot(part=1 + len(page.page.boxes), area=1.0, across=own.w, box=line)
    assert not first_box("A5", traced=40, traces=(inside, beyond)).doubted
    assert first_box("A5", traced=40, traces=(inside,)).doubted
