"""What every page knows (页面共用的内容)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from huanjie import __version__
from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.units.permission import places_of


def site(request: HttpRequest) -> dict[str, Any]:
    """The day, whether this is a demo, and whether an officer's navigation is shown."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "today": clock.today(),
        "is_demo": settings.HUANJIE_DEMO,
        "version": __version__,
        "is_officer": signed_in and bool(places_of(request.user, Action.SEE_BOARD)),  # type: ignore[arg-type]
        "may_audit": signed_in and bool(places_of(request.user, Action.SEE_SECURITY_LOG)),  # type: ignore[arg-type]
    }
