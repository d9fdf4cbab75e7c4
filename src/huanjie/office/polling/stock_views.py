"""Pages of the ballot stock (选票台账): where the papers are, and a new line of the ledger."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.domain.stock import KIND_NAMES, OPEN_IN, Kind, Line, reason_in_words
from huanjie.office.command import ActingUser
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.polling.issuing import hand_out
from huanjie.office.polling.ledger import Said, preview, stock_now
from huanjie.office.polling.lookup import not_now
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import FIRST, find_vote, number_now
from huanjie.office.polling.stock import enter_stock
from huanjie.office.polling.stockbook import book_of, spot_name
from huanjie.office.polling.stockform import StockForm
from huanjie.office.polling.views import kind_of
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, signed_in


@require_safe
@never_cache
def stock_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Where the papers of a vote are, every line, and what may be entered now."""
    election = find_election(request, pk)
    page = about(election, number)
    user = signed_in(request)
    kinds = [kind for kind in Kind if may_enter(election, number, kind)]
    page |= {
        "book": book_of(election, number, page["round"]),
        "rule": law_of(election).pack.unissued_destroyed,
        "may": [
            (kind.value, _(KIND_NAMES[kind]))
            for kind in kinds
            if allowed(user, action_for(kind), election)
        ],
        "may_correct": [kind.value for kind in kinds]
        if allowed(user, Action.KEEP_STOCK, election)
        else [],
        "may_witness": is_now(election, number)
        and is_open(election, Action.WITNESS_DESTRUCTION)
        and allowed(user, Action.WITNESS_DESTRUCTION, election),
        "me": user.pk,
    }
    return render(request, "polling/stock.html", page)


@require_http_methods(["GET", "POST"])
@never_cache
def stock_enter_page(request: HttpRequest, pk: str, number: int, what: str) -> HttpResponse:
    """A new line of one kind; checked once more before it is written."""
    kind = next((each for each in Kind if each == what), None)
    if kind is None:
        raise Http404(_("没有这一项。"))
    election = election_to(request, pk, action_for(kind))
    page = about(election, number)
    if request.method == "GET" and not may_enter(election, number, kind):
        says = _("领出和交回到登记收回的选票为止，其他的到宣布结果为止，都在候选人公布以后登记。")
        return not_now(request, election, _("登记选票台账"), says)
    stock = stock_now(election, number)
    form = StockForm(kind, request.POST or None, initial=_first_numbers(kind, stock.in_hand))
    page |= {"form": form, "what": kind.value, "name": _(KIND_NAMES[kind]), "before": stock}
    if form.is_valid() and "edit" not in request.POST:
        if "confirm" in request.POST:
            acting, said = acting_user(request), form.said
            if attempt(form, lambda: _write(acting, election, number, said)) is not None:
                messages.success(request, _("已经记入选票台账。"))
                return redirect("stock", election.pk, number)
        elif after := attempt(form, lambda: preview(election, number, (_line(form.said),))):
            page |= {"said": form.said, "after": after, **_words(form.said)}
            return render(request, "polling/stock_check.html", page)
    return render(request, "polling/stock_enter.html", page, status=422 if form.errors else 200)


def _line(said: Said) -> Line:
    return Line(kind=said.what, papers=said.papers)


def _words(said: Said) -> dict[str, str]:
    spot = spot_name(said.spot.kind, said.spot.number) if said.spot.kind else ""
    return {"reason": _(reason_in_words(said.what, said.reason)), "spot": spot}


def _first_numbers(kind: Kind, in_hand: int | None) -> dict[str, Any]:
    """What is destroyed is everything that is left (剩下的全部)."""
    return {"papers": in_hand} if kind == Kind.DESTROYED and in_hand else {}


def _write(acting: ActingUser, election: Election, number: int, said: Said) -> int:
    if said.what != Kind.ISSUED:
        return enter_stock(acting_user=acting, election=election, number=number, said=said)
    return hand_out(
        acting_user=acting,
        election=election,
        number=number,
        papers=said.papers,
        reason=said.reason,
        spot=said.spot,
    )


def action_for(kind: Kind) -> Action:
    """Which permission a kind asks for: with papers that go out the poll begins."""
    return Action.ISSUE_PAPERS if kind == Kind.ISSUED else Action.KEEP_STOCK


def is_now(election: Election, number: int) -> bool:
    """Whether this is the vote that goes on, or the first one before it began."""
    return number == number_now(election)


def may_enter(election: Election, number: int, kind: Kind) -> bool:
    """Whether a line of this kind is open now."""
    return is_now(election, number) and Stage(election.stage) in OPEN_IN[kind]


def about(election: Election, number: int) -> dict[str, Any]:
    """What every page of a vote's ledger shows; a vote that is not there is not found."""
    round_ = find_vote(election, number)
    if round_ is None and not is_now(election, number):
        raise Http404(_("没有这一次投票。"))
    return {
        "election": election,
        "round": round_,
        "number": number,
        "kind": kind_of(round_ or Round(kind=FIRST)),
        "seen": election.version,
    }
