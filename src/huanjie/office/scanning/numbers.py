"""The numbers of a scan (扫描计票的张数): how many papers are certain, and how many are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from huanjie.domain.adjudication import Item
from huanjie.domain.scanned import DOUBTS, DoubtKind
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.scanning.models import ScannedPage
from huanjie.office.scanning.work import work_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How many papers of one kind are left (一种疑票的张数)."""

    kind: DoubtKind
    name: str
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """张数: sure + ruled + void must come to what was collected; nothing of what they say."""

    collected: int
    files: int
    pages: int
    sure: int
    ruled: int
    void: int
    no_papers: int
    left: int
    kinds: tuple[Kind, ...]

    @property
    def papers(self) -> int:
        """How many papers are certain."""
        return self.sure + self.ruled + self.void

    @property
    def missing(self) -> int:
        """How many papers fewer than were collected (少几张)."""
        return max(self.collected - self.papers, 0)

    @property
    def over(self) -> int:
        """How many papers more than were collected (多几张)."""
        return max(self.papers - self.collected, 0)

    @property
    def agree(self) -> bool:
        """Whether it may be declared."""
        return not (self.left or self.missing or self.over)


def numbers_of(election: Election, round_: Round) -> Numbers | None:
    """Before the declaration; None where nothing is scanned, or it is declared: then the records
    say it all.
    """
    if not round_.is_scanned or round_.declared_at:
        return None
    pile = work_of(election, round_).pile
    return Numbers(
        collected=round_.collected or 0,
        files=round_.scan_files.count(),
        pages=ScannedPage.objects.filter(file__round=round_).count(),
        sure=len(pile.sure),
        ruled=len(pile.ruled),
        void=len(pile.void),
        no_papers=len(pile.no_papers),
        left=len(pile.left),
        kinds=kinds_of(pile.left),
    )


def kinds_of(items: Iterable[Item]) -> tuple[Kind, ...]:
    """Doubtful papers by kind, in the order of the queue; each counts once."""
    found = Counter(item.kind for item in items)
    return tuple(
        Kind(kind=kind, name=name, papers=found[kind])
        for kind, name in DOUBTS.items()
        if kind in found
    )
