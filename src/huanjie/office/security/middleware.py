"""Watching the way in (留意来访): where each request comes from, and whom the site refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from huanjie.office.people.lockout import client_address
from huanjie.office.people.models import User
from huanjie.office.security.models import Kind
from huanjie.office.security.noting import Came, coming, note

View = Callable[[HttpRequest], HttpResponse]
_FORBIDDEN: Final = 403


def watch(get_response: View) -> View:
    """Remember where a request comes from; note a refusal (403) of somebody who is signed in."""

    def answer(request: HttpRequest) -> HttpResponse:
        with coming(Came(ip=client_address(request), path=request.path_info)):
            response = get_response(request)
            user = getattr(request, "user", None)
            if response.status_code == _FORBIDDEN and isinstance(user, User):
                note(Kind.REFUSED, user=user, detail=request.method or "")
            return response

    return answer
