"""Who stands (候选人是谁), as the apps before this one ask through the gates."""

from __future__ import annotations

from huanjie.domain.nominee import NomineeState
from huanjie.office.planning.models import Election


def who_stands(election: Election) -> frozenset[int]:
    """The published candidates, by the keys of their entries on the roll."""
    rows = election.nominees.filter(state=NomineeState.CANDIDATE)
    return frozenset(rows.values_list("entry_id", flat=True))
