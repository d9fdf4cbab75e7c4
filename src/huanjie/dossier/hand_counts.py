"""Hand counts in a dossier (手工计票): whose sheets it holds, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huanjie.domain.rounds import Round
from huanjie.domain.sheets import Sheets, differences


@dataclass(frozen=True, slots=True)
class HandCount:
    """One vote that was counted by hand (手工计的一次投票)."""

    name: str
    """what it is called inside its round: 计票, or 再次投票的计票"""
    sheets: Sheets

    @property
    def says(self) -> str:
        """How it was counted, in one sentence."""
        number = len(differences(self.sheets.first, self.sheets.second))
        agreed = f"不同之处 {number} 处，由监票人认定" if number else "两份相同"
        return f"{self.name}由两人各自录入，互不相见，{agreed}。"


def hand_counts(round_: Round) -> Iterator[HandCount]:
    """The hand counts of one round: its own, then its revotes'."""
    if round_.sheets:
        yield HandCount("计票", round_.sheets)
    for revote in round_.revotes:
        if revote.sheets:
            yield HandCount("再次投票的计票", revote.sheets)
