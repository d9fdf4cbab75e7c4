"""Ballots for W1 (扫描基准的选票): one contest of eight candidates on A4, each to be approved,
opposed or abstained from; drawn, marked and worn by the drill from a fixed seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Candidate, Contest, Election, Unit
from huanjie.law.shelf import load
from huanjie.paper.ballot_drawing import Wording
from huanjie.paper.ballot_print import Press
from huanjie.paper.drill.deck import Deck, DrillPage, DrillSheet, drill_pages, printed_sheets
from huanjie.paper.drill.wear import WEAR, Kind

SEED: Final = 20261129
DPI: Final = 200
"""of the pictures that are timed"""
KINDS: Final[tuple[Kind, ...]] = tuple(WEAR)
PRESS: Final = Press()
_DAY: Final = date(2026, 6, 28)
_NAMES: Final = ["赵一山", "钱秋水", "孙三省", "李四维", "周五常", "吴六合", "郑七略", "王八方"]
_SEATS: Final = 5

Dressing = Callable[[DrillSheet], DrillSheet]
"""What is done to a printed sheet before anybody marks it: a peer's own marks."""


def wording() -> Wording:
    """The election on the paper, invented."""
    people = tuple(Candidate(id=PersonId(name), name=name) for name in _NAMES)
    election = Election(
        pack="villagers-committee",
        region=None,
        unit=Unit(code="510100000000", name="三联村"),
        polling_day=_DAY,
        contests=(Contest(post=Post("member"), seats=_SEATS, candidates=people),),
    )
    return Wording(election=election, pack=load("villagers-committee", today=_DAY))


def speed_deck(kind: Kind) -> Deck:
    """Nothing but ballots that say one thing, every picture at 200 dpi."""
    return Deck(wording=wording(), kinds=(kind,), spoiled=0, dpi=DPI, press=PRESS)


def drill_deck(kind: Kind) -> Deck:
    """As the drill makes it: spoiled papers, pictures that do not belong, dpi of every machine."""
    return Deck(wording=wording(), kinds=(kind,), press=PRESS)


def pictures(deck: Deck, papers: int, *, dressed: Dressing | None = None) -> list[DrillPage]:
    """The pictures of so many papers: same deck, same votes, same strokes and wear, whatever the
    sheets are dressed in.
    """
    chance = random.Random(SEED)
    sheets: Sequence[DrillSheet] = printed_sheets(deck, papers, chance)
    if dressed:
        sheets = [dressed(sheet) for sheet in sheets]
    return list(drill_pages(deck, sheets, chance))
