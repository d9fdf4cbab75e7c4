"""Bringing in places (导入单位): a file, what it would do, then the deed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.exchange.unitfile import UnitTable
from huanjie.exchange.unitrow import HEADINGS, UnitRow
from huanjie.office.csvfile import csv_text
from huanjie.office.units.forms import ApprovalForm, UnitsForm
from huanjie.office.units.incoming import Incoming, read_incoming
from huanjie.office.units.models import Level, Unit
from huanjie.office.units.permission import need_somewhere
from huanjie.office.units.services import import_units
from huanjie.office.web import acting_user, attempt, signed_in
from huanjie.office.xlsx import spreadsheet

MOST_SHOWN: Final = 500
_PROBLEM: Final = "问题"
"""the heading of a corrected file's last column; it is left out when the file comes back"""

Read = tuple[UnitTable, Incoming]


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Ask for a file, show what it would do, then do it."""
    form = UnitsForm(_places(request), request.POST or None, request.FILES or None)
    page: dict[str, Any] = {"form": form, "section": "units"}
    read = _read(form) if request.method == "POST" and form.is_valid() else None
    if read is None:
        return render(request, "units/import.html", page, status=422 if form.errors else 200)
    table, incoming = read
    if incoming.faults:
        page |= {"faults": incoming.faults, "text": _text(table), "place": form.unit.pk}
        return render(request, "units/import.html", page, status=422)
    adopting = "adopt" in request.POST
    approval = ApprovalForm(request.POST if adopting else None)
    if "confirm" not in request.POST or (adopting and not approval.is_valid()):
        page |= _preview(form, table, incoming) | {"approval": approval, "adopting": adopting}
        status = 422 if approval.errors else 200
        return render(request, "units/import_check.html", page, status=status)
    added = attempt(
        approval if adopting else form,
        lambda: import_units(
            acting_user=acting_user(request),
            unit=form.unit,
            rows=incoming.rows,
            approval=approval.approval if adopting else None,
        ),
    )
    if added is None:
        page |= _preview(form, table, incoming) | {"approval": approval, "adopting": adopting}
        return render(request, "units/import_check.html", page, status=422)
    messages.success(request, _("已导入 %(added)d 个单位。") % {"added": added})
    return redirect("units")


@require_POST
def import_faults(request: HttpRequest) -> HttpResponse:
    """The whole file with what is wrong beside each line, to be mended and sent again."""
    form = UnitsForm(_places(request), request.POST)
    read = _read(form) if form.is_valid() else None
    if read is None:
        return render(request, "units/import.html", {"form": form}, status=422)
    table, incoming = read
    problems: dict[int | None, list[str]] = {}
    for fault in incoming.faults:
        problems.setdefault(fault.line, []).append(_in_words(fault))
    rows = [
        [*cells[: len(table.headings)], "；".join(problems.get(line, ()))]
        for line, cells in table.lines
    ]
    heads = [*table.headings, _PROBLEM]
    width = len(heads)
    padded = [[*row[:-1], *[""] * (width - len(row)), row[-1]] for row in rows]
    return spreadsheet(name="units-corrections", heads=heads, rows=padded)


@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty file of places with its headings and one county's first lines; a workbook, whose
    codes stay texts.
    """
    places = _places(request)
    levels = dict(Level.choices)
    rows = [(p.pk, p.name, levels[p.level], p.parent_id or "") for p in places[0].above_and_self]
    return spreadsheet(name="units", heads=[*HEADINGS], rows=rows)


def _places(request: HttpRequest) -> list[Unit]:
    says = "导入单位由县换届工作办公室办理"
    return need_somewhere(signed_in(request), Action.IMPORT_UNITS, says)


def _read(form: UnitsForm) -> Read | None:
    """What the file would do; what makes it unreadable goes into the form, with its line."""

    def read() -> Read:
        try:
            return read_incoming(form.raw, file=form.name, unit=form.unit)
        except BadInput as fault:
            line = "" if fault.line is None else f"第 {fault.line} 行："
            raise BadInput(f"{line}{fault.says}", at="file", remedy=fault.remedy) from None

    return attempt(form, read)


def _names_of(codes: Iterable[str], rows: Iterable[UnitRow]) -> dict[str, str]:
    """What the places of these codes are called, there or in the file itself."""
    there = Unit.objects.in_bulk(set(codes))
    return {row.code: row.name for row in rows} | {c: u.name for c, u in there.items()}


def _in_words(fault: BadInput) -> str:
    column = f"“{fault.at}”列，" if fault.at else ""
    return f"{column}{fault.says}（改法：{fault.remedy}）"


def _text(table: UnitTable) -> str:
    """The lines of the file as they stand, to be read again."""
    return csv_text(table.headings, (cells for _line, cells in table.lines))


def _preview(form: UnitsForm, table: UnitTable, incoming: Incoming) -> dict[str, Any]:
    """The check page's own: what would be done, and the text that the deed will read again."""
    return {
        "incoming": incoming,
        "shown": incoming.new[:MOST_SHOWN],
        "unit": form.unit,
        "text": _text(table),
        "levels": dict(Level.choices),
        "names": _names_of((row.parent for row in incoming.new if row.parent), incoming.new),
    }
