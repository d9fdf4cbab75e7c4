"""Pages of many places (总览、单位): the board, the list of units, and both as spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.cover.lookup import waves_for
from huanjie.office.overview.board import URGENT, Urgent, figures, stage_table, towns, urgent
from huanjie.office.overview.choice import Choice, read_choice
from huanjie.office.overview.readiness import READINESS_NAMES
from huanjie.office.overview.survey import BodyState, UnitState, survey
from huanjie.office.planning.laws import (
    COMMUNITY_BODIES,
    VILLAGE_BODIES,
    body_name,
    corrections_of,
    notes_on_law,
)
from huanjie.office.units.history import heirs_of
from huanjie.office.units.models import Unit, electing
from huanjie.office.units.permission import need_somewhere, places_of, visible
from huanjie.office.units.search import find
from huanjie.office.web import signed_in
from huanjie.office.xlsx import Cell, spreadsheet

A_PAGE: Final = 200
"""places on one page of the list"""
MOST_TOWNS: Final = 400
MOST_GONE: Final = 20
_URGENT_HEADS: Final = (
    gettext_lazy("乡镇"),
    gettext_lazy("单位"),
    gettext_lazy("组织"),
    gettext_lazy("原因"),
    gettext_lazy("依据"),
    gettext_lazy("补救"),
    gettext_lazy("最迟"),
    gettext_lazy("剩余"),
)
UNIT_HEADS: Final = (
    ("name", gettext_lazy("单位")),
    ("code", gettext_lazy("代码")),
    ("town", gettext_lazy("乡镇")),
    ("", gettext_lazy("村（居）民委员会")),
    ("", gettext_lazy("党组织")),
    ("state", gettext_lazy("情况")),
)
"""The columns of the list of units, each with the order that its head sorts by."""


@require_safe
def board_page(request: HttpRequest) -> HttpResponse:
    """Figures, tiles, what needs somebody today, and the stages."""
    places = _places(request)
    choice = read_choice(request)
    seen = visible(signed_in(request), Action.SEE_BOARD)
    fitting = choice.places(survey(choice.units(seen)))
    shown = choice.in_state(fitting)
    found = figures(fitting)
    page = {
        "section": "board",
        "places": places,
        "choice": choice,
        "options": options_of(seen, places),
        "figures": [replace(each, query=choice.of_state(each.readiness).query) for each in found],
        "units": len(fitting),
        "needing": sum(each.places for each in found if each.readiness in URGENT),
        "towns": towns(shown),
        "urgent": urgent(shown, clock.today()),
        "stages": stage_table(shown),
        "corrected": _corrected(shown),
        "notes": dict.fromkeys(n for p in places for n in notes_on_law(p, on=clock.today())),
    }
    return render(request, "overview/board.html", page)


def _corrected(states: Sequence[UnitState]) -> list[BodyState]:
    """The elections that wait for somebody to accept a corrected pack (规则包有修订)."""
    bodies = [body for state in states for body in state.bodies if body.election]
    for body in bodies:
        if body.election:
            body.election.unit = body.unit  # known already: not to be asked for one by one
    waiting = corrections_of(body.election for body in bodies if body.election)
    return [body for body in bodies if body.election and body.election.pk in waiting]


@require_safe
def board_file(request: HttpRequest) -> HttpResponse:
    """The table of what needs somebody today, exactly as the page shows it."""
    _places(request)
    choice = read_choice(request)
    seen = choice.units(visible(signed_in(request), Action.SEE_BOARD))
    found = urgent(choice.in_state(choice.places(survey(seen))), clock.today())
    name = f"today-{clock.today()}"
    heads = [str(head) for head in _URGENT_HEADS]
    return spreadsheet(name=name, heads=heads, rows=[_urgent_row(each) for each in found])


@require_safe
def units_page(request: HttpRequest) -> HttpResponse:
    """Every place that this user may see, with the stage of each body; a page at a time."""
    choice = read_choice(request)
    seen = visible(signed_in(request))
    heads = [
        (str(head), choice.ordered(key).query if key else None, _direction(choice, key))
        for key, head in UNIT_HEADS
    ]
    paper = Paginator(_states(choice, seen), A_PAGE)
    shown = paper.get_page(request.GET.get("page"))
    page = {
        "section": "units",
        "choice": choice,
        "options": options_of(seen, places_of(signed_in(request), Action.SEE_BOARD)),
        "heads": heads,
        "page": shown,
        "states": _surveyed(choice, shown.object_list),
        "all": seen.filter(electing()).count(),
        "gone": _gone(choice, seen),
        "may_import": bool(places_of(signed_in(request), Action.IMPORT_UNITS)),
        "may_import_rolls": bool(places_of(signed_in(request), Action.IMPORT_ROLLS)),
    }
    return render(request, "overview/units.html", page)


@require_safe
def units_file(request: HttpRequest) -> HttpResponse:
    """The list of units, exactly as the page shows it, from its first page to its last."""
    choice = read_choice(request)
    states = _surveyed(choice, _states(choice, visible(signed_in(request))))
    heads = [str(head) for _key, head in UNIT_HEADS]
    name = f"units-{clock.today()}"
    return spreadsheet(name=name, heads=heads, rows=[_unit_row(each) for each in states])


def _states(choice: Choice, seen: QuerySet[Unit]) -> Any:
    """The places that fit, in order: as the database has them where it can tell, so that a page
    costs the same however many there are; else with the states that decide.
    """
    fitting = choice.units(seen)
    return choice.in_state(choice.places(survey(fitting))) if choice.needs_all else fitting


def _surveyed(choice: Choice, some: Any) -> list[UnitState]:
    """The states of some of them, in their order."""
    if choice.needs_all:
        return list(some)
    units = list(some)
    states = {state.unit.pk: state for state in survey(units)}
    return [states[unit.pk] for unit in units if unit.pk in states]


def _gone(choice: Choice, seen: QuerySet[Unit]) -> list[tuple[Unit, list[Unit]]]:
    """Places that are no more and fit what was typed, each with what it became (承继单位)."""
    if not choice.typed:
        return []
    found = find(seen.exclude(ended_on=None), choice.typed)[:MOST_GONE]
    return [(unit, heirs_of(unit)) for unit in found]


def stage_words(body: BodyState | None) -> str:
    """The stage of a body, in words; empty where there is no such body."""
    if body is None:
        return ""
    if body.election is None:
        return _("还没开启")
    return _(STAGE_NAMES[Stage(body.election.stage)])


def _places(request: HttpRequest) -> list[Unit]:
    says = "总览只给换届工作办公室看"
    return need_somewhere(signed_in(request), Action.SEE_BOARD, says)


def _direction(choice: Choice, key: str) -> str:
    if not key or key != choice.order:
        return "none"
    return "descending" if choice.downwards else "ascending"


def options_of(seen: QuerySet[Unit], places: Sequence[Unit]) -> dict[str, Any]:
    """What can be chosen: the towns that are there, as far as a list can hold them."""
    towns = Unit.objects.filter(pk__in=seen.filter(electing()).values("parent"))
    bodies = dict.fromkeys((*VILLAGE_BODIES, *COMMUNITY_BODIES))
    return {
        "towns": list(towns[:MOST_TOWNS]),
        "bodies": [(body, body_name(body)) for body in bodies],
        "states": list(READINESS_NAMES.items()),
        "waves": waves_for(places),
    }


def _urgent_row(each: Urgent) -> list[Cell]:
    verdict = each.body.verdict
    return [
        each.state.town.name,
        each.state.unit.short_name,
        each.body.name,
        verdict.reason,
        each.articles,
        verdict.remedy,
        each.by.isoformat() if each.by else "",
        each.left,
    ]


def _unit_row(state: UnitState) -> list[Cell]:
    return [
        state.unit.short_name,
        state.unit.code,
        state.town.name,
        stage_words(state.committee),
        stage_words(state.party),
        state.readiness.label,
    ]
