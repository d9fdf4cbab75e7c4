"""What this app says before the deeds of choosing (推选的关口)."""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.choosing import representatives_vote
from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.electors.committee import missing_before
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election


def issues_before(deed: Action, election: Election) -> Iterator[BadInput]:
    """Whoever is chosen stands on a published roll; but where representatives vote they are chosen
    before, for their own list is the roll that is published; and where their meeting elects, the
    committee is on it.
    """
    yield from missing_before(deed, election)
    if deed != Action.KEEP_CHOSEN or election.stage != Stage.OPENED:
        return
    if not representatives_vote(law_of(election).pack, method=election.method):
        yield BadInput("名单还没有公布，不能登记推选的人", remedy="先公布名单")
