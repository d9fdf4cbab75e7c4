"""Bringing in places (导入单位): a file, what it would add, then the deed."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.exchange.unitfile import HEADINGS
from huanjie.office.units.forms import UnitsForm
from huanjie.office.units.incoming import Incoming, read_incoming
from huanjie.office.units.models import Level, Unit
from huanjie.office.units.permission import places_of
from huanjie.office.units.services import import_units
from huanjie.office.web import acting_user, attempt, signed_in


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Ask for a file, show what it would add, then add it."""
    form = UnitsForm(_places(request), request.POST or None, request.FILES or None)
    page: dict[str, Any] = {"form": form, "section": "units"}
    incoming = None
    if request.method == "POST" and form.is_valid():
        incoming = _read(form)
    if incoming is None:
        return render(request, "units/import.html", page, status=422 if form.errors else 200)
    if "confirm" not in request.POST:
        return render(request, "units/import_check.html", page | _preview(form, incoming))
    acting, rows = acting_user(request), incoming.rows
    added = import_units(acting_user=acting, unit=form.unit, rows=rows)
    messages.success(request, _("已导入 %(added)d 个单位。") % {"added": added})
    return redirect("units")


@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty file of places with its headings and one county's first lines."""
    places = _places(request)
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADINGS)
    for place in places[0].above_and_self:
        writer.writerow([place.pk, place.name, place.level, place.parent_id or ""])
    # The mark at the beginning lets Excel read the file as UTF-8.
    answer = HttpResponse("\ufeff" + target.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="units.csv"'
    return answer


def _places(request: HttpRequest) -> list[Unit]:
    places = places_of(signed_in(request), Action.IMPORT_UNITS)
    if not places:
        raise PermissionDenied("导入单位由县换届工作办公室办理")
    return places


def _read(form: UnitsForm) -> Incoming | None:
    """What the file would add; a fault goes into the form, with its line."""

    def read() -> Incoming:
        try:
            return read_incoming(form.raw, file=form.name, unit=form.unit)
        except BadInput as fault:
            line = "" if fault.line is None else f"第 {fault.line} 行："
            column = f"“{fault.at}”列，" if fault.at else ""
            says = f"{line}{column}{fault.says}"
            raise BadInput(says, at="file", remedy=fault.remedy) from None

    return attempt(form, read)


def _preview(form: UnitsForm, incoming: Incoming) -> dict[str, Any]:
    """The check page's own: the rows, and the text that the deed will read again."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADINGS)
    for row in incoming.rows:
        writer.writerow([row.code, row.name, row.level, row.parent or ""])
    return {
        "incoming": incoming,
        "unit": form.unit,
        "text": target.getvalue(),
        "levels": dict(Level.choices),
    }
