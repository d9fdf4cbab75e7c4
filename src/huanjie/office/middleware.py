"""Refusals as pages (拒绝的页面): a stale form, bad input that no form caught and a body that is
too large are answered in plain words, with what was not done and what to do now. And what somebody
sees who is signed in is kept by nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    QueryDict,
)
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from huanjie.door.fault import BadInput, Fault
from huanjie.office.command import Stale
from huanjie.office.overview.history import done_since

_OF_THE_FORM: Final = frozenset(
    {"csrfmiddlewaretoken", "key", "seen", "sheets_in", "confirm", "edit"}
)
"""fields that belong to the old form alone; all others somebody typed or chose"""
_AROUND = 2**20
"""bytes of a form around its file"""

View = Callable[[HttpRequest], HttpResponse]


def size_limit(get_response: View) -> View:
    """Refuse a body that is larger than any upload may be, before it is read (413)."""

    def answer(request: HttpRequest) -> HttpResponse:
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if stated.isdecimal() and int(stated) > settings.LARGEST_UPLOAD + _AROUND:
            most = f"{settings.LARGEST_UPLOAD // 2**20} MB"
            fault = BadInput(f"上传的内容超过 {most}", remedy="拆成几份，或者去掉图片再传")
            return render(request, "refused.html", {"fault": fault}, status=413)
        return get_response(request)

    return answer


class no_nul:  # noqa: N801 (a middleware is named like the function it is)
    """Refuse the one sign that no text has and no database keeps (NUL), before any page asks: an
    address with it is nobody's (404), and what is typed with it was typed on no keyboard (400).
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        _refuse_nul(request.GET)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: object) -> None:
        """Look at a form; what is no form of a page of ours reads its own body."""
        if not getattr(view, "csrf_exempt", False):
            _refuse_nul(request.POST)


def _refuse_nul(stated: QueryDict) -> None:
    if any("\0" in value for _name, values in stated.lists() for value in values):
        raise BadRequest


def keep_private(get_response: View) -> View:
    """What somebody signed in sees is kept nowhere, not in their own browser either: on a shared
    computer the back button shows nothing more once they have signed out.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return answer


class plain_refusals:  # noqa: N801 (a middleware is named like the function it is)
    """Answer every `Fault` with its own sentence."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """409 for a stale form, 422 for what cannot be done."""
        if isinstance(error, Stale):
            return render(request, "stale.html", _stale_page(request, error), status=409)
        if isinstance(error, Fault):
            page = {"fault": error, "back": _came_from(request)}
            return render(request, "refused.html", page, status=422)
        return None


def _came_from(request: HttpRequest) -> str:
    """The page that held the form (来处), as the browser says it: an address that only takes forms
    has no page to go back to. Where it says nothing of this site, the address itself.
    """
    stated = urlsplit(request.headers.get("Referer", ""))
    if stated.netloc != request.get_host() or not stated.path:
        return request.path
    return f"{stated.path}?{stated.query}" if stated.query else stated.path


def _stale_page(request: HttpRequest, fault: Stale) -> dict[str, Any]:
    """What happened since, and what was typed: it goes back into the form with one press."""
    lines = done_since(fault.place, fault.since) if fault.place else []
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OF_THE_FORM
        for value in values
    ]
    back = _came_from(request)
    return {
        "fault": fault,
        "lines": lines,
        "back": back,
        "typed": typed if back.partition("?")[0] == request.path else [],
        "had_files": bool(request.FILES),
    }
