"""Pages of a history (记录页): of an election and of a place, searched, and as a spreadsheet."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huanjie.office.command import Place
from huanjie.office.overview.history import Line, found, history_of
from huanjie.office.planning.lookup import find_election
from huanjie.office.tags import moment
from huanjie.office.web import find_unit
from huanjie.office.xlsx import spreadsheet

_HEADS: Final = (
    gettext_lazy("序号"),
    gettext_lazy("时间"),
    gettext_lazy("办了什么"),
    gettext_lazy("内容"),
    gettext_lazy("角色"),
)


@require_safe
def election_history(request: HttpRequest, pk: str) -> HttpResponse:
    """What was done in an election, the newest first, and whether the log is whole."""
    election = find_election(request, pk)
    return _answered(request, election, {"election": election, "unit": election.unit})


@require_safe
def unit_history(request: HttpRequest, code: str) -> HttpResponse:
    """What was done at a place."""
    unit = find_unit(request, code)
    return _answered(request, unit, {"unit": unit})


def _answered(request: HttpRequest, place: Place, page: dict[str, object]) -> HttpResponse:
    history = history_of(place)
    asked = {name: request.GET.get(name, "") for name in ("q", "deed", "order")}
    lines = found(
        history.lines, query=asked["q"], deed=asked["deed"], oldest=asked["order"] == "oldest"
    )
    if request.GET.get("format") == "xlsx":
        return _file(lines)
    page |= {"history": history, "lines": lines, "asked": asked, "log_name": place.log_name}
    return render(request, "overview/history.html", page)


def _file(lines: list[Line]) -> HttpResponse:
    rows = [
        (
            line.number or "",
            moment(line.when) if line.when else "",
            _(line.deed) if line.deed else "",
            _("内容已到期删除") if line.is_deleted else line.says,
            _(line.role) if line.role else "",
        )
        for line in lines
    ]
    return spreadsheet(name="history", heads=[str(head) for head in _HEADS], rows=rows)
