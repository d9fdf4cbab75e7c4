"""Pages of the published list (公布以后的名单): somebody leaves it, and a place is filled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Action
from huanjie.office.candidacy.departing import (
    departures_of,
    fill_up,
    leave_list,
    next_in_line,
    until_of,
)
from huanjie.office.candidacy.departure_forms import LeaveForm
from huanjie.office.candidacy.evidence import facts_to_state
from huanjie.office.candidacy.gate import issues_before as own_issues
from huanjie.office.candidacy.terms import due_today
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open_to
from huanjie.office.web import acting_user, attempt, is_sent


@require_http_methods(["GET", "POST"])
def leave_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Enter that a candidate leaves the list, and what follows."""
    election = election_to(request, pk, Action.LEAVE_LIST)
    rows = election.nominees.select_related("contest", "entry")
    nominee = get_object_or_404(rows, pk=number)
    facts = facts_to_state(law_of(election).pack, election, nominee.entry)
    due = due_today(election)
    form = LeaveForm(facts, request.POST or None, due=due)
    if is_sent(request) and form.is_valid():
        acting, leaving = acting_user(request), form.leaving
        done = attempt(
            form,
            lambda: leave_list(
                acting_user=acting, election=election, nominee=number, leaving=leaving
            ),
        )
        if done:
            messages.success(request, _("已从名单上去掉。请打印公告，重新张贴。"))
            return redirect("candidates", pk)
    if nominee.state != NomineeState.CANDIDATE:
        return redirect("candidates", pk)
    page = {
        "election": election,
        "nominee": nominee,
        "form": form,
        "until": until_of(election),
        "appeal_due": due,
        "seen": election.version,
    }
    return render(request, "candidacy/leave.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def fill_up_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Say what filling means and who is next, then begin to nominate again."""
    election = election_to(request, pk, Action.FILL_UP)
    if request.method == "POST" and "confirm" in request.POST:
        fill_up(acting_user=acting_user(request), election=election)
        messages.success(request, _("可以重新提名。名单补齐以后，再核对公布。"))
        return redirect("candidates", pk)
    if not is_open_to(request, election, Action.FILL_UP):
        return redirect("candidates", pk)
    page = {
        "election": election,
        "rule": law_of(election).pack.fill_up,
        "short": list(own_issues(Action.ISSUE_PAPERS, election)),
        "next": next_in_line(election),
        "seen": election.version,
    }
    return render(request, "candidacy/fill_up.html", page)


def published_page(request: HttpRequest, election: Election) -> dict[str, Any]:
    """What the page of the candidates shows of the published list besides."""
    short = list(own_issues(Action.ISSUE_PAPERS, election))
    fills = bool(short) and law_of(election).pack.fill_up is not None
    return {
        "departures": departures_of(election),
        "short": short,
        "may_leave": is_open_to(request, election, Action.LEAVE_LIST),
        "may_fill_up": fills and is_open_to(request, election, Action.FILL_UP),
    }
