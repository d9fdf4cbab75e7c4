"""Pages of tokens (接口令牌页): one's own, make one, revoke one; an officer's with those below."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.deeds.models import Deed
from huanjie.office.people.models import User
from huanjie.office.tokens.forms import TokenForm
from huanjie.office.tokens.models import ApiToken
from huanjie.office.tokens.scopes import BY_TOKEN, name_of, open_to
from huanjie.office.tokens.services import make_token, new_secret, revoke_token
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import places_of, visible
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@never_cache
@require_safe
def tokens_page(request: HttpRequest) -> HttpResponse:
    """The own tokens, and those of accounts below whoever answers for them."""
    user = signed_in(request)
    shown = [_row(each) for each in _seen_by(user).select_related("place", "user")]
    page = {
        "own": [each for each in shown if each["token"].user_id == user.pk],
        "others": [each for each in shown if each["token"].user_id != user.pk],
        "sees_others": bool(places_of(user, Action.SEE_TOKENS)),
    }
    return render(request, "tokens/tokens.html", page)


def _row(token: ApiToken) -> dict[str, Any]:
    names = [name_of(each) for each in BY_TOKEN if each in token.actions]
    return {"token": token, "is_good": token.is_good(clock.today()), "scopes": names}


def _seen_by(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(Q(user=user) | Q(place__in=visible(user, Action.SEE_TOKENS)))


@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def make_page(request: HttpRequest) -> HttpResponse:
    """Ask what the token is to be, make it, and show its secret this once."""
    user = signed_in(request)
    places = _places(user)
    actions = [a for a in BY_TOKEN if any(a in open_to(user, p) for p in places_of(user, a))]
    form = TokenForm(places, actions, request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, secret = acting_user(request), new_secret()
        again = Deed.objects.filter(user=user, key=acting.key).exists()
        made = attempt(
            form,
            lambda: make_token(acting_user=acting, unit=form.unit, grant=form.grant, secret=secret),
        )
        if made and again:
            says = _("令牌已经做好，只显示一次。没有记下的，撤销它，再做一个。")
            messages.warning(request, says)
            return redirect("tokens")
        if made:
            token = ApiToken.objects.get(pk=made)
            return render(request, "tokens/made.html", {"token": token, "secret": secret.text})
    status = 422 if form.errors else 200
    return render(request, "tokens/make.html", {"form": form}, status=status)


def _places(user: User) -> list[Unit]:
    """Where somebody may make tokens: their own places, and what lies right below these."""
    own = places_of(user, Action.MAKE_TOKEN)
    below = Unit.objects.filter(parent__in=own)
    return [*own, *below.exclude(pk__in=[each.pk for each in own])]


@never_cache
@require_http_methods(["GET", "POST"])
def revoke_page(request: HttpRequest, number: int) -> HttpResponse:
    """Ask before a token is revoked, then revoke it."""
    user = signed_in(request)
    token = _seen_by(user).select_related("place", "user").filter(pk=number).first()
    if token is None:
        raise Http404(_("没有这个令牌，或者您的账号不能查看它。"))
    if request.method == "POST":
        revoke_token(acting_user=acting_user(request), unit=token.place, token=number)
        messages.success(request, _("令牌已经撤销，从现在起不能再用。"))
        return redirect("tokens")
    if token.revoked_at:
        return redirect("tokens")
    return render(request, "tokens/revoke.html", _row(token))
