"""Of whom a second factor is demanded (须有第二重验证的人): by role, or of everyone."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from huanjie.domain.permission import SECOND_FACTOR_ROLES, Role
from huanjie.office.people.guards import Guard
from huanjie.office.people.models import User
from huanjie.office.people.second_factor import has_second_factor
from huanjie.office.units.permission import roles_of

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


class SecondFactorFirst(Guard):
    """Whoever must have a second factor and has none sets one up."""

    def lead(self, request: HttpRequest, user: User) -> HttpResponse | None:
        """To its set-up."""
        if not is_demanded(user) or has_second_factor(user):
            return None
        request.second_factor_first = True  # type: ignore[attr-defined]
        match = request.resolver_match
        return None if match and match.url_name in _SET_UP else redirect("mfa_index")
