"""What waits for an answer (等答复的), for those above: the oldest first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huanjie.domain.cycle import Stage
from huanjie.domain.filing import State
from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.filings.matters import Open, open_of
from huanjie.office.filings.models import Filing
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import need_somewhere, visible
from huanjie.office.web import signed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A document that waits (等答复的一份)."""

    election: Election
    unit: Unit
    place: str
    """township and place, for a county has places of one name (罗阳镇三联村)"""
    open: Open
    since: datetime.date
    days: int
    is_late: bool


@require_safe
def waiting_page(request: HttpRequest) -> HttpResponse:
    """Every document that waits for this office's answer."""
    user = signed_in(request)
    need_somewhere(user, Action.ANSWER_FILING, _("您的账号不答复请示和备案。"))
    rows = (
        Filing.objects.filter(
            state=State.SENT, election__unit__in=visible(user, Action.ANSWER_FILING)
        )
        .exclude(election__stage=Stage.CANCELLED)
        .select_related("election__unit__parent")
        .prefetch_related("turns")
    )
    waiting = sorted((_waiting(row) for row in rows), key=lambda each: (each.since, each.unit.path))
    page = {"section": "filings", "waiting": waiting}
    return render(request, "filings/waiting.html", page)


def _waiting(row: Filing) -> Waiting:
    election, today = row.election, clock.today()
    open_ = open_of(row)
    since = open_.sent.on if open_.sent else today
    parent = election.unit.parent
    return Waiting(
        election=election,
        unit=election.unit,
        place=f"{parent.name if parent else ''}{election.unit.short_name}",
        open=open_,
        since=since,
        days=(today - since).days,
        is_late=open_.is_late,
    )
