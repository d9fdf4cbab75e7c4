"""What every page knows (页面共用的内容)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from huanjie import __version__
from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.people.models import User
from huanjie.office.units.models import Level
from huanjie.office.units.permission import places_of


def site(request: HttpRequest) -> dict[str, Any]:
    """The day, whether this is a demo, and what stands in the navigation."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)

    def sees(action: Action) -> bool:
        return signed_in and bool(places_of(request.user, action))  # type: ignore[arg-type]

    return {
        "today": clock.today(),
        "is_demo": settings.HUANJIE_DEMO,
        "version": __version__,
        "sees_board": sees(Action.SEE_BOARD),
        "sees_accounts": sees(Action.SEE_ACCOUNTS),
        "sees_questions": sees(Action.SEE_QUESTIONS),
        "reviews_at": _review_office(request.user) if signed_in else "",  # type: ignore[arg-type]
        "answers_filings": sees(Action.ANSWER_FILING),
        "may_audit": sees(Action.SEE_SECURITY_LOG),
    }


def _review_office(user: User) -> str:
    """The county or the town at which somebody sends to joint review (联审), the highest; none:
    empty.
    """
    places = places_of(user, Action.SEE_REVIEWS)
    return next((each.pk for each in places if each.level in (Level.COUNTY, Level.TOWN)), "")
