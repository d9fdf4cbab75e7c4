"""Finding a vote (查找一轮投票): of an election that the user may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Prefetch
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from huanjie.domain.cycle import TRANSITIONS, Stage
from huanjie.domain.permission import Action
from huanjie.office.planning.lookup import find_election
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round, Sheet
from huanjie.office.polling.services import Contradictory
from huanjie.office.units.permission import need
from huanjie.office.web import attempt, signed_in

T = TypeVar("T")


def is_open(election: Election, action: Action) -> bool:
    """Whether the election's stage lets this be done now."""
    return (Stage(election.stage), action) in TRANSITIONS


def not_now(
    request: HttpRequest, election: Election, heading: str, says: str, *, status: int = 200
) -> HttpResponse:
    """A page that says why there is nothing to do on it now (现在不能办)."""
    page = {"election": election, "heading": heading, "says": says}
    return render(request, "polling/not_now.html", page, status=status)


def find_round(
    request: HttpRequest, pk: str, number: int, action: Action | None = None
) -> tuple[Election, Round]:
    """A vote of an election that this user may see, and may do `action` in."""
    election = find_election(request, pk)
    if action:
        need(signed_in(request), action, election)
    sheets = Prefetch("sheets", Sheet.objects.select_related("teller"))
    round_ = election.rounds.filter(number=number).prefetch_related(sheets).first()
    if round_ is None:
        raise Http404(_("没有这一次投票。"))
    return election, round_


def attempt_sums(form: BaseForm, deed: Callable[[], T]) -> T | None:
    """Like `attempt`, each contradiction of a sheet a sentence of its own."""
    try:
        return attempt(form, deed)
    except Contradictory as fault:
        for says in fault.each:
            form.add_error(None, f"{says}。")
        return None
