"""A drill holds each main fate of a paper (清楚、多选、疑票、污损), however small, by its seed
alone.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

import pytest
from tests.paper.test_drill import CHOICE, EIGHT, fed, joined, misread

from huanjie.domain.election import Election
from huanjie.paper.drill.fates import CERTAIN, LEAST, Fates
from huanjie.paper.drill.voters import SPOILS, Spoil

CLEAR: Final[Spoil | None] = None


def dealt(by_chance: Sequence[Spoil | None], *, spoiled: float = 0.03) -> list[Spoil | None]:
    fates = Fates(len(by_chance), spoiled)
    return [fates.next(each) for each in by_chance]


def missing(spoils: Sequence[Spoil | None]) -> list[Spoil | None]:
    return [name for name, same in CERTAIN if not same & set(spoils)]


def test_ten_sheets_on_which_chance_spoils_none_hold_every_fate() -> None:
    spoils = dealt([CLEAR] * LEAST)
    assert missing(spoils) == []
    assert spoils.count(CLEAR) == LEAST - 3


def test_nine_sheets_are_as_chance_has_them() -> None:
    assert dealt([CLEAR] * (LEAST - 1)) == [CLEAR] * (LEAST - 1)


@pytest.mark.parametrize("spoil", SPOILS)
def test_ten_sheets_of_one_fate_alone_hold_every_fate(spoil: Spoil) -> None:
    assert missing(dealt([spoil] * LEAST)) == []


def test_what_chance_brought_is_not_put_in_again() -> None:
    by_chance: list[Spoil | None] = ["blotted", "corrected", "over-vote", *[CLEAR] * 7]
    assert dealt(by_chance) == by_chance


def test_any_deck_of_ten_or_more_holds_every_fate_and_is_chance_up_to_its_last_sheets() -> None:
    chance = random.Random(4)
    for sheets in range(LEAST, 60):
        by_chance = [chance.choice((CLEAR, CLEAR, *SPOILS)) for _ in range(sheets)]
        spoils = dealt(by_chance)
        assert missing(spoils) == []
        assert spoils[: -len(CERTAIN)] == by_chance[: -len(CERTAIN)]


def test_a_deck_without_spoiled_sheets_gets_none() -> None:
    assert dealt([CLEAR] * LEAST, spoiled=0) == [CLEAR] * LEAST


def test_a_deck_of_spoiled_sheets_alone_gets_no_clear_one() -> None:
    spoils = dealt(["write-in"] * LEAST, spoiled=1)
    assert CLEAR not in spoils
    assert missing(spoils) == [CLEAR]


@pytest.mark.parametrize("own", [EIGHT, CHOICE])
def test_of_ten_sheets_some_are_clear_and_some_are_for_people_to_see(own: Election) -> None:
    deck = fed(own, LEAST, seed=3, kinds=("clean",))
    read = joined(deck)
    assert misread(deck, read) == []
    doubted = {deck.pages[int(page.file)].spoil for page in read.doubtful}
    assert "corrected" in doubted
    assert read.papers
