"""Pages of cover (包联): the matrix with its gaps and clashes, sending people, ending duties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.cover import COVER_NAMES
from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.cover.forms import EndForm, SendForm
from huanjie.office.cover.lookup import waves_for
from huanjie.office.cover.models import Cover
from huanjie.office.cover.services import end_cover, send
from huanjie.office.overview.board_views import options_of
from huanjie.office.overview.choice import Choice, read_choice
from huanjie.office.overview.covered import (
    Row,
    clashes_of,
    gaps_of,
    lacking,
    rows_of,
)
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import NOT_YOURS, allowed, need_somewhere, places_of, visible
from huanjie.office.web import acting_user, attempt, is_sent, signed_in
from huanjie.office.xlsx import Cell, spreadsheet

A_PAGE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an officer chose to see (筛选): as on the board, and the kind of cover that lacks."""

    choice: Choice
    gap: str = ""

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        gap = urlencode({"gap": self.gap}) if self.gap else ""
        return "&".join(filter(None, (self.choice.query, gap)))

    def ordered(self, order: str) -> str:
        """The same by another order, as the end of an address."""
        return replace(self, choice=self.choice.ordered(order)).query

    def units(self, seen: QuerySet[Unit]) -> QuerySet[Unit]:
        """The units that fit."""
        fitting = self.choice.units(seen)
        return lacking(fitting, self.gap) if self.gap else fitting


def read_asked(request: HttpRequest) -> Asked:
    """The choice of an address; what it does not know is left out."""
    gap = request.GET.get("gap", "")
    known = {kind.value for kind in COVER_NAMES}
    return Asked(choice=read_choice(request), gap=gap if gap in known else "")


@require_safe
def matrix_page(request: HttpRequest) -> HttpResponse:
    """Every unit with who covers it: gaps first in figures, then who clashes, then the rows."""
    places = officers_places(request)
    seen = visible(signed_in(request), Action.SEE_BOARD)
    asked = read_asked(request)
    chosen = asked.units(seen).select_related("parent")
    waves = waves_for(places)
    page = Paginator(chosen, A_PAGE).get_page(request.GET.get("page"))
    fitting = asked.choice.units(seen)
    context = {
        "section": "cover",
        "choice": asked.choice,
        "gap": asked.gap,
        "query": asked.query,
        "by_name": asked.ordered("name"),
        "by_town": asked.ordered("town"),
        "options": options_of(seen, places),
        "kinds": list(COVER_NAMES.items()),
        "gaps": gaps_of(fitting),
        "clashes": clashes_of(fitting),
        "page": page,
        "rows": rows_of(list(page.object_list), waves),
        "all": fitting.count(),
        "may_send": bool(places_of(signed_in(request), Action.SET_COVER)),
    }
    return render(request, "cover/matrix.html", context)


@require_safe
def matrix_file(request: HttpRequest) -> HttpResponse:
    """The matrix as it is chosen, from its first unit to its last."""
    places = officers_places(request)
    units = list(
        read_asked(request)
        .units(visible(signed_in(request), Action.SEE_BOARD))
        .select_related("parent")
    )
    kinds = [_(name) for name in COVER_NAMES.values()]
    heads = [_("乡镇"), _("单位"), _("代码"), _("批次"), _("选举日"), *kinds]
    rows = [_row(each) for each in rows_of(units, waves_for(places))]
    return spreadsheet(name=f"cover-{clock.today()}", heads=heads, rows=rows)


@require_http_methods(["GET", "POST"])
def send_page(request: HttpRequest) -> HttpResponse:
    """Send somebody to the units that were ticked, or to all that were chosen."""
    office = office_of(request, Action.SET_COVER)
    units = chosen_units(request, office)
    if not units:
        messages.warning(request, _("没有选单位。先在表里勾选，或者选“筛选出的全部单位”。"))
        return redirect("cover")
    form = SendForm(request.POST or None, initial={"kind": request.GET.get("gap", "")})
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        sent, codes = form.sent, [unit.pk for unit in units]
        told = attempt(form, lambda: send(acting_user=acting, unit=office, codes=codes, sent=sent))
        if told is not None:
            messages.success(request, _("已安排到 %(units)d 个单位。") % {"units": told})
            return redirect("cover")
    context = {"section": "cover", "form": form, "units": units, "heading": _("安排包联")}
    context["back"] = "cover"
    return render(request, "cover/send.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def end_page(request: HttpRequest, number: int) -> HttpResponse:
    """End one duty."""
    row = Cover.objects.select_related("unit").filter(pk=number, to_on=None).first()
    if row is None or not allowed(signed_in(request), Action.SET_COVER, row.unit):
        raise Http404(_("没有这条包联，或者您的账号不能办理。"))
    form = EndForm(request.POST or None)
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        day = form.cleaned_data["on"]

        def ended() -> bool:
            end_cover(acting_user=acting, unit=row.unit, number=row.pk, on=day)
            return True

        if attempt(form, ended):
            messages.success(request, _("包联已经结束。"))
            return redirect("cover")
    context = {"section": "cover", "form": form, "row": row}
    return render(request, "cover/end.html", context, status=422 if form.errors else 200)


def chosen_units(request: HttpRequest, office: Unit) -> list[Unit]:
    """The units that a form is about: those that were ticked, or all that fit the choice."""
    asked = request.POST if request.method == "POST" else request.GET
    below = visible(signed_in(request), Action.SEE_BOARD).filter(path__begins=office.path)
    if "all" in asked:
        return list(read_asked(request).units(below))
    return list(Choice().units(below.filter(pk__in=asked.getlist("code")[: A_PAGE * 10])))


def officers_places(request: HttpRequest) -> list[Unit]:
    """The places of whoever looks at cover and waves; refused to everybody but an office."""
    says = "包联和批次只给换届工作办公室看"
    return need_somewhere(signed_in(request), Action.SEE_BOARD, says)


def office_of(request: HttpRequest, action: Action) -> Unit:
    """The place whose office acts: the highest one of this user's."""
    highest, *_others = need_somewhere(signed_in(request), action, NOT_YOURS)
    return highest


def _row(row: Row) -> Sequence[Cell]:
    unit = row.unit
    return [
        unit.parent.name if unit.parent else "",
        unit.short_name,
        unit.pk,
        row.wave.name if row.wave else "",
        "、".join(day.isoformat() for day in row.days),
        *("、".join(_said(each) for each in own) for _kind, own in row.cells),
    ]


def _said(cover: Cover) -> str:
    members = f"（{'、'.join(cover.members)}）" if cover.members else ""
    return f"{cover.name}{members}"
