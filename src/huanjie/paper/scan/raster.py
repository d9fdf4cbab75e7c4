"""Pictures as points (点阵图像): in grey, decoded and written, made smaller, cut."""

from __future__ import annotations

from typing import Any, Final

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from huanjie.domain.ballotform import Area

Grey = NDArray[Any]
"""A picture in grey: a byte a point, rows from the top (灰度图)."""

INCH: Final = 25.4
"""Millimetres of an inch."""
_POINTS: Final = 72
"""Units of a PDF in an inch."""


def decoded(raw: bytes, how: int) -> Grey | None:
    """An image by its bytes, as OpenCV's flag `how` has it; None where the library cannot."""
    try:
        return cv2.imdecode(np.frombuffer(raw, np.uint8), how)
    except cv2.error:
        return None


def as_jpeg(picture: Grey, *, quality: int) -> bytes:
    """A picture as the bytes of a JPEG, of a quality from 0 to 100."""
    made, raw = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert made, "OpenCV writes every picture that has points"
    return bytes(raw)


def of_page(page: pdfium.PdfPage, *, dpi: float) -> Grey:
    """A page of a PDF, drawn with so many points an inch."""
    grey = page.render(scale=dpi / _POINTS, grayscale=True).to_numpy()
    return np.array(grey.reshape(grey.shape[:2]), np.uint8)


def halved(picture: Grey, times: int) -> tuple[Grey, float]:
    """A copy half as large so many times over, which is the quickest way to a small one; and its
    scale.
    """
    copy = picture
    for _ in range(times):
        even = copy[: copy.shape[0] // 2 * 2, : copy.shape[1] // 2 * 2]
        copy = cv2.resize(even, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return copy, 0.5**times


def cut(area: Area, *, density: float) -> tuple[slice, slice]:
    """The rows and columns of an area in a picture with so many points a millimetre; whatever lies
    above the picture, or left of it, is no part of them.
    """
    top, left = round(area.y * density), round(area.x * density)
    bottom, right = round(area.bottom * density), round(area.right * density)
    return slice(max(0, top), max(0, bottom)), slice(max(0, left), max(0, right))
