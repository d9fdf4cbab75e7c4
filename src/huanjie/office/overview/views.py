"""Pages of one place and of one election (单位和选举的页面): what is to do, and what was done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from huanjie.domain.cycle import OVER
from huanjie.domain.permission import REVIEW_ROLES, Action
from huanjie.office.cover.lookup import cover_of
from huanjie.office.overview.readiness import READINESS_NAMES
from huanjie.office.overview.sight import Below, sight_of
from huanjie.office.overview.survey import survey
from huanjie.office.planning.laws import EXPECTED, bodies_of, body_name, correction_of
from huanjie.office.planning.lookup import find_election
from huanjie.office.planning.models import Election
from huanjie.office.review.late import late_in
from huanjie.office.units.history import heirs_of
from huanjie.office.units.models import Assignment, Level, Unit, within
from huanjie.office.units.permission import allowed, in_force, only_elections_of, places_of
from huanjie.office.web import find_unit, signed_in

_SHOWN_AT_HOME = 12


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The board for an officer, the accounts for an administrator, the own place for the others."""
    user = signed_in(request)
    if places_of(user, Action.SEE_BOARD):
        return redirect("board")
    if places_of(user, Action.SEE_ACCOUNTS):
        return redirect("accounts")
    places = places_of(user, Action.SEE_UNIT)
    if not places and places_of(user, Action.SEE_QUESTIONS):
        return redirect("questions")
    if len(places) == 1:
        return redirect("unit", places[0].pk)
    by_card = only_elections_of(user)
    if not places and by_card:
        return _home_by_card(request, by_card)
    running = Election.objects.filter(unit__in=places).exclude(stage__in=OVER)
    sights = [sight_of(user, each) for each in running.select_related("unit")[:_SHOWN_AT_HOME]]
    return render(request, "overview/home.html", {"places": places, "sights": sights})


def _home_by_card(request: HttpRequest, elections: list[str]) -> HttpResponse:
    """The one election of whoever was chosen in the hall; once it has ended there is nothing."""
    running = Election.objects.filter(pk__in=elections).exclude(stage__in=OVER).first()
    if running:
        return redirect("election", running.pk)
    return render(request, "overview/home.html", {"is_card_over": True})


@require_safe
def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """A village with its elections, or a higher place with what lies below it."""
    unit = find_unit(request, code)
    if unit.level != Level.UNIT:
        return _higher_place(request, unit)
    user = signed_in(request)
    elections = list(unit.elections.select_related("unit"))
    running = [each for each in elections if not each.is_over]
    idle = [body for body in bodies_of(unit) if body not in {each.body for each in running}]
    held = {each.body for each in elections if each.is_sealed}
    page = {
        "unit": unit,
        "sights": [sight_of(user, each) for each in running],
        "past": [each for each in elections if each.is_over],
        "idle": [(body, body_name(body), body in EXPECTED) for body in idle if body not in held],
        "again": [(body, body_name(body)) for body in idle if body in held],
        "held": _held(unit),
        "heirs": heirs_of(unit) if unit.is_gone else [],
        "cover": [each for own in cover_of([unit.pk])[unit.pk].values() for each in own],
    }
    return render(request, "overview/unit.html", page)


def _higher_place(request: HttpRequest, unit: Unit) -> HttpResponse:
    below = list(Unit.objects.filter(within(unit), ended_on=None))
    states = survey(below)
    rows = [
        Below(
            place=place,
            states=tuple(each for each in states if each.unit.is_within(place)),
        )
        for place in below
        if place.parent_id == unit.pk
    ]
    names = list(READINESS_NAMES.values())
    page = {"unit": unit, "rows": rows, "readiness_names": names, "held": _held(unit)}
    page["heirs"] = heirs_of(unit) if unit.is_gone else []
    return render(request, "overview/place.html", page)


@require_safe
def election_page(request: HttpRequest, pk: str) -> HttpResponse:
    """One election: what is to do now, then every step."""
    election, user = find_election(request, pk), signed_in(request)
    page = {
        "election": election,
        "sight": sight_of(user, election),
        "late": late_in(election) if allowed(user, Action.SEE_FINDINGS, election) else (),
        "corrected": correction_of(election) is not None,
    }
    return render(request, "overview/election.html", page)


def _held(unit: Unit) -> list[Assignment]:
    """Who holds which role here, those of the places above first; whoever answers for a department
    has no business with the place, and is not named.
    """
    held = Assignment.objects.filter(in_force(), unit__in=unit.codes).exclude(role__in=REVIEW_ROLES)
    return list(held.select_related("unit", "user").order_by("unit__path", "pk"))
