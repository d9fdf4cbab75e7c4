"""Reading the code of a sheet (识读二维码) where the corner marks say it must be, or anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
import zxingcpp

from huanjie.domain.ballotform import PaperSize
from huanjie.paper.ballot_code import SheetCode, read_code
from huanjie.paper.ballot_drawing import code_area, corner_areas
from huanjie.paper.ballot_measures import MEASURES
from huanjie.paper.scan.corners import Points
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.sampling import Matrix, flat

_QR: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_QUIET: Final = 3.0
"""Millimetres of white around a code, and how far it may lie from its place."""
_DENSITY: Final = 6.0
"""Points a millimetre at which a code is looked at: a module is four points wide."""
_TURNS: Final = (0, 2, 1, 3)
"""How a sheet lies, in quarter turns: upright and upside down before sideways."""


def marks_of(size: PaperSize) -> Points:
    """The middles of a paper's corner marks in millimetres, clockwise from its top left."""
    areas = corner_areas(size)
    return np.array([(area.x + area.w / 2, area.y + area.h / 2) for area in areas])


def matrix_of(size: PaperSize, corners: Points) -> Matrix:
    """The projection from millimetres to a picture's points."""
    source, target = marks_of(size).astype(np.float32), corners.astype(np.float32)
    return cv2.getPerspectiveTransform(source, target).astype(np.float64)


def lying(corners: Points) -> Iterator[tuple[PaperSize, Matrix]]:
    """Each way in which a sheet may lie between four marks (纸张的放法), the likeliest first."""
    for turn in _turns(corners):
        for size in MEASURES:
            yield size, matrix_of(size, np.roll(corners, -turn, axis=0))


def _turns(corners: Points) -> tuple[int, ...]:
    """Quarter turns that fit the long side of what the marks enclose."""
    top = np.linalg.norm(corners[1] - corners[0])
    side = np.linalg.norm(corners[2] - corners[1])
    return _TURNS[:2] if side > top else _TURNS[2:]


def code_where_it_must_be(picture: Grey, size: PaperSize, matrix: Matrix) -> SheetCode | None:
    """The code, read from its own place alone."""
    area = code_area(size).grown(_QUIET)
    found = all_codes(flat(picture, matrix, area, density=_DENSITY), quick=True)
    return found[0][0] if found else None


def all_codes(picture: Grey, *, quick: bool = False) -> list[tuple[SheetCode, Points]]:
    """Every ballot's code in a picture, with its four corners clockwise from its own top left."""
    read = zxingcpp.read_barcodes(
        picture,
        formats=_QR,
        try_rotate=not quick,
        try_downscale=not quick,
        try_invert=False,
    )
    codes = [(read_code(each.text), _corners(each)) for each in read]
    return [(code, corners) for code, corners in codes if code]


def _corners(read: zxingcpp.Barcode) -> Points:
    place = read.position
    ends = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return np.array([(end.x, end.y) for end in ends], np.float64)
