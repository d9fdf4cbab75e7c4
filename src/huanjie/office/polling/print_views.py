"""Pages of what is printed for a vote (要打印的): each paper as a Word file, and voter cards."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.polling.cards import PAPER, cards_day, check_has_cards, take_cards
from huanjie.office.polling.printed import WORDS, offers, poll_day, vote_of
from huanjie.office.polling.printform import CardsForm, WhereForm
from huanjie.office.polling.views import kind_of
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, signed_in
from huanjie.paper.election_papers import PAPERS
from huanjie.paper.voter_cards import voter_cards


@require_safe
@never_cache
def papers_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Every paper of a vote: what it is for, how many are wanted, and where it is downloaded."""
    return _papers(request, find_election(request, pk), number, WhereForm(request.GET or None))


def _papers(
    request: HttpRequest, election: Election, number: int, form: WhereForm, *, status: int = 200
) -> HttpResponse:
    page: dict[str, Any] = {
        "election": election,
        "number": number,
        "form": form,
        "may_hand_out": allowed(signed_in(request), Action.EXPORT_ROLL, election),
        "no_cards": _no_cards(election),
    }
    try:
        round_ = vote_of(election, number)
        page |= {"offers": offers(election, round_), "kind": kind_of(round_)}
    except BadInput as fault:
        page["refused"] = fault
    return render(request, "polling/papers.html", page, status=status)


@require_safe
@never_cache
def poll_paper_file(
    request: HttpRequest, pk: str, number: int, paper: str, form: Form = "docx"
) -> HttpResponse:
    """One paper of a vote, with the place and the time that were typed, as Word or PDF."""
    election = find_election(request, pk)
    if paper not in WORDS:
        raise Http404(_("没有这种文书。"))
    where = WhereForm(request.GET)
    if not where.is_valid():
        return _papers(request, election, number, where, status=422)
    poll = poll_day(election, vote_of(election, number), where.where)
    return paper_file(election, PAPERS[paper].make(poll), name=paper, form=form)


@never_cache
@require_http_methods(["GET", "POST"])
def cards_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask what the voter cards are for, then hand them out; it stands in the log."""
    election = election_to(request, pk, Action.EXPORT_ROLL)
    form = CardsForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, because = acting_user(request), form.cleaned_data["because"]
        parts = attempt(
            form, lambda: take_cards(acting_user=acting, election=election, because=because)
        )
        if parts:
            ask = request.build_absolute_uri(reverse("on-roll"))
            cards = voter_cards(cards_day(election, form.where), parts, look_up=ask)
            return paper_file(election, cards, name=PAPER)
    page = {"election": election, "form": form, "refused": _no_cards(election)}
    return render(request, "polling/voter_cards.html", page, status=422 if form.errors else 200)


def _no_cards(election: Election) -> BadInput | None:
    """Why no card can be handed out, where none can."""
    try:
        check_has_cards(election)
    except BadInput as fault:
        return fault
    return None
