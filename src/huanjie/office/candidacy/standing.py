"""Who stands (候选人是谁): as the apps before this one ask through the gates; and that whoever was
published leaves the list by the deeds of leaving alone.
"""

from __future__ import annotations

from huanjie.domain.nominee import NOMINEE_DEEDS, NomineeDeed, NomineeState
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee
from huanjie.office.planning.models import Election


def who_stands(election: Election) -> frozenset[int]:
    """The published candidates, by the keys of their entries on the roll."""
    rows = election.nominees.filter(state=NomineeState.CANDIDATE)
    return frozenset(rows.values_list("entry_id", flat=True))


def is_published(row: Nominee) -> bool:
    """Whether somebody is on the list that was published (正式候选人), filled up now or not."""
    return row.state == NomineeState.CANDIDATE


def check_unpublished(row: Nominee, deed: NomineeDeed) -> None:
    """Refuse what is done to nominees alone (提名阶段办的事) where the person was published."""
    if is_published(row):
        raise BadInput(
            f"{row.name}是公布过的正式候选人，不能{NOMINEE_DEEDS[deed]}",
            remedy="真要离开名单的，由选举主持人在候选人页写明原因和材料，登记候选人离开名单",
        )
