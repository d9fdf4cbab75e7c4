"""One contest's votes as they are summed (分项计票), over all papers or over one batch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from huanjie.domain.contest import PersonId


@dataclass(slots=True, kw_only=True)
class ContestTally:
    """One contest's votes, over all papers or over one batch (分项计票)."""

    valid: int = 0
    invalid: int = 0
    votes: Counter[PersonId] = field(default_factory=Counter)
    oppose: Counter[PersonId] = field(default_factory=Counter)

    @property
    def papers(self) -> int:
        """Valid and invalid papers of this contest."""
        return self.valid + self.invalid

    def add(self, other: ContestTally) -> None:
        """Take in another tally of the same contest."""
        self.valid += other.valid
        self.invalid += other.invalid
        self.votes.update(other.votes)
        self.oppose.update(other.oppose)
