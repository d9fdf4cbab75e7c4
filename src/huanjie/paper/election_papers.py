"""The papers of a poll by their names (投票日的文书一览): each kind, and what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.paper.envelope import envelopes
from huanjie.paper.poll_day import PollDay
from huanjie.paper.poll_notice import poll_notice
from huanjie.paper.read_out import read_out_sheets
from huanjie.paper.tally_sheet import tally_sheets
from huanjie.paper.word import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """A kind of paper (一种文书): what it is called, and what makes it of a poll."""

    name: str
    make: Callable[[PollDay], Document]


PAPERS: Final[Mapping[str, PaperKind]] = {
    "tally-sheet": PaperKind(name="计票单", make=tally_sheets),
    "read-out": PaperKind(name="唱票记录", make=read_out_sheets),
    "envelope": PaperKind(name="票袋封面、选票封存袋", make=envelopes),
    "notice": PaperKind(name="投票须知", make=poll_notice),
}
"""Every paper that needs no roll, in the order in which a user finds them."""
