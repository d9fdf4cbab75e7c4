"""Entering one thing by a form (登记一项): looked at with what the law says to it, then done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest

from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open_to
from huanjie.office.web import acting_user, attempt, shown_version

Found = TypeVar("Found")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered(Generic[Found, Made]):
    """How far a form came (办到哪一步); neither where it was refused: the form says why."""

    found: Found | None = None
    """what may be entered, to be looked at once more (核对)"""
    made: Made | None = None
    """what was entered (已登记)"""


def enter_by_form(
    request: HttpRequest,
    form: BaseForm,
    *,
    look: Callable[[], Found],
    do: Callable[[ActingUser], Made],
) -> Entered[Found, Made]:
    """Look at what a valid form states, or enter it where it is confirmed."""
    if "confirm" not in request.POST:
        return Entered(found=attempt(form, look))
    acting = acting_user(request)
    return Entered(made=attempt(form, lambda: do(acting)))


def form_page(
    request: HttpRequest, election: Election, form: BaseForm, action: Action
) -> dict[str, Any]:
    """What the page of such a form shows besides."""
    return {
        "election": election,
        "form": form,
        "is_open": is_open_to(request, election, action),
        "seen": shown_version(request, election),
    }
