"""The bodies of many places (任期总表): which terms are over, where seats are empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huanjie.domain.incumbency import TERM_NAMES, TermState
from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.incumbents.models import Body
from huanjie.office.incumbents.seated import BodyShown, counted, seated
from huanjie.office.units.permission import places_of, visible
from huanjie.office.units.search import find
from huanjie.office.web import signed_in
from huanjie.office.xlsx import Cell, spreadsheet

A_PAGE: Final = 200
_LONGEST: Final = 60

STATES: Final[dict[str, tuple[Any, Callable[[BodyShown], bool]]]] = {
    "expired": (TERM_NAMES[TermState.EXPIRED], lambda b: b.term.state is TermState.EXPIRED),
    "ending": (TERM_NAMES[TermState.ENDING], lambda b: b.term.state is TermState.ENDING),
    "unknown": (TERM_NAMES[TermState.UNKNOWN], lambda b: b.term.state is TermState.UNKNOWN),
    "vacant": (gettext_lazy("有缺额"), lambda b: bool(b.vacancies)),
    "joint": (gettext_lazy("一肩挑"), lambda b: b.has_joint),
    "cross": (gettext_lazy("交叉任职"), lambda b: b.has_cross),
}
"""What the list can be narrowed to, each with its test."""

ORDERS: Final[dict[str, Callable[[BodyShown], tuple[Any, ...]]]] = {
    "unit": lambda b: (b.body.unit.path, b.body.pk),
    "ends": lambda b: (b.term.ends_on is None, b.term.ends_on or clock.today(), b.body.unit.path),
    "vacancies": lambda b: (-(b.vacancies or 0), b.body.unit.path),
}
HEADS: Final = (
    ("unit", gettext_lazy("单位")),
    ("", gettext_lazy("组织")),
    ("", gettext_lazy("本届当选日期")),
    ("ends", gettext_lazy("届满日期")),
    ("", gettext_lazy("任期情况")),
    ("", gettext_lazy("职数")),
    ("", gettext_lazy("在任")),
    ("vacancies", gettext_lazy("缺额")),
    ("", gettext_lazy("负责人")),
    ("", gettext_lazy("兼任")),
)


@require_safe
def terms_page(request: HttpRequest) -> HttpResponse:
    """Every body of every place that this user may see."""
    typed, state, order = _asked(request)
    every = _bodies(request, typed)
    page = Paginator(_chosen(every, state, order), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "incumbents",
        "typed": typed,
        "state": state,
        "states": [(word, name) for word, (name, _test) in STATES.items()],
        "heads": [
            (str(head), _query(typed, state, key) if key else None, order == key)
            for key, head in HEADS
        ],
        "counted": counted(every),
        "page": page,
        "query": _query(typed, state, order),
        "may_import": bool(places_of(signed_in(request), Action.KEEP_INCUMBENTS)),
    }
    return render(request, "incumbents/list.html", context)


@require_safe
def terms_file(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet, with every person of every body."""
    typed, state, order = _asked(request)
    shown = _chosen(_bodies(request, typed), state, order)
    heads = [*(str(head) for _key, head in HEADS), _("单位代码"), _("成员")]
    rows = [_row(each) for each in shown]
    return spreadsheet(name=f"incumbents-{clock.today()}", heads=heads, rows=rows)


def _asked(request: HttpRequest) -> tuple[str, str, str]:
    asked = request.GET
    state, order = asked.get("state", ""), asked.get("sort", "")
    typed = asked.get("q", "").strip()[:_LONGEST]
    return typed, state if state in STATES else "", order if order in ORDERS else "unit"


def _query(typed: str, state: str, order: str) -> str:
    named = {"q": typed, "state": state, "sort": order if order != "unit" else ""}
    return urlencode({name: value for name, value in named.items() if value})


def _bodies(request: HttpRequest, typed: str) -> tuple[BodyShown, ...]:
    units = find(visible(signed_in(request)).filter(ended_on=None), typed)
    rows: QuerySet[Body] = Body.objects.filter(unit__in=units.order_by().values("pk"))
    return seated(rows.select_related("unit", "within"))


def _chosen(every: tuple[BodyShown, ...], state: str, order: str) -> list[BodyShown]:
    chosen = [each for each in every if not state or STATES[state][1](each)]
    return sorted(chosen, key=ORDERS[order])


def _row(each: BodyShown) -> list[Cell]:
    body, term = each.body, each.term
    people = [f"{seat.post} {seat.holding.name}" for seat in each.seats]
    return [
        body.unit.short_name,
        body.name,
        body.elected_on.isoformat() if body.elected_on else "",
        term.ends_on.isoformat() if term.ends_on else "",
        _(TERM_NAMES[term.state]),
        body.seats if body.seats is not None else "",
        each.people,
        each.vacancies if each.vacancies is not None else "",
        each.seats[0].holding.name if each.seats else "",
        "；".join(_also(each)),
        body.unit.pk,
        "；".join(people),
    ]


def _also(each: BodyShown) -> list[str]:
    joint = [_("一肩挑")] if each.has_joint else []
    return joint + [
        f"{seat.holding.name}：{'、'.join(seat.also)}" for seat in each.seats if seat.also
    ]
