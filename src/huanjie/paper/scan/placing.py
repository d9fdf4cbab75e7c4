"""Where a paper lies in a picture (定位), looked for with care: by the code wherever it is, and by
four black squares that agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from huanjie.domain.ballotform import Area, PaperSize
from huanjie.paper.ballot_code import SheetCode
from huanjie.paper.ballot_drawing import code_area, corner_areas
from huanjie.paper.scan.corners import Points, squares_in
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.sampling import Matrix, flat, projected
from huanjie.paper.scan.sheet_code import all_codes, marks_of, matrix_of

_FAR: Final = 0.16
"""How far a corner mark may lie from where the code's own square points to, as a share of the way:
a small square points only roughly across the page.
"""
_CORNERS: Final = range(4)
_DARK: Final = 0.6
"""What is darker than this share of the paper around it is a corner mark."""
_AGREE: Final = 2.0
"""Millimetres by which the code may lie off where the corner marks say it is."""


@dataclass(frozen=True)
class Found:
    """A ballot's code in a picture, with its four corners (找到的编号)."""

    code: SheetCode
    corners: Points


def codes_in(picture: Grey) -> list[Found]:
    """Every ballot's code in a picture; a faint one is looked for again on a sharper copy."""
    copies = (
        lambda: picture,
        lambda: cv2.GaussianBlur(picture, (0, 0), 1.2),
        lambda: _stretched(picture),
    )
    for copy in copies:
        found = [Found(code, corners) for code, corners in all_codes(copy())]
        if found:
            return found
    return []


def _stretched(picture: Grey) -> Grey:
    """Dark and light set apart by what is around each point (自适应二值化)."""
    size = max(picture.shape) // 40 | 1
    return cv2.adaptiveThreshold(
        picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, size, 12
    )


def lies(picture: Grey, found: Found, size: PaperSize) -> Matrix | None:
    """How the paper of this code lies; None where its corner marks are not all to be seen."""
    roughly = _by_code(found, size)
    squares = squares_in(picture)
    if not len(squares):
        return None
    expected = projected(roughly, marks_of(size).astype(np.float32)).astype(np.float64)
    middle = found.corners.mean(axis=0)
    marks: dict[int, Points] = {}
    for number, place in enumerate(expected):
        away = np.linalg.norm(squares - place, axis=1)
        nearest = int(away.argmin())
        if away[nearest] <= _FAR * np.linalg.norm(place - middle) + 4 * _density(found):
            marks[number] = squares[nearest]
    if len({tuple(mark) for mark in marks.values()}) < len(marks):
        return None
    matrix = _by_marks(picture, marks, found, size)
    return matrix if matrix is not None and _agrees(matrix, found, size) else None


def _by_marks(
    picture: Grey, marks: dict[int, Points], found: Found, size: PaperSize
) -> Matrix | None:
    """The projection by all four marks; by three and the code where the fourth is there but has run
    together with a black border.
    """
    if len(marks) == len(_CORNERS):
        return matrix_of(size, np.array([marks[n] for n in _CORNERS]))
    if len(marks) < len(_CORNERS) - 1:
        return None
    source = np.vstack([marks_of(size)[list(marks)], _code_corners(size)])
    target = np.vstack([np.array(list(marks.values())), found.corners])
    found_one, _ = cv2.findHomography(source, target)
    if found_one is None:
        return None
    matrix = found_one.astype(np.float64)
    (missing,) = set(_CORNERS) - set(marks)
    return matrix if _is_black(picture, matrix, corner_areas(size)[missing]) else None


def _is_black(picture: Grey, matrix: Matrix, area: Area) -> bool:
    """Whether a mark is where it must be, whatever it has run together with."""
    inner = flat(picture, matrix, area.grown(-1.2), density=4)
    around = flat(picture, matrix, area.grown(4), density=2)
    return bool(np.percentile(inner, 90) < _DARK * np.percentile(around, 80))


def _density(found: Found) -> float:
    """The picture's points a millimetre, by the code's side."""
    side = np.linalg.norm(found.corners[1] - found.corners[0])
    return float(side) / code_area("A4").w


def _code_corners(size: PaperSize) -> Points:
    return np.array(code_area(size).corners)


def _by_code(found: Found, size: PaperSize) -> Matrix:
    """The projection without perspective that the code alone gives."""
    lay, _ = cv2.estimateAffine2D(_code_corners(size), found.corners)
    return np.vstack([lay, [0, 0, 1]])


def _agrees(matrix: Matrix, found: Found, size: PaperSize) -> bool:
    seen = projected(np.linalg.inv(matrix).astype(np.float64), found.corners.astype(np.float32))
    return bool(np.abs(seen - _code_corners(size)).max() <= _AGREE)
