"""What comes before everything else (先办的事): a start password is changed for one's own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from huanjie.office.people.models import User

View = Callable[..., HttpResponse]
ALWAYS_OPEN: Final = frozenset(
    {"sign-out", "language", "account_change_password", "account_reauthenticate", "demo-day"}
)
"""the addresses that lead out of it, by name"""


def is_held(request: HttpRequest, view: View) -> bool:
    """Whether this request waits until its account is in order: a page that anybody may see and
    the way out do not.
    """
    match = request.resolver_match
    name = match.url_name if match else None
    is_public = not getattr(view, "login_required", True)
    return request.user.is_authenticated and not is_public and name not in ALWAYS_OPEN


class Guard(ABC):
    """Middleware that leads somebody who has signed in to what they have to do first."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: Any) -> HttpResponse | None:
        """Lead there, or let through."""
        user = request.user
        if isinstance(user, User) and is_held(request, view):
            return self.lead(request, user)
        return None

    @abstractmethod
    def lead(self, request: HttpRequest, user: User) -> HttpResponse | None:
        """The way there; None where there is nothing to do first."""


class PasswordFirst(Guard):
    """A start password opens nothing but the page that changes it."""

    def lead(self, request: HttpRequest, user: User) -> HttpResponse | None:
        """To that page."""
        if not user.has_start_password or _came_by_identity(request):
            return None
        return redirect("account_change_password")


def _came_by_identity(request: HttpRequest) -> bool:
    """Whether they signed in through the identity provider, without any password of ours."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "socialaccount" for record in records)
