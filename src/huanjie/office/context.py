"""What every page knows (页面共用的内容)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from huanjie import __version__
from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.review.waiting import Office, offices_of, questions_for
from huanjie.office.units.permission import places_of


def site(request: HttpRequest) -> dict[str, Any]:
    """The day, whether this is a demo, and what stands in the navigation; what waits is counted
    only by a page that shows it.
    """
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)

    def sees(action: Action) -> bool:
        return signed_in and bool(places_of(request.user, action))  # type: ignore[arg-type]

    def offices() -> tuple[Office, ...]:
        return offices_of(user) if user and signed_in else ()

    def questions() -> int:
        return questions_for(user) if user and signed_in else 0

    return {
        "today": clock.today(),
        "is_demo": settings.HUANJIE_DEMO,
        "version": __version__,
        "sees_board": sees(Action.SEE_BOARD),
        "sees_accounts": sees(Action.SEE_ACCOUNTS),
        "sees_questions": sees(Action.SEE_QUESTIONS),
        "review_offices": offices,
        "questions_waiting": questions,
        "answers_filings": sees(Action.ANSWER_FILING),
        "may_audit": sees(Action.SEE_SECURITY_LOG),
    }
