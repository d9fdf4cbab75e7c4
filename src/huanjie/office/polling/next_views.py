"""The page of the next vote (下一次投票页): which votes are open, and its check page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.polling.lookup import not_now
from huanjie.office.polling.models import KIND_NAMES
from huanjie.office.polling.nextform import NextForm
from huanjie.office.polling.nextround import open_now, paper_for, runoff_end
from huanjie.office.polling.rounds import names_of
from huanjie.office.polling.services import open_round
from huanjie.office.web import acting_user, attempt


@require_http_methods(["GET", "POST"])
@never_cache
def next_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Choose the next vote, look at its paper, arrange it."""
    election = election_to(request, pk, Action.OPEN_ROUND)
    # The last declared one, whatever the stage: a form that arrives twice is read the same.
    latest = election.rounds.filter(declared_at__isnull=False).order_by("number").last()
    votes = open_now(election, latest) if latest else {}
    if (
        latest is None
        or not votes
        or (request.method == "GET" and not is_open(election, Action.OPEN_ROUND))
    ):
        says = _("现在没有可以安排的投票：要在宣布结果以后、还有职务没有选出时办理。")
        return not_now(request, election, _("安排下一次投票"), says)
    pack = law_of(election).pack
    names = names_of(list(election.rounds.all()))
    form = NextForm(votes, pack, names, request.POST or None)
    page: dict[str, Any] = {"election": election, "seen": election.version}
    page |= {"form": form, "runoff_end": runoff_end(election)}
    if form.is_valid() and "edit" not in request.POST:
        if "confirm" in request.POST:
            if number := _opened(request, election, form):
                messages.success(request, _("下一次投票已经安排。"))
                return redirect("round", election.pk, number)
        elif paper := attempt(form, lambda: paper_for(election, latest, form.chosen)):
            end = runoff_end(election) if paper.kind == "runoff" else None
            page |= {
                "kind": _(KIND_NAMES[paper.kind]),
                "contests": [(pack.post_name(each["post"]), each) for each in paper.contests],
                "day": form.chosen.day,
                "late": bool(end and end.window.latest and form.chosen.day > end.window.latest),
            }
            return render(request, "polling/next_check.html", page)
    return render(request, "polling/next.html", page, status=422 if form.errors else 200)


def _opened(request: HttpRequest, election: Election, form: NextForm) -> int | None:
    return attempt(
        form,
        lambda: open_round(acting_user=acting_user(request), election=election, chosen=form.chosen),
    )
