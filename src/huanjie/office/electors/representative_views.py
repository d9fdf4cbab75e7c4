"""The page that makes a roll of those who were chosen (用代表名单作名册)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.electors.representatives import consider, lists_for, make_roll_of_chosen
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, signed_in


@never_cache
@require_http_methods(["GET", "POST"])
def roll_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Show the representatives of a posted list, or why it cannot be a roll; then make it one."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    user = signed_in(request)
    lists = [each for each in lists_for(election) if allowed(user, Action.SEE_ROLL, each)]
    asked = request.POST.get("of", "") or request.GET.get("of", "")
    source = next((each for each in lists if each.pk == asked), next(iter(lists), None))
    if request.method == "POST" and "confirm" in request.POST and source:
        loaded = make_roll_of_chosen(
            acting_user=acting_user(request), election=election, source=source
        )
        messages.success(request, _("已从推选名单导入 %(people)d 人。") % {"people": loaded})
        return redirect("roll", pk)
    if not is_open(election, Action.LOAD_ROLL):
        return redirect("roll", pk)
    page: dict[str, Any] = {"election": election, "lists": lists, "source": source}
    page |= _looked_at(election, source) | {"seen": election.version}
    if found := page["found"]:
        note_shown(user, region=election.unit_id, people=len(found.people))
    return render(request, "electors/roll_of_chosen.html", page)


def _looked_at(election: Election, source: Election | None) -> dict[str, Any]:
    """The list as it would become the roll, or why it would not."""
    if source is None:
        return {"found": None, "fault": None}
    try:
        return {"found": consider(election, source), "fault": None}
    except BadInput as fault:
        return {"found": None, "fault": fault}
