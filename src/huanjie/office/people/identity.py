"""Signing in through an identity provider (统一身份认证): as an account that is already here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from huanjie.office.people.models import CARD_PREFIX, User


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity is linked to the account that its claim names, once and for good; it makes none,
    and nothing of it is kept but its number.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody gets an account by being known elsewhere."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link it, or refuse."""
        if sociallogin.state.get("process", "login") != "login":
            _refuse(request, _("统一身份认证只用来登录。"))
        claimed = _claimed(sociallogin)
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=("extra_data",))
            return
        user = _named(claimed)
        if user is None or _is_linked(user, sociallogin):
            _refuse(request, _("您已通过身份认证，但这里没有对应的账号。请系统管理员开账号。"))
        _link(request, sociallogin, user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_more: Any) -> None:
        """Back to the door, whatever went wrong."""
        _refuse(request, _("统一身份认证没有成功，请再试一次，或者用密码登录。"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """An identity that is linked to an account (已关联的身份)."""

    name: str
    """what the provider is called"""
    number: str
    """the identity's number there"""
    since: datetime.datetime


def identity_of(user: Any) -> Linked | None:
    """The identity by which an account may be signed in to; None where there is none."""
    row = SocialAccount.objects.filter(user_id=user.pk).order_by("pk").first()
    if row is None:
        return None
    provider = settings.HUANJIE_IDENTITY
    name = provider.name if provider else _("统一身份认证")
    return Linked(name=name, number=row.uid, since=row.date_joined)


def forget_identity(user: User) -> int:
    """Take every link of an account away; how many there were."""
    gone: int = SocialAccount.objects.filter(user=user).delete()[0]
    return gone


def unlink(request: HttpRequest, user: User) -> None:
    """Take one's own link away: whoever the provider calls so next is linked anew."""
    for row in SocialAccount.objects.filter(user=user):
        row.delete()
        social_account_removed.send(sender=SocialAccount, request=request, socialaccount=row)


def _refuse(request: HttpRequest, says: str) -> NoReturn:
    messages.error(request, says)
    raise ImmediateHttpResponse(redirect("sign-in"))


def _link(request: HttpRequest, sociallogin: SocialLogin, user: User) -> None:
    """Keep that this identity is this account; allauth's own way would write the account too."""
    sociallogin.user = sociallogin.account.user = user
    sociallogin.account.save()
    social_account_added.send(sender=SocialLogin, request=request, sociallogin=sociallogin)


def _claimed(sociallogin: SocialLogin) -> str:
    told = sociallogin.account.get_provider_account().get_user_data() or {}
    provider = settings.HUANJIE_IDENTITY
    claim = told.get(provider.claim) if provider else None
    return claim if isinstance(claim, str) else ""


def _named(claimed: str) -> User | None:
    """The open account of exactly this name; a card's is nobody's own."""
    found = User.objects.filter(username=claimed, is_active=True)
    return found.exclude(username__startswith=CARD_PREFIX).first()


def _is_linked(user: User, sociallogin: SocialLogin) -> bool:
    """Whether another identity already is this account: a name that was given away there opens
    nothing here.
    """
    same = SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider)
    return bool(same.exists())
