"""Pages of one-time cards (一次性卡): handing them out, and signing in with one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from huanjie.domain.permission import Action, Role
from huanjie.office import clock
from huanjie.office.accounts import cards
from huanjie.office.accounts.cards import Holder
from huanjie.office.accounts.codes import card_code
from huanjie.office.accounts.forms import CardForm, CardsForm
from huanjie.office.accounts.models import Card
from huanjie.office.people.lockout import CARD, count_failure, is_locked_out, locked_page
from huanjie.office.planning.lookup import find_election
from huanjie.office.planning.models import Election
from huanjie.office.web import acting_user, attempt, is_sent, whole_number


@require_http_methods(["GET", "POST"])
def cards_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The cards of an election, and new ones; a code is shown on the page that answers, once."""
    election = find_election(request, pk, Action.HAND_OUT_CARD)
    form = CardsForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, data = acting_user(request), form.cleaned_data
        holders = [Holder(name=n, code=card_code(acting, i)) for i, n in enumerate(data["names"])]
        made = attempt(
            form,
            lambda: cards.hand_out_cards(
                acting_user=acting, election=election, role=Role(data["role"]), holders=holders
            ),
        )
        if made is not None:
            return _printed(request, election, made, [each.code for each in holders])
    page = {
        "election": election,
        "form": form,
        "cards": election.cards.select_related("user"),
        "now": clock.now(),
    }
    return render(request, "accounts/cards.html", page, status=422 if form.errors else 200)


@require_POST
def replace_card(request: HttpRequest, pk: str, number: str) -> HttpResponse:
    """Another card for the same holder."""
    election = find_election(request, pk, Action.HAND_OUT_CARD)
    acting = acting_user(request)
    code = card_code(acting, 0)
    new = cards.replace_card(
        acting_user=acting, election=election, card=_number(election, number), code=code
    )
    return _printed(request, election, [new], [code])


@require_POST
def revoke_card(request: HttpRequest, pk: str, number: str) -> HttpResponse:
    """Take a card back."""
    election = find_election(request, pk, Action.REVOKE_CARD)
    card = _number(election, number)
    cards.revoke_card(acting_user=acting_user(request), election=election, card=card)
    messages.success(request, _("卡已经收回，持卡人也已退出。"))
    return redirect("cards", election.pk)


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Sign in with the code on a card."""
    if request.user.is_authenticated:
        return redirect("home")
    form = CardForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        if is_locked_out(request, CARD):
            return locked_page(request)
        code = form.cleaned_data["code"]
        card = attempt(form, lambda: cards.sign_in_by_card(request, code))
        if card is not None:
            return redirect("election", card.election_id)
        count_failure(request, CARD)
    return render(request, "accounts/card.html", {"form": form})


def _number(election: Election, number: str) -> int:
    pk = whole_number(number)
    if pk is None or not election.cards.filter(pk=pk).exists():
        raise Http404(_("没有这张卡。"))
    return pk


def _printed(
    request: HttpRequest, election: Election, numbers: list[int], codes: list[str]
) -> HttpResponse:
    """The cards to cut out and hand over."""
    found = Card.objects.select_related("user").in_bulk(numbers)
    page: dict[str, Any] = {
        "election": election,
        "printed": [(found[number], code) for number, code in zip(numbers, codes, strict=True)],
        "address": request.build_absolute_uri(reverse("card-sign-in")),
    }
    return render(request, "accounts/printed.html", page)
