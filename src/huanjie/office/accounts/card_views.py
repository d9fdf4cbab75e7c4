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
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import ROLE_NAMES, Action, Role
from huanjie.office import clock
from huanjie.office.accounts import cards
from huanjie.office.accounts.cards import Holder
from huanjie.office.accounts.checks import REPLACE_CARD, check_page
from huanjie.office.accounts.codes import card_code
from huanjie.office.accounts.forms import CardForm, CardsForm
from huanjie.office.accounts.models import Card
from huanjie.office.people.lockout import CARD, count_failure, is_locked_out, locked_page
from huanjie.office.people.second_factor import qr_picture
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


@require_http_methods(["GET", "POST"])
def replace_card(request: HttpRequest, pk: str, number: str) -> HttpResponse:
    """Ask, then make another card for the same holder."""
    election = find_election(request, pk, Action.HAND_OUT_CARD)
    card = _card(election, number)
    if request.method == "GET":
        return _check(request, REPLACE_CARD, card, _("补发一次性卡"))
    acting = acting_user(request)
    code = card_code(acting, 0)
    new = cards.replace_card(acting_user=acting, election=election, card=card.pk, code=code)
    return _printed(request, election, [new], [code])


@require_http_methods(["GET", "POST"])
def revoke_card(request: HttpRequest, pk: str, number: str) -> HttpResponse:
    """Ask, then take a card back."""
    election = find_election(request, pk, Action.REVOKE_CARD)
    card = _card(election, number)
    if request.method == "GET":
        return _check(request, Action.REVOKE_CARD, card, _("收回一次性卡"))
    cards.revoke_card(acting_user=acting_user(request), election=election, card=card.pk)
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
            return locked_page(request, credentials={"username": CARD})
        code = form.cleaned_data["code"]
        card = attempt(form, lambda: cards.sign_in_by_card(request, code))
        if card is not None:
            return redirect("election", card.election_id)
        count_failure(request, CARD)
    return render(request, "accounts/card.html", {"form": form})


def _card(election: Election, number: str) -> Card:
    found = election.cards.select_related("user").filter(pk=whole_number(number) or 0).first()
    if found is None:
        raise Http404(_("没有这张卡。"))
    return found


def _check(request: HttpRequest, deed: str, card: Card, heading: str) -> HttpResponse:
    """Ask before a card is void; one that is void already has nothing to ask about."""
    if card.revoked_at:
        return redirect("cards", card.election_id)
    about = f"{card.user.name}（{_(ROLE_NAMES[Role(card.role)])}）"
    back = reverse("cards", args=[card.election_id])
    return check_page(request, deed, about=about, heading=heading, back=back)


def _printed(
    request: HttpRequest, election: Election, numbers: list[int], codes: list[str]
) -> HttpResponse:
    """The cards to cut out and hand over."""
    found = Card.objects.select_related("user").in_bulk(numbers)
    address = request.build_absolute_uri(reverse("card-sign-in"))
    page: dict[str, Any] = {
        "election": election,
        "printed": [(found[number], code) for number, code in zip(numbers, codes, strict=True)],
        "address": address,
        "way": qr_picture(address),
    }
    return render(request, "accounts/printed.html", page)
