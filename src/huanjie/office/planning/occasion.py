"""What every paper of an election says alike (哪次选举的文书): its place, its law and its day."""

from __future__ import annotations

from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.paper.nominee_papers import Occasion


def occasion_of(election: Election) -> Occasion:
    """Which election a paper belongs to."""
    return Occasion(
        place=election.unit.full_name, pack=law_of(election).pack, polling_day=election.polling_day
    )
