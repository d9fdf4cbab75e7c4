"""What people are shown (给人看的图像): the paper upright and flat, and never its code."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from tests.paper.scan.sheets import jpeg, known, sheet

from huanjie.domain.ballotform import Area
from huanjie.paper.ballot_drawing import code_area, code_words_area
from huanjie.paper.ballot_measures import MEASURES
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.sheet_code import all_codes
from huanjie.paper.scan.showing import Shown, show


def picture_of(shown: Shown | None) -> Grey:
    assert shown
    picture = cv2.imdecode(np.frombuffer(shown.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    return picture


def cut(picture: Grey, area: Area, *, turned: bool = False) -> Grey:
    """An area of a picture that is the whole paper."""
    upright: Grey = cv2.rotate(picture, cv2.ROTATE_180) if turned else picture
    scale = upright.shape[1] / MEASURES["A4"].width
    top, left = round((area.y + 1) * scale), round((area.x + 1) * scale)
    return upright[
        top : round((area.y + area.h - 1) * scale), left : round((area.x + area.w) * scale)
    ]


@pytest.mark.parametrize("turn", [None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180])
def test_a_paper_is_shown_upright_and_whole_whichever_way_it_lay(turn: int | None) -> None:
    own = sheet()
    lain: Any = own.picture if turn is None else cv2.rotate(own.picture, turn)
    shown = show(jpeg(lain), 1, known("eight"))
    assert shown
    assert shown.known
    assert shown.known.form == own.form
    height, width = picture_of(shown).shape
    assert abs(height / width - MEASURES["A4"].height / MEASURES["A4"].width) < 0.01


def test_no_code_is_on_it_neither_as_a_picture_nor_in_letters() -> None:
    shown = picture_of(show(jpeg(sheet().picture), 1, known("eight")))
    assert all_codes(shown) == []
    for area in (code_area("A4"), code_words_area("A4")):
        assert cut(shown, area).min() > 200


@pytest.mark.parametrize("turned", [False, True])
def test_the_letters_of_a_code_that_no_reader_reads_are_covered_too(turned: bool) -> None:
    own = sheet()
    own.fill(code_area("A4").grown(-3), 40)
    lain: Any = cv2.rotate(own.picture, cv2.ROTATE_180) if turned else own.picture
    shown = show(jpeg(lain), 1, known("eight"))
    assert shown
    assert shown.known is None
    assert cut(picture_of(shown), code_words_area("A4"), turned=turned).min() > 200


def test_what_is_no_picture_shows_nothing() -> None:
    assert show(b"no picture", 1, known("eight")) is None


def test_a_page_that_the_file_does_not_have_shows_nothing() -> None:
    assert show(jpeg(sheet().picture), 2, known("eight")) is None
