"""Showing a page to whoever decides (给人看的图像): upright and laid flat where the paper was
found, and always without its code, which nobody needs to see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from huanjie.domain.ballotform import Area
from huanjie.paper.ballot_drawing import code_area, code_words_area
from huanjie.paper.ballot_measures import MEASURES
from huanjie.paper.scan.corners import find_corners
from huanjie.paper.scan.forms import KnownPage, KnownPages
from huanjie.paper.scan.pictures import pictures_in
from huanjie.paper.scan.placing import Found, codes_in, lies
from huanjie.paper.scan.raster import Grey, as_jpeg, cut
from huanjie.paper.scan.sampling import flat, projected
from huanjie.paper.scan.sheet_code import lying

_DENSITY: Final = 5
"""Points a millimetre of a paper laid flat."""
_LONGEST: Final = 1600
"""The longer side of a picture that could not be laid flat."""
_QUALITY: Final = 80
"""of the JPEG"""
_AROUND: Final = 0.5
"""Around a code whose place is known only from itself, as a share of its side: it stands below in
letters as well.
"""
_WHITE: Final = 255
"""what covers a code"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page to be looked at (给人看的一页)."""

    jpeg: bytes
    known: KnownPage | None
    """the page of the form if the picture is the whole paper laid flat: then a box lies at its
    share of the paper's width and height
    """


def show(raw: bytes, page: int, known: KnownPages) -> Shown | None:
    """One page of a file; None where there is no picture."""
    for picture in pictures_in(raw):
        if picture.page == page:
            grey = None if picture.fault else picture.whole()
            return None if grey is None else _shown(grey, known)
    return None


def _shown(picture: Grey, known: KnownPages) -> Shown:
    found = codes_in(picture)
    if len(found) == 1:
        code = found[0].code
        page = known.get((code.form, code.part))
        matrix = lies(picture, found[0], page.form.paper) if page else None
        if page is not None and matrix is not None:
            own = MEASURES[page.form.paper]
            whole = Area(x=0, y=0, w=own.width, h=own.height)
            paper = flat(picture, matrix, whole, density=_DENSITY)
            for area in (code_area(page.form.paper), code_words_area(page.form.paper)):
                _cover(paper, area.grown(0.5))
            return Shown(jpeg=as_jpeg(paper, quality=_QUALITY), known=page)
    covered = picture.copy()
    for each in found:
        _cover_code(covered, each)
    if not found:
        _cover_where_a_code_may_be(covered)
    scale = min(1.0, _LONGEST / max(covered.shape))
    small = cv2.resize(covered, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Shown(jpeg=as_jpeg(small, quality=_QUALITY), known=None)


def _cover(paper: Grey, area: Area) -> None:
    paper[cut(area, density=_DENSITY)] = _WHITE


def _cover_code(picture: Grey, found: Found) -> None:
    middle = found.corners.mean(axis=0)
    around = middle + (found.corners - middle) * (1 + 2 * _AROUND)
    cv2.fillPoly(picture, [np.round(around).astype(np.int32)], _WHITE)


def _cover_where_a_code_may_be(picture: Grey) -> None:
    """A code that no reader reads may still be read in letters: every place that it may have
    between the corner marks is covered.
    """
    corners = find_corners(picture)
    for size, matrix in lying(corners) if corners is not None else ():
        for area in (code_area(size), code_words_area(size)):
            placed = projected(matrix, np.array(area.corners, np.float32))
            cv2.fillPoly(picture, [np.round(placed).astype(np.int32)], _WHITE)
