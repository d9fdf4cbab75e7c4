"""Signing in and out (登录、退出), and one's password."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView, ReauthenticateView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from huanjie.office.oidcfile import PROVIDER_ID
from huanjie.office.people.forms import PasswordForm, ProveForm, SignInForm
from huanjie.office.people.models import CARD_PREFIX, User


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page; a demo's page lists its accounts."""

    form_class = SignInForm
    template_name = "people/sign_in.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """A demo's accounts, for whoever tries it."""
        own = {
            "next": self.get_next_url() or "",
            "identity": settings.HUANJIE_IDENTITY,
            "identity_address": reverse("openid_connect_login", args=[PROVIDER_ID]),
            "demo_accounts": demo_accounts() if settings.HUANJIE_DEMO else [],
        }
        return {**super().get_context_data(**kwargs), **own}


class SignOut(LogoutView):  # type: ignore[misc]
    """退出, also of somebody who stopped before the second factor."""

    http_method_names = ("post",)


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """改密码: every other session of the account ends."""

    form_class = PasswordForm
    template_name = "people/password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An account without a password signs in another way, and has none to change."""
        if isinstance(request.user, User) and not request.user.has_usable_password():
            messages.info(request, _("这个账号不用密码登录，没有密码可改。"))
            return redirect("own-account")
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


class Prove(ReauthenticateView):  # type: ignore[misc]
    """确认是本人, before something that a thief of an open page would want."""

    form_class = ProveForm
    template_name = "people/prove.html"


def demo_accounts() -> list[User]:
    """The accounts that the demo made, in the order in which it made them."""
    named = User.objects.filter(is_active=True).exclude(username__startswith=CARD_PREFIX)
    return list(named.order_by("pk")[:20])
