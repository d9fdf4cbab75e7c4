"""How the forms look (选票的样子): a change is seen, and renewed where it is meant."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.paper.ballot_snapshots import FOLDER, SNAPSHOTS, drawn, kept
from tests.paper.printed import OWN_FONTS

from huanjie.paper.scan.raster import Grey

pytestmark = pytest.mark.skipif(
    not OWN_FONTS, reason="没有选票的字体 the fonts of ballots are not set up: ./run demo"
)


def far_apart(one: Grey, other: Grey) -> float:
    """The largest difference that an eye would see: over a few points, of 255 shades."""
    near = [cv2.blur(each, (5, 5)).astype(np.int16) for each in (one, other)]
    return float(np.abs(near[0] - near[1]).max())


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_the_form_looks_as_it_did(name: str) -> None:
    before, now = kept(name), drawn(name)
    assert before is not None, "python -m tests.paper.ballot_snapshots"
    assert before.shape == now.shape
    assert far_apart(before, now) < 40, "meant? python -m tests.paper.ballot_snapshots"


def test_a_missing_box_and_a_moved_line_are_seen() -> None:
    page = drawn("a4-eight")
    moved = np.roll(page, 3, axis=0)
    assert far_apart(page, moved) >= 40
    without = page.copy()
    without[140:165, 225:250] = 255
    assert far_apart(page, without) >= 40
    assert far_apart(page, cv2.GaussianBlur(page, (3, 3), 0.4)) < 40


def test_no_snapshot_is_left_of_a_form_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(SNAPSHOTS)
