"""Pen strokes (笔画): the marks that people make in a box, drawn with an unsteady hand."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.domain.ballotform import Area
from huanjie.paper.scan.raster import Grey

Point = tuple[float, float]
Stroke = list[Point]
"""A line of points in millimetres on the paper."""

_FINE: Final = 4
"""Bits behind the point of a drawn coordinate."""


@dataclass(frozen=True, slots=True)
class Pen:
    """A pen (笔): how wide its line is in millimetres, and how dark on white paper, 0 to 255."""

    width: float
    grey: int


def any_pen(chance: random.Random) -> Pen:
    """A ball pen, a gel pen or a felt pen."""
    return Pen(chance.uniform(0.35, 0.8), chance.randint(20, 90))


def pencil(chance: random.Random) -> Pen:
    """A pencil (铅笔), pressed lightly."""
    return Pen(chance.uniform(0.4, 0.7), chance.randint(115, 165))


def circle(box: Area, chance: random.Random) -> list[Stroke]:
    """○, not quite round and not quite closed."""
    x, y = box.x + box.w / 2, box.y + box.h / 2
    across = box.w * chance.uniform(0.24, 0.46)
    down = across * chance.uniform(0.75, 1.25)
    start, turn = chance.uniform(0, math.tau), math.tau * chance.uniform(0.93, 1.12)
    drift = chance.uniform(-0.12, 0.12)
    points = []
    for n in range(33):
        angle = start + turn * n / 32
        wide = 1 + drift * n / 32
        points.append((x + across * wide * math.cos(angle), y + down * wide * math.sin(angle)))
    return [_unsteady(points, chance)]


def tick(box: Area, chance: random.Random) -> list[Stroke]:
    """√, its long stroke often beyond the box."""
    x, y = box.x + box.w * chance.uniform(0.15, 0.35), box.y + box.h * chance.uniform(0.4, 0.6)
    low = (x + box.w * chance.uniform(0.12, 0.25), box.y + box.h * chance.uniform(0.75, 0.95))
    end = (box.x + box.w * chance.uniform(0.8, 1.2), box.y + box.h * chance.uniform(-0.05, 0.25))
    return [_unsteady(_between((x, y), low, 6) + _between(low, end, 12), chance)]


def cross(box: Area, chance: random.Random) -> list[Stroke]:
    """×, two lines."""
    strokes = []
    for mirrored in (False, True):
        left = box.x + box.w * chance.uniform(0.08, 0.25)
        right = box.x + box.w * chance.uniform(0.75, 0.95)
        top = box.y + box.h * chance.uniform(0.08, 0.25)
        bottom = box.y + box.h * chance.uniform(0.75, 0.95)
        ends = ((right, top), (left, bottom)) if mirrored else ((left, top), (right, bottom))
        strokes.append(_unsteady(_between(*ends, 12), chance))
    return strokes


def filled(box: Area, chance: random.Random) -> list[Stroke]:
    """涂黑: to and fro inside the box."""
    return [_zigzag(box.grown(-0.14 * box.w), chance, lines=chance.randint(9, 14))]


def small(box: Area, chance: random.Random) -> list[Stroke]:
    """A short stroke, as of somebody who fears to do wrong."""
    side = box.w * chance.uniform(0.32, 0.42)
    x = box.x + box.w * chance.uniform(0.2, 0.5)
    y = box.y + box.h * chance.uniform(0.25, 0.5)
    inner = Area(x=x, y=y, w=side, h=side)
    return chance.choice((tick, cross, circle))(inner, chance)


def beside(box: Area, chance: random.Random) -> list[Stroke]:
    """A mark that a good part of stands outside the box (画出框外)."""
    x, y = (chance.choice((-1, 1)) * chance.uniform(0.2, 0.4) * box.w for _ in range(2))
    moved = Area(x=box.x + x, y=box.y + y * 0.5, w=box.w, h=box.h)
    return chance.choice((tick, cross, circle))(moved, chance)


def scribbled_out(box: Area, chance: random.Random) -> list[Stroke]:
    """涂改: a mark, and the scribble that takes it back."""
    mark = chance.choice((tick, cross, circle))(box, chance)
    over = box.grown(box.w * chance.uniform(0.05, 0.2))
    return [*mark, _zigzag(over, chance, lines=chance.randint(8, 13))]


def writing(area: Area, chance: random.Random, *, characters: int = 3) -> list[Stroke]:
    """Characters as a hand writes them (手写的字): strokes that fill a square each."""
    size = min(area.h * 0.75, area.w / (characters + 1))
    strokes = []
    for n in range(characters):
        left, top = area.x + size * (0.4 + n * 1.05), area.y + (area.h - size) / 2
        for _ in range(chance.randint(5, 8)):
            a, b = ((left + chance.random() * size, top + chance.random() * size) for _ in "ab")
            strokes.append(_unsteady(_between(a, b, 5), chance))
    return strokes


MARKS: Final[dict[str, Callable[[Area, random.Random], list[Stroke]]]] = {
    "circle": circle,
    "tick": tick,
    "cross": cross,
    "filled": filled,
    "small": small,
    "beside": beside,
}
"""The marks that say yes to their box (记号), by name."""
HANDS: Final = {**MARKS, "scribbled-out": scribbled_out}
"""Whatever a voter may draw in a box (笔迹)."""


def _between(a: Point, b: Point, steps: int) -> Stroke:
    return [
        (a[0] + (b[0] - a[0]) * n / steps, a[1] + (b[1] - a[1]) * n / steps)
        for n in range(steps + 1)
    ]


def _zigzag(area: Area, chance: random.Random, *, lines: int) -> Stroke:
    points: Stroke = []
    for n in range(lines + 1):
        y = area.y + area.h * n / lines
        side = area.x + (area.w if n % 2 else 0)
        points.append((side + chance.uniform(-0.3, 0.3), y + chance.uniform(-0.2, 0.2)))
    return points


def _unsteady(points: Stroke, chance: random.Random) -> Stroke:
    return [(x + chance.gauss(0, 0.06), y + chance.gauss(0, 0.06)) for x, y in points]


def draw_strokes(page: Grey, strokes: Sequence[Stroke], pen: Pen, *, density: float) -> None:
    """Put strokes on a page of so many points a millimetre; ink never lightens what it covers."""
    layer = np.full_like(page, 255)
    for stroke in strokes:
        points = np.round(np.array(stroke) * density * (1 << _FINE)).astype(np.int32)
        wide = max(1, round(pen.width * density))
        cv2.polylines(layer, [points], False, pen.grey, wide, cv2.LINE_AA, _FINE)
    np.minimum(page, layer, out=page)


def cover(page: Grey, corners: NDArray[np.int32], *, grey: int) -> None:
    """Cover a part of a page: a corner torn off, a blot."""
    cv2.fillPoly(page, [corners], grey, cv2.LINE_AA)


def scaled(page: Grey, factor: float) -> Grey:
    """A page with more or fewer points a millimetre."""
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    return cv2.resize(page, None, fx=factor, fy=factor, interpolation=how)
