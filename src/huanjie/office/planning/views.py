"""Pages of the plan (计划): open an election, its schedule as timeline and table."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.planning.changes import cancel_election, is_open, postpone, postponed
from huanjie.office.planning.forms import PlanForm, PostponeForm, ReasonForm
from huanjie.office.planning.laws import bodies_of, law_of, pack_for, schedule_as_formed
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.services import check_plan, open_election
from huanjie.office.planning.timeline import timeline
from huanjie.office.units.permission import need
from huanjie.office.web import acting_user, attempt, find_unit, is_sent, signed_in


@require_http_methods(["GET", "POST"])
def open_page(request: HttpRequest, code: str, body: str) -> HttpResponse:
    """Ask for the decisions, show them with the dates that follow, then open the election."""
    unit = find_unit(request, code)
    need(signed_in(request), Action.OPEN_ELECTION, unit)
    if body not in bodies_of(unit):
        raise PermissionDenied("这个单位没有这个组织的换届")
    pack = pack_for(body, on=clock.today(), unit=unit)
    form = PlanForm(pack, request.POST or None)
    page = {"unit": unit, "pack": pack, "form": form}
    if is_sent(request) and form.is_valid():
        if "confirm" in request.POST:
            acting = acting_user(request)
            opened = attempt(
                form, lambda: open_election(acting_user=acting, unit=unit, plan=form.plan)
            )
            if opened:
                messages.success(request, _("选举已经开启，日程已经排好。"))
                return redirect("election", opened)
        elif "edit" not in request.POST and (
            checked := attempt(form, lambda: check_plan(unit, form.plan))
        ):
            return render(request, "planning/open_check.html", page | {"schedule": checked[1]})
    return render(request, "planning/open.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def postpone_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask for another polling day, show every date that moves, then move it."""
    election = election_to(request, pk, Action.POSTPONE)
    form = PostponeForm(request.POST or None)
    page = {"election": election, "form": form, "seen": election.version}
    if is_sent(request) and form.is_valid():
        said = form.cleaned_data
        if "confirm" in request.POST:
            acting = acting_user(request)
            if attempt(form, lambda: postpone(acting_user=acting, election=election, **said)):
                messages.success(request, _("选举日已经改了，日程已经重新排好。"))
                return redirect("schedule", election.pk)
        elif found := attempt(form, lambda: postponed(election, said["polling_day"])):
            return render(request, "planning/postpone_check.html", page | {"moved": found[1]})
    return render(request, "planning/postpone.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def cancel_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Say what cancelling means, ask why, then cancel."""
    election = election_to(request, pk, Action.CANCEL_ELECTION)
    form = ReasonForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, because = acting_user(request), form.cleaned_data["because"]
        if attempt(
            form,
            lambda: cancel_election(acting_user=acting, election=election, because=because),
        ):
            messages.success(request, _("这次选举已经撤销。"))
            return redirect("unit", election.unit_id)
    page = {"election": election, "form": form, "seen": election.version}
    return render(request, "planning/cancel.html", page, status=422 if form.errors else 200)


@require_safe
def schedule_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The dated steps, as a timeline and as a table."""
    election = find_election(request, pk)
    dated = schedule_as_formed(election)
    page = {
        "election": election,
        "pack": law_of(election).pack,
        "schedule": dated,
        "timeline": timeline(dated, today=clock.today()),
        "may_postpone": is_open(Action.POSTPONE, election),
        "may_cancel": is_open(Action.CANCEL_ELECTION, election),
    }
    return render(request, "planning/schedule.html", page)
