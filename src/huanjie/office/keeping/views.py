"""Pages of keeping (保管页): what of an election is kept until when, and what holds it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huanjie.domain.permission import Action
from huanjie.law.retention import load_retention
from huanjie.office.keeping.ended import OF_THE_SITE, ended_on, is_held, periods_of
from huanjie.office.keeping.forms import HoldForm
from huanjie.office.keeping.services import lift_hold, place_hold
from huanjie.office.planning.lookup import find_election
from huanjie.office.planning.models import Election
from huanjie.office.units.permission import allowed, need
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@require_http_methods(["GET", "POST"])
def keeping_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Every kind with its days and articles; place a hold."""
    election = find_election(request, pk)
    form = HoldForm(request.POST or None)
    if request.method == "POST":
        need(signed_in(request), Action.HOLD_DATA, election)
        if is_sent(request) and form.is_valid() and _placed(request, election, form):
            messages.success(request, _("已保全。解除以前，这次选举的资料一样也不删。"))
            return redirect("keeping", pk)
    page = {
        "election": election,
        "form": form,
        "rows": _rows(election),
        "ended_on": ended_on(election),
        "is_held": is_held(election),
        "holds": election.holds.select_related("placed_by"),
        "may_hold": allowed(signed_in(request), Action.HOLD_DATA, election),
    }
    return render(request, "keeping/keeping.html", page, status=422 if form.errors else 200)


def _placed(request: HttpRequest, election: Election, form: HoldForm) -> int | None:
    acting, because = acting_user(request), form.cleaned_data["because"]
    return attempt(form, lambda: place_hold(acting_user=acting, election=election, because=because))


@require_POST
def lift_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Let a hold go."""
    election = find_election(request, pk)
    lift_hold(acting_user=acting_user(request), election=election, hold=number)
    messages.success(request, _("保全已经解除；到期的资料在下一次定时任务时删除。"))
    return redirect("keeping", pk)


def _rows(election: Election) -> list[dict[str, object]]:
    """Each kind, with what holds for it and whether it is gone."""
    periods = periods_of(election)
    gone = {each.kind: each for each in election.deletions.all()}
    kinds = (each for each in load_retention() if each.kind != OF_THE_SITE)
    return [
        {"kind": each, "period": periods.get(each.kind), "gone": gone.get(each.kind)}
        for each in kinds
    ]
