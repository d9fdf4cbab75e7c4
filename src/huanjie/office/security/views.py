"""Pages of the security log (安全日志页), for whoever may audit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from huanjie.domain.permission import Action
from huanjie.office.people.models import User
from huanjie.office.security.listing import events, read_asked
from huanjie.office.security.models import Kind, SecurityEvent
from huanjie.office.security.noting import note
from huanjie.office.security.pages import page_name
from huanjie.office.tags import moment
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import need_somewhere
from huanjie.office.web import signed_in
from huanjie.office.xlsx import Cell, spreadsheet

_ON_A_PAGE: Final = 100
_MOST: Final = 100_000
"""rows of one file; more than that is asked for by days"""
_HEADS: Final = (
    gettext_lazy("时间"),
    gettext_lazy("事件"),
    gettext_lazy("账号"),
    gettext_lazy("单位"),
    gettext_lazy("页面"),
    gettext_lazy("来自"),
    gettext_lazy("人数"),
    gettext_lazy("说明"),
)


@require_safe
def security_page(request: HttpRequest) -> HttpResponse:
    """A page of events, as they were asked for."""
    asked = read_asked(request.GET)
    paged = Paginator(events(_auditor(request), asked), _ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    page = {
        "section": "security",
        "asked": asked,
        "paged": paged,
        "rows": [(each, Kind(each.kind).label, page_name(each.address)) for each in paged],
        "places": _names(paged.object_list),
        "kinds": Kind.choices,
        "kept": kept.urlencode(),
    }
    return render(request, "security/events.html", page)


@require_safe
def security_file(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet; that it was taken is an event itself."""
    user = _auditor(request)
    found = list(events(user, read_asked(request.GET))[:_MOST])
    note(Kind.READ, user=user, people=len(found), detail="安全日志")
    heads = [str(head) for head in _HEADS]
    return spreadsheet(name="security-log", heads=heads, rows=_rows(found))


def _rows(found: list[SecurityEvent]) -> Iterator[tuple[Cell, ...]]:
    places = _names(found)
    for each in found:
        yield (
            moment(each.moment),
            str(Kind(each.kind).label),
            f"{each.user.name}（{each.user.username}）" if each.user else "",
            places.get(each.region, each.region),
            page_name(each.address),
            each.ip or "",
            each.people if each.people is not None else "",
            each.detail,
        )


def _auditor(request: HttpRequest) -> User:
    user = signed_in(request)
    need_somewhere(user, Action.SEE_SECURITY_LOG, "您的账号不能查看安全日志")
    return user


def _names(found: object) -> dict[str, str]:
    """The places of these events, by their code."""
    codes = {each.region for each in found}  # type: ignore[attr-defined]
    return dict(Unit.objects.filter(pk__in=codes).values_list("pk", "name"))
