"""Finding a vote (查找一轮投票): of an election that the user may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Prefetch, prefetch_related_objects
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from huanjie.domain.permission import Action
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round, Sheet
from huanjie.office.polling.rounds import find_vote
from huanjie.office.polling.services import Contradictory
from huanjie.office.web import attempt

T = TypeVar("T")


def not_now(
    request: HttpRequest, election: Election, heading: str, says: str, *, status: int = 200
) -> HttpResponse:
    """A page that says why there is nothing to do on it now (现在不能办)."""
    page = {"election": election, "heading": heading, "says": says}
    return render(request, "polling/not_now.html", page, status=status)


def find_round(
    request: HttpRequest, pk: str, number: int, action: Action = Action.SEE_UNIT
) -> tuple[Election, Round]:
    """A vote of an election that this user may see, and may do `action` in."""
    election = election_to(request, pk, action)
    return election, round_of(election, number)


def round_of(election: Election, number: int) -> Round:
    """A vote of an election, with the sheets that are in."""
    found = find_vote(election, number)
    if found is None:
        raise Http404(_("没有这一次投票。"))
    sheets = Prefetch("sheets", Sheet.objects.select_related("teller"))
    prefetch_related_objects([found], sheets)
    return found


def attempt_sums(form: BaseForm, deed: Callable[[], T]) -> T | None:
    """Like `attempt`, each contradiction of a sheet a sentence of its own."""
    try:
        return attempt(form, deed)
    except Contradictory as fault:
        for says in fault.each:
            form.add_error(None, f"{says}。")
        return None
