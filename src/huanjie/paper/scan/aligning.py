"""Laying a page flat on its print (对齐): folds and curls move parts of a page by a millimetre or
two; each part is moved back to where the printed form has it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.paper.scan.forms import FINE, KnownPage
from huanjie.paper.scan.raster import Grey

_PATCH: Final = 12
"""The side of a patch that is looked for, in millimetres."""
_STRAY: Final = 2
"""How far it may have moved."""
_TEXTURE: Final = 18.0
"""The least spread of grey in a patch that can be told from its neighbours."""
_ALIKE: Final = 0.45
"""How like a patch must be to what is printed."""
_FEWEST: Final = 8
"""Patches that must be found and moved alike, or nobody knows how the table lies."""
_ENOUGH: Final = 40
"""Patches that are looked for."""


def aligned(table: Grey, page: KnownPage) -> Grey | None:
    """The table moved onto its print; None where too little of the print is found."""
    places, moves = _moves(table, page)
    if len(places) < _FEWEST:
        return None
    middle = np.median(moves, axis=0)
    near = np.abs(moves - middle).max(axis=1) <= FINE * 1.2
    if near.sum() < _FEWEST:
        return None
    terms = _terms(places[near], table.shape)
    bend, *_ = np.linalg.lstsq(terms, moves[near], rcond=None)
    return _moved(table, bend)


def _moves(table: Grey, page: KnownPage) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where patches stand on the print, and how far from there they are on the table."""
    side, stray = _PATCH * FINE, _STRAY * FINE
    places, moves = [], []
    for top, left in _patches(page):
        patch = page.printed[top : top + side, left : left + side]
        around = table[top - stray : top + side + stray, left - stray : left + side + stray]
        alike = cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED)
        _, best, _, (x, y) = cv2.minMaxLoc(alike)
        if best >= _ALIKE:
            places.append((left + side / 2, top + side / 2))
            moves.append((x - stray, y - stray))
    return np.array(places, float).reshape(-1, 2), np.array(moves, float).reshape(-1, 2)


@lru_cache(maxsize=32)
def _patches(page: KnownPage) -> tuple[tuple[int, int], ...]:
    """The patches of a print that are told from their neighbours, thinned out over the table."""
    side, stray = _PATCH * FINE, _STRAY * FINE
    height, width = page.printed.shape
    found = []
    for top in range(stray, height - side - stray, side):
        for left in range(stray, width - side - stray, side):
            patch = page.printed[top : top + side, left : left + side]
            if patch.std() >= _TEXTURE and _is_corner(patch):
                found.append((top, left))
    step = max(1, len(found) // _ENOUGH)
    return tuple(found[::step])


def _is_corner(patch: Grey) -> bool:
    """Whether a patch is told apart both ways: one that holds a line alone slides along it."""
    return bool(min(patch.mean(axis=0).std(), patch.mean(axis=1).std()) > _TEXTURE / 3)


def _terms(places: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.float64]:
    """The terms of a gentle bend: flat, tilted, curled."""
    x, y = places[:, 0] / shape[1], places[:, 1] / shape[0]
    return np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=1)


def _moved(table: Grey, bend: NDArray[np.float64]) -> Grey:
    height, width = table.shape
    rows, columns = np.mgrid[0:height:FINE, 0:width:FINE]
    places = np.stack([columns.ravel(), rows.ravel()], axis=1).astype(float)
    moves = (_terms(places, table.shape) @ bend).reshape(*rows.shape, 2).astype(np.float32)
    whole = cv2.resize(moves, (width, height), interpolation=cv2.INTER_LINEAR)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return cv2.remap(
        table,
        x + whole[..., 0],
        y + whole[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
