"""Of whom a second factor is demanded (须有第二重验证的人): by role, or of everyone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from huanjie.domain.permission import SECOND_FACTOR_ROLES, Role
from huanjie.office.people.guards import is_held
from huanjie.office.people.models import User
from huanjie.office.people.second_factor import has_second_factor
from huanjie.office.units.permission import roles_of

View = Callable[..., HttpResponse]
_SET_UP: Final = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "own-account",
        "end-sessions",
    }
)
"""the addresses that set one up, by name"""


def is_demanded(user: User) -> bool:
    """Whether somebody must have one; of a card's holder, who has neither password nor account of
    their own, never.
    """
    if settings.SECOND_FACTOR == "everyone":
        return user.has_usable_password()
    return settings.SECOND_FACTOR == "offices" and not SECOND_FACTOR_ROLES.isdisjoint(
        Role(held) for held in roles_of(user)
    )


class SecondFactorFirst:
    """Middleware: lead to its set-up whoever must have one and has none."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: Any) -> HttpResponse | None:
        """Lead there, or let through."""
        user = request.user
        if not isinstance(user, User) or not is_held(request, view):
            return None
        if not is_demanded(user) or has_second_factor(user):
            return None
        request.second_factor_first = True  # type: ignore[attr-defined]
        match = request.resolver_match
        return None if match and match.url_name in _SET_UP else redirect("mfa_index")
