"""Refusals as pages (拒绝的页面): a stale form and bad input that no form caught are answered in
plain words, with what was not done and what to do now.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from huanjie.door.fault import Fault
from huanjie.office.command import Stale

View = Callable[[HttpRequest], HttpResponse]


class plain_refusals:  # noqa: N801 (a middleware is named like the function it is)
    """Answer every `Fault` with its own sentence."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """409 for a stale form, 422 for what cannot be done."""
        if isinstance(error, Stale):
            return render(request, "stale.html", {"fault": error}, status=409)
        if isinstance(error, Fault):
            return render(request, "refused.html", {"fault": error}, status=422)
        return None
