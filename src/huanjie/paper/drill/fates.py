"""Fates of papers (选票的去向) in a drill: whoever trains meets each of them, in a small deck
too.
"""

from __future__ import annotations

from typing import Final

from huanjie.paper.drill.voters import Spoil

LEAST: Final = 10
"""Sheets of the smallest deck that holds every fate."""
CERTAIN: Final[tuple[tuple[Spoil | None, frozenset[Spoil | None]], ...]] = (
    (None, frozenset({None})),
    ("over-vote", frozenset({"over-vote"})),
    ("corrected", frozenset({"corrected"})),
    ("torn", frozenset({"torn", "blotted", "signed", "name-crossed"})),
)
"""Each main fate, by the paper that is put in where chance brought none: clear (清楚), void by the
law (多选), for people to decide (疑票), spoiled (污损); and by what else comes to the same. A
scribbled-out mark is a doubt on every form, two marks or a name are not."""


class Fates:
    """What becomes of one sheet after another: chance decides, until there are only as many left
    as fates that nobody met. So a deck stays as its seed makes it up to its last sheets.
    """

    def __init__(self, sheets: int, spoiled: float) -> None:
        self._left = sheets
        wanted = CERTAIN if spoiled < 1 else CERTAIN[1:]
        self._missing = list(wanted) if sheets >= LEAST and spoiled > 0 else []

    def next(self, by_chance: Spoil | None) -> Spoil | None:
        """What is wrong with the next sheet."""
        spoil = by_chance
        if self._missing and self._left <= len(self._missing):
            spoil, _ = self._missing[0]
        self._missing = [fate for fate in self._missing if spoil not in fate[1]]
        self._left -= 1
        return spoil
