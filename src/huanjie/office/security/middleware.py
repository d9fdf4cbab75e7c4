"""Watching the way in (留意来访): where each request comes from, and whom the site refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from huanjie.office.people.lockout import client_address
from huanjie.office.people.models import User
from huanjie.office.security.models import Kind
from huanjie.office.security.noting import Came, coming, note

View = Callable[[HttpRequest], HttpResponse]
_FORBIDDEN: Final = 403


def watch(get_response: View) -> View:
    """Remember where a request comes from; note a refusal (403) of somebody who is signed in."""

    def answer(request: HttpRequest) -> HttpResponse:
        with coming(Came(ip=client_address(request), address=_name_of(request))):
            response = get_response(request)
            user = getattr(request, "user", None)
            if response.status_code == _FORBIDDEN and isinstance(user, User):
                note(Kind.REFUSED, user=user, detail=request.method or "")
            return response

    return answer


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""
