"""The page that hands out the roll as a file (导出名册)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.office.planning.lookup import election_to
from huanjie.office.roll.forms import TakeForm
from huanjie.office.roll.listing import found_on_roll
from huanjie.office.roll.taking import HEADS, take_roll
from huanjie.office.web import acting_user, attempt, is_sent
from huanjie.office.xlsx import spreadsheet


@never_cache
@require_http_methods(["GET", "POST"])
def take_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask what the file is for, then hand it out; it stands in the log."""
    election = election_to(request, pk, Action.EXPORT_ROLL)
    asked = request.POST or request.GET
    shown = {"query": asked.get("query", ""), "order": asked.get("order", "")}
    form = TakeForm(request.POST or None, initial=shown)
    if is_sent(request) and form.is_valid():
        acting, said = acting_user(request), form.cleaned_data
        rows = attempt(form, lambda: take_roll(acting_user=acting, election=election, **said))
        if rows:
            return spreadsheet(name=f"roll-{election.unit_id}", heads=HEADS, rows=rows)
    on_roll = found_on_roll(election, shown["query"]).count()
    page = {"election": election, "form": form, "on_roll": on_roll, "query": shown["query"]}
    return render(request, "roll/take.html", page, status=422 if form.errors else 200)
