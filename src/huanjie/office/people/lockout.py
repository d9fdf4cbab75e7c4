"""Locking (锁定): after ten wrong passwords or codes an account waits a quarter of an hour.

Counted in the database, so that it holds on many processes, and by account, wherever the attempts
come from; an account that does not exist is counted and locked alike. Cards are counted by where
the attempts come from: a stranger's guesses lock nobody's card. What was typed as an account is
kept as a blind index alone: now and then somebody types their password there.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any, Final

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from huanjie.office import clock
from huanjie.office.keys import field_keys
from huanjie.office.people.models import User

CARD: Final = "*card*"
"""as whom wrong cards are counted; no account is called so"""
WRONG_PASSWORDS: Final = 10
"""after how many wrong passwords and codes an account waits"""
WRONG_CARDS: Final = 50
"""after how many wrong cards an address waits: everybody in a hall comes from one"""


def counted_name(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """As whom an attempt is counted (计数用的名字)."""
    stated = credentials or (request.POST if request else {})
    return name_index(str(stated.get("username") or ""))


def name_index(username: str) -> str:
    """An account's name, as nobody can read it who has the database alone."""
    return field_keys().blind_index(username, bound_to="axes_accessattempt.username").hex()


def counted_by(_request: object, credentials: Mapping[str, Any] | None = None) -> list[Any]:
    """What attempts are counted by: the account; a card's by the address they come from as well."""
    return [["username", "ip_address"]] if _is_card(credentials) else ["username"]


def _is_card(credentials: Mapping[str, Any] | None) -> bool:
    return bool(credentials) and (credentials or {}).get("username") == CARD


def failure_limit(_request: object, credentials: Mapping[str, Any] | None = None) -> int:
    """How many wrong attempts are too many."""
    return WRONG_CARDS if _is_card(credentials) else WRONG_PASSWORDS


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from; behind a proxy of ours (HUANJIE_HTTPS) what that proxy saw, never
    what the caller itself claims.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER and (said := request.META.get("HTTP_X_FORWARDED_FOR")):
        seen = said.rsplit(",", 1)[-1].strip()
    try:
        return str(ipaddress.ip_address(seen))
    except ValueError:
        return None


def locked_page(
    request: HttpRequest, _response: object = None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """What somebody reads who has to wait (429)."""
    page = {
        "minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
        "is_card": _is_card(credentials),
    }
    return render(request, "people/locked.html", page, status=429)


def is_locked_out(request: HttpRequest, username: str) -> bool:
    """Whether an attempt by this name is refused before it is read; the answer is `locked_page`."""
    allowed = AxesProxyHandler.is_allowed(request, {"username": username})
    if not allowed:
        request.axes_locked_out = True  # type: ignore[attr-defined]
        request.axes_credentials = {"username": username}  # type: ignore[attr-defined]
    return not allowed


def count_failure(request: HttpRequest, username: str) -> None:
    """Count a wrong code like a wrong password."""
    user_login_failed.send(sender=__name__, credentials={"username": username}, request=request)


def locked_accounts(users: list[User]) -> set[int]:
    """Those of these accounts that are locked now."""
    by_name = {name_index(user.username): user.pk for user in users}
    since = clock.machine_time() - settings.AXES_COOLOFF_TIME
    recent = AccessAttempt.objects.filter(username__in=by_name, attempt_time__gte=since)
    counted = recent.values("username").order_by().annotate(wrong=Sum("failures_since_start"))
    return {by_name[each["username"]] for each in counted if each["wrong"] >= WRONG_PASSWORDS}


def forget_failures(user: User) -> None:
    """Unlock an account (解锁)."""
    AxesProxyHandler.reset_attempts(username=name_index(user.username))
