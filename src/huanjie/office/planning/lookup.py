"""Finding an election (查找选举): only where the user may see it."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from huanjie.domain.permission import Action
from huanjie.office.planning.models import Election
from huanjie.office.prepared import Prepared
from huanjie.office.units.permission import allowed, need
from huanjie.office.web import signed_in

_ELECTION: Final = Prepared(
    Election._meta.get_field("id"),
    ask=lambda pk: Election.objects.select_related("unit").filter(pk=pk),
)


def find_election(request: HttpRequest, pk: str, action: Action = Action.SEE_UNIT) -> Election:
    """An election that this user may see; any other is answered as if it were not there."""
    election = _ELECTION.first(pk)
    if election is None or not allowed(signed_in(request), action, election):
        raise Http404(_("没有这次选举，或者您的账号不能查看它。"))
    return election


def election_to(request: HttpRequest, pk: str, action: Action) -> Election:
    """An election that this user may see, and may do this in: refused where they may not do it."""
    election = find_election(request, pk)
    need(signed_in(request), action, election)
    return election
