"""Pages of the papers (选票页): how many went out, how many came back, each checked first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.door.fault import refuse
from huanjie.office.electors.proxyfacts import standing_proxies
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.polling.forms import CollectForm, IssueForm
from huanjie.office.polling.judged import findings
from huanjie.office.polling.ledger import stock_now
from huanjie.office.polling.lookup import find_round, not_now
from huanjie.office.polling.models import Round
from huanjie.office.polling.papers import Taken, check_taken, faults_before_opening
from huanjie.office.polling.rounds import (
    asks_attended,
    asks_voters,
    current_round,
    entitled,
    number_now,
)
from huanjie.office.polling.services import collect_papers, issue_papers
from huanjie.office.polling.stockbook import stock_wrong
from huanjie.office.polling.stored import TWO
from huanjie.office.polling.views import kind_of
from huanjie.office.web import acting_user, attempt


@require_http_methods(["GET", "POST"])
@never_cache
def issue_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Enter the papers that went out; the first vote begins with it."""
    election = election_to(request, pk, Action.ISSUE_PAPERS)
    round_ = current_round(election)
    if number != number_now(election):
        raise Http404(_("没有这一次投票。"))
    if request.method == "GET" and not is_open(election, Action.ISSUE_PAPERS):
        says = _("现在不能登记发出的选票：要在候选人公布以后、登记收回选票以前办理。")
        return not_now(request, election, _("登记发出的选票"), says)
    before = round_.issued if round_ else None
    form = IssueForm(before, request.POST or None)
    if form.is_valid() and "edit" not in request.POST:
        if "confirm" not in request.POST:
            page = _issue_page(election, round_, form) | {"issued": form.cleaned_data["issued"]}
            return render(request, "polling/issue_check.html", page)
        done = attempt(
            form,
            lambda: issue_papers(
                acting_user=acting_user(request),
                election=election,
                number=number,
                issued=form.cleaned_data["issued"],
                because=form.cleaned_data.get("because", ""),
            ),
        )
        if done:
            messages.success(request, _("发出的选票已经登记。"))
            return redirect("round", election.pk, number)
    page = _issue_page(election, round_, form)
    return render(request, "polling/issue.html", page, status=422 if form.errors else 200)


def _issue_page(election: Election, round_: Round | None, form: IssueForm) -> dict[str, Any]:
    return {
        "election": election,
        "round": round_,
        "kind": kind_of(round_ or Round(kind="first")),
        "before": round_.issued if round_ else None,
        "day": (round_.held_on if round_ else None) or election.polling_day,
        "entitled": entitled(election, round_) if round_ else election.registered,
        "form": form,
        "seen": election.version,
    }


@require_http_methods(["GET", "POST"])
@never_cache
def collect_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Enter the papers that came back; what the law says to the numbers is shown before."""
    election, round_ = find_round(request, pk, number, Action.COLLECT_PAPERS)
    sheets_in = round_.sheets.count()
    if request.method == "GET" and (
        sheets_in == TWO
        or round_ != current_round(election)
        or not is_open(election, Action.COLLECT_PAPERS)
    ):
        says = _("现在不能登记收回的选票：要在登记发出选票以后、两份计票单交齐以前办理。")
        return not_now(request, election, _("登记收回的选票"), says)
    pack = law_of(election).pack
    form = CollectForm(
        request.POST or None,
        attended=asks_attended(pack),
        voters=asks_voters(election, pack),
        initial=_typed(round_),
    )
    page = {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "entitled": entitled(election, round_),
        "sheets_in": sheets_in,
        "must_destroy": faults_before_opening(election, round_) and pack.unissued_destroyed,
        "proxies": standing_proxies(election).count(),
        "stock": stock_now(election, number),
        "form": form,
        "seen": election.version,
    }
    if form.is_valid() and "edit" not in request.POST:
        if "confirm" in request.POST:
            if _collected(request, election, number, form) is not None:
                messages.success(request, _("收回的选票已经登记，可以计票了。"))
                return redirect("round", election.pk, number)
        elif attempt(form, lambda: _checked(election, round_, form.taken)):
            form.taken.put_into(round_)  # as it would be: nothing of it is stored
            page |= {
                "taken": form.taken,
                "findings": findings(election, round_),
                "stock_wrong": stock_wrong(election, round_, form.taken.collected),
            }
            return render(request, "polling/collect_check.html", page)
    return render(request, "polling/collect.html", page, status=422 if form.errors else 200)


def _collected(
    request: HttpRequest, election: Election, number: int, form: CollectForm
) -> int | None:
    stated = request.POST.get("sheets_in", "")
    return attempt(
        form,
        lambda: collect_papers(
            acting_user=acting_user(request),
            election=election,
            number=number,
            taken=form.taken,
            sheets_in=int(stated) if stated in ("0", "1") else -1,
        ),
    )


def _checked(election: Election, round_: Round, taken: Taken) -> bool:
    check_taken(election, round_, taken)
    refuse(faults_before_opening(election, round_))
    return True


def _typed(round_: Round) -> dict[str, int]:
    known = {
        "collected": round_.collected,
        "voters": round_.voters,
        "attended": round_.attended,
    }
    return {name: n for name, n in known.items() if n is not None}
