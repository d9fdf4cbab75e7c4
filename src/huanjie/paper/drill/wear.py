"""Wear (损耗): what scanners, folding and phones do to the picture of a sheet."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.paper.scan.raster import Grey, as_jpeg

Kind = Literal["clean", "hard", "photo"]
"""What a picture went through (图像的种类): a good scanner, a worn one, a phone."""


@dataclass(frozen=True, slots=True)
class Worn:
    """A picture as it comes from a machine (一幅图像)."""

    picture: Grey
    quality: int
    """of its JPEG"""


def clean(page: Grey, chance: random.Random) -> Worn:
    """A well-kept scanner."""
    turned = _turned(page, chance.uniform(-0.7, 0.7), chance, paper=250)
    return Worn(_noisy(turned, 3, chance), 80)


def hard(page: Grey, chance: random.Random) -> Worn:
    """A worn feeder: aslant, shaded, noisy, specked, folded, a black border, upside down."""
    picture = page.copy()
    if chance.random() < 0.4:
        _fold(picture, chance)
    if chance.random() < 0.05:
        _streak(picture, chance)
    _specks(picture, chance)
    picture = _turned(picture, chance.uniform(-3, 3), chance, paper=245)
    picture = _shaded(picture, chance, least=0.78)
    if chance.random() < 0.3:
        _black_border(picture, chance)
    if chance.random() < 0.3:
        picture = cv2.rotate(picture, cv2.ROTATE_180)
    return Worn(_noisy(picture, 8, chance), 70)


def photo(page: Grey, chance: random.Random) -> Worn:
    """A phone over a table: perspective, uneven light, a little out of focus, any way up."""
    height, width = page.shape
    margin = int(0.06 * height)
    size = (width + 2 * margin, height + 2 * margin)
    ends = [(margin, margin), (size[0] - margin, margin)]
    ends += [(size[0] - margin, size[1] - margin), (margin, size[1] - margin)]
    bent = [
        (x + chance.uniform(-1, 1) * margin * 0.6, y + chance.uniform(-1, 1) * margin * 0.6)
        for x, y in ends
    ]
    paper = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    lay = cv2.getPerspectiveTransform(paper, np.array(bent, np.float32))
    table: Grey = np.full((size[1], size[0]), chance.randint(60, 130), np.uint8)
    picture = cv2.warpPerspective(
        page, lay, size, dst=table, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT
    )
    picture = _shaded(cv2.GaussianBlur(picture, (0, 0), 0.9), chance, least=0.6)
    turns: tuple[int | None, ...] = (
        None,
        cv2.ROTATE_90_CLOCKWISE,
        cv2.ROTATE_180,
        cv2.ROTATE_90_COUNTERCLOCKWISE,
    )
    turn = chance.choice(turns)
    if turn is not None:
        picture = cv2.rotate(picture, turn)
    return Worn(_noisy(picture, 5, chance), 75)


WEAR: Final[dict[Kind, Callable[[Grey, random.Random], Worn]]] = {
    "clean": clean,
    "hard": hard,
    "photo": photo,
}


def jpeg(worn: Worn) -> bytes:
    """The picture as a file."""
    return as_jpeg(worn.picture, quality=worn.quality)


def _turned(page: Grey, degrees: float, chance: random.Random, *, paper: int) -> Grey:
    height, width = page.shape
    lay = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    lay[:, 2] += [chance.uniform(-0.006, 0.006) * width, chance.uniform(-0.006, 0.006) * height]
    return cv2.warpAffine(page, lay, (width, height), borderValue=paper)


def _noise(chance: random.Random) -> np.random.Generator:
    return np.random.default_rng(chance.getrandbits(64))


def _noisy(page: Grey, sigma: float, chance: random.Random) -> Grey:
    grain: NDArray[np.float32] = _noise(chance).standard_normal(page.shape, np.float32)
    return np.clip(page * np.float32(0.97) + grain * np.float32(sigma), 0, 255).astype(np.uint8)


def _shaded(page: Grey, chance: random.Random, *, least: float) -> Grey:
    """Light that falls off from one corner to another."""
    ends = np.array([[chance.uniform(least, 1) for _ in range(2)] for _ in range(2)], np.float32)
    light = cv2.resize(ends, page.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.clip(page * light, 0, 255).astype(np.uint8)


def _fold(page: Grey, chance: random.Random) -> None:
    """A crease: a soft dark line and a lighter one beside it."""
    height, width = page.shape
    y, lean = int(height * chance.uniform(0.3, 0.7)), int(chance.uniform(-0.01, 0.01) * width)
    layer = np.full_like(page, 255)
    cv2.line(layer, (0, y), (width, y + lean), chance.randint(205, 225), 3, cv2.LINE_AA)
    np.minimum(page, cv2.GaussianBlur(layer, (0, 0), 2), out=page)


def _streak(page: Grey, chance: random.Random) -> None:
    """Dirt on the glass draws a line down the whole page."""
    height, width = page.shape
    x = int(width * chance.uniform(0.05, 0.95))
    cv2.line(page, (x, 0), (x, height), chance.randint(60, 190), chance.choice((1, 2, 3)))


def _specks(page: Grey, chance: random.Random) -> None:
    """Dust on the glass."""
    height, width = page.shape
    for _ in range(chance.randint(5, 40)):
        place = chance.randrange(width), chance.randrange(height)
        cv2.circle(page, place, chance.choice((0, 1, 1, 2)), chance.randint(30, 140), -1)


def _black_border(page: Grey, chance: random.Random) -> None:
    """The lid's shadow along one edge."""
    height, width = page.shape
    wide = int(width * chance.uniform(0.005, 0.02))
    if chance.random() < 0.5:
        page[:, :wide] = 15
    else:
        page[height - wide :] = 15
