"""Symbols (符号): whether a drawn mark is a ○ or a ×, or neither for sure.

A ○ is one ring around an empty middle; a × is two strokes through the middle with four arms. A
tick, a filled box, a ring with something in it and everything else is for a person.
"""

from __future__ import annotations

import math
from typing import Final, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.domain.tally import Mark
from huanjie.paper.scan.sampling import Mask

Symbol = Literal["circle", "cross"]

MEANS: Final[dict[Symbol, Mark]] = {"circle": "approve", "cross": "oppose"}
"""What each symbol says (赞成画 ○，反对画 ×)."""

_LEAST: Final = 1.8
"""Millimetres across of the smallest symbol."""
_CLOSED: Final = 0.5
"""Millimetres of a gap that a pen leaves."""
_DIRECTIONS: Final = 36
"""Parts of the circle, in which ink is counted as seen from the middle."""
_ALL_AROUND: Final = 30
"""A ring is met in so many of the directions."""
_AROUND_THE_CUT: Final = 24
"""And in so many where a large one is cut by the frame of its box."""
_EMPTY: Final = 0.38
"""Within this share of a ring's radius there is nothing."""
_EVEN: Final = 0.27
"""How uneven a ring's radius may be, as a share of it."""
_MIDDLE: Final = 0.3
"""A cross has ink within this share of its radius."""
_ARMS: Final = 4
"""of a cross"""
_ARM: Final = (0.55, 1.3)
"""Where arms are looked for, as shares of the radius."""
_OPPOSITE: Final = math.radians(40)
"""How far two arms may be from lying opposite each other."""
_BROAD: Final = 20
"""Directions that four arms take up together at the most."""


def symbol_in(ink: Mask, *, density: float) -> Symbol | None:
    """The symbol that this ink is; None where it is neither for sure."""
    mask = _joined(ink, density)
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return None
    high, wide = np.ptp(rows) / density, np.ptp(columns) / density
    if max(high, wide) < _LEAST or min(high, wide) < 0.35 * max(high, wide):
        return None
    y, x = (rows.max() + rows.min()) / 2, (columns.max() + columns.min()) / 2
    dy, dx = (rows - y) / (np.ptp(rows) / 2), (columns - x) / (np.ptp(columns) / 2)
    away, turned = np.hypot(dx, dy), np.arctan2(dy, dx)
    border = (mask[0], mask[-1], mask[:, 0], mask[:, -1])
    cut = any(bool(side.any()) for side in border)
    if _is_ring(away, turned, cut=cut):
        return "circle"
    return "cross" if _is_cross(away, turned) else None


def _joined(ink: Mask, density: float) -> Mask:
    """The ink without dust and without the gaps that a pen or a frame leaves in a stroke."""
    size = 2 * round(_CLOSED * density / 2) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    padded = np.pad(ink, size).astype(np.uint8)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    closed = closed[size:-size, size:-size]
    _, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    kept = areas >= max(0.12 * areas.sum(), 1)
    mask: Mask = kept[labels]
    return mask


def _is_ring(away: NDArray[np.float64], turned: NDArray[np.float64], *, cut: bool) -> bool:
    met = len(np.unique(_direction(turned)))
    within = float((away < _EMPTY).mean())
    around = met >= (_AROUND_THE_CUT if cut else _ALL_AROUND)
    return around and within == 0.0 and float(away.std() / away.mean()) <= _EVEN


def _is_cross(away: NDArray[np.float64], turned: NDArray[np.float64]) -> bool:
    if not (away < _MIDDLE).any():
        return False
    out = (away >= _ARM[0]) & (away <= _ARM[1])
    counts = np.bincount(_direction(turned[out]), minlength=_DIRECTIONS)
    arms = _runs(counts > 0.15 * counts.max()) if counts.any() else []
    if len(arms) != _ARMS or sum(wide for _, wide in arms) > _BROAD:
        return False
    middles = sorted(middle for middle, _ in arms)
    return all(
        abs(_between(middles[n], middles[n + 2]) - math.pi) <= _OPPOSITE for n in range(2)
    ) and all(
        _between(middles[n], middles[(n + 1) % _ARMS]) >= math.radians(35) for n in range(_ARMS)
    )


def _direction(turned: NDArray[np.float64]) -> NDArray[np.int64]:
    part = (turned + math.pi) / math.tau * _DIRECTIONS
    return np.minimum(part.astype(np.int64), _DIRECTIONS - 1)


def _runs(met: Mask) -> list[tuple[float, int]]:
    """Runs of directions around the circle: the middle of each as an angle, and how wide it is."""
    if met.all() or not met.any():
        return [(0.0, len(met))] if met.all() else []
    start = int(np.flatnonzero(~met)[0])
    turned = np.roll(met, -start)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], turned.astype(np.int8), [0]))))
    step = math.tau / len(met)
    return [
        (((start + (first + last) / 2) * step) % math.tau, int(last - first))
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    ]


def _between(one: float, other: float) -> float:
    return (other - one) % math.tau
