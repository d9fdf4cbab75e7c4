"""What became of papers that were read (识读的结果): right, wrong without a word, or a person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.amc import Ticks
from bench.amcsheet import Place
from huanjie.domain.scanned import join_pages
from huanjie.paper.drill.deck import DrillPage
from huanjie.paper.scan.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many papers there were, and what became of them."""

    papers: int
    right: int
    """read as the truth says, with nobody asked"""
    silent: int
    """read as something else, with nobody asked: silent misreads (静默误读)"""

    @property
    def asked(self) -> int:
        """Left to a person (交人工认定)."""
        return self.papers - self.right - self.silent

    def __str__(self) -> str:
        return f"{self.silent} misread, {self.asked / self.papers:.1%} to a person"


def of_papers(reader: Reader, pages: Sequence[DrillPage]) -> Outcome:
    """What ours makes of a pile: its pictures are joined as the command joins them."""
    reads = [
        read
        for number, page in enumerate(pages)
        for read in reader.read_file(str(number), page.raw)
    ]
    forms = {known.form.key: known.form for known in reader.known.values()}
    sure = join_pages(reads, forms.values()).papers
    truths = [(paper, pages[int(file)]) for paper in sure for file, _ in paper.source[:1]]
    right = {page.paper for paper, page in truths if paper.contests == page.truth}
    return Outcome(
        papers=len({page.paper for page in pages}),
        right=len(right),
        silent=sum(paper.contests != page.truth for paper, page in truths),
    )


def of_ticks(ticks: Ticks, pages: Sequence[DrillPage]) -> Outcome:
    """What AMC makes of the same: a person sees the pictures that it could not read, and every
    candidate with two marks.
    """
    verdicts: dict[int, set[bool | None]] = {}
    for number, page in enumerate(pages):
        verdict = _verdict(ticks.get(f"{number}.jpg"), page)
        verdicts.setdefault(page.paper, set()).add(verdict)
    return Outcome(
        papers=len(verdicts),
        right=sum(each == {True} for each in verdicts.values()),
        silent=sum(False in each for each in verdicts.values()),
    )


def _verdict(ticked: frozenset[Place] | None, page: DrillPage) -> bool | None:
    """Whether a picture was read right; None where a person is asked."""
    if ticked is None or len({person for person, _ in ticked}) < len(ticked):
        return None
    papers = (page.truth or {}).values()
    return ticked == {place for paper in papers for place in paper.marks.items()}
