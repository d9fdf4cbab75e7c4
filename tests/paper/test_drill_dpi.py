"""A drill deck takes its pictures at one density where it is told to, else as machines are set."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import pytest
from bench.scans import speed_deck

from huanjie.paper.drill.deck import Deck, drill_pages, printed_sheets
from huanjie.paper.drill.wear import Kind

A4_WIDTH = 210 / 25.4


def widths(deck: Deck, papers: int) -> Iterator[int]:
    chance = random.Random(2)
    for page in drill_pages(deck, printed_sheets(deck, papers, chance), chance):
        picture = cv2.imdecode(np.frombuffer(page.raw, np.uint8), cv2.IMREAD_GRAYSCALE)
        assert picture is not None
        yield picture.shape[1]


@pytest.mark.parametrize("dpi", [150, 240])
def test_every_picture_has_the_density_that_was_asked_for(dpi: int) -> None:
    deck = replace(speed_deck("clean"), dpi=dpi)
    assert list(widths(deck, 3)) == pytest.approx([A4_WIDTH * dpi] * 3, abs=1)


@pytest.mark.parametrize("kind", ["clean", "hard"])
def test_without_one_the_densities_are_several(kind: Kind) -> None:
    deck = replace(speed_deck(kind), dpi=None)
    assert len(set(widths(deck, 8))) > 1
