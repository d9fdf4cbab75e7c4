"""Ballots that went through voters' hands (投过的选票): marked on printed sheets, and scanned."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium

_DPI = 150
_SIDE = (5.0, 9.5)
"""Of a box to be marked, in millimetres; corner marks are solid, and the code's squares smaller."""
_LIKE_A_BOX = 0.12


def scanned(
    pdf: Path, choices: Sequence[int | None], *, signed: Sequence[int], into: Path
) -> list[Path]:
    """A picture a sheet: its voter ticks the box of that number from the top, or none; `signed` are
    those who write below the table as well.
    """
    into.mkdir()
    files = []
    with pdfium.PdfDocument(pdf) as document:
        for number, (page, choice) in enumerate(zip(document, choices, strict=True)):
            grey = np.array(page.render(scale=_DPI / 72, grayscale=True).to_numpy())
            picture = grey.reshape(grey.shape[:2])
            if choice is not None:
                _tick(picture, _boxes(picture)[choice])
            if number in signed:
                _sign(picture)
            files.append(into / f"{number:03}.jpg")
            cv2.imwrite(str(files[-1]), picture)
    return files


def _boxes(picture: Any) -> list[tuple[int, int, int, int]]:
    """The empty frames that a voter sees, from the top."""
    scale = _DPI / 25.4
    dark = (picture < 128).astype(np.uint8)
    contours, within = cv2.findContours(dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour, place in zip(contours, within[0], strict=True):
        x, y, w, h = cv2.boundingRect(contour)
        is_square = abs(w - h) <= _LIKE_A_BOX * w
        if place[3] >= 0 and is_square and _SIDE[0] * scale <= w <= _SIDE[1] * scale:
            found.append((x, y, w, h))
    return sorted(found, key=lambda box: box[1])


def _tick(picture: Any, box: tuple[int, int, int, int]) -> None:
    x, y, w, h = box
    points = [
        (x + w // 6, y + h // 2),
        (x + w * 2 // 5, y + h * 5 // 6),
        (x + w * 5 // 6, y + h // 6),
    ]
    cv2.polylines(picture, [np.array(points, np.int32)], False, 40, 3, cv2.LINE_AA)


def _sign(picture: Any) -> None:
    """Where nothing is to be written."""
    height, width = picture.shape
    y = int(height * 0.9)
    cv2.line(picture, (width // 4, y), (width // 2, y - 12), 40, 3)
    cv2.line(picture, (width // 4, y - 20), (width // 2, y + 4), 40, 3)
