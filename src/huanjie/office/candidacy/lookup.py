"""Finding an election to do something in (办理候选人事项的选举)."""

from __future__ import annotations

from django.http import HttpRequest

from huanjie.domain.permission import Action
from huanjie.office.planning.lookup import find_election
from huanjie.office.planning.models import Election
from huanjie.office.units.permission import need
from huanjie.office.web import signed_in


def election_to(action: Action, request: HttpRequest, pk: str) -> Election:
    """An election that this user sees and may do this in: 404 where they may not see it, 403
    where they may not do it.
    """
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    need(signed_in(request), action, election)
    return election
