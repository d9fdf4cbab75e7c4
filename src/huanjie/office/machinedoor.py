"""The machines' door (接口的入口): what holds of every request to the interface before any endpoint
is asked, and of every answer of the site below it.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from huanjie.office import problems
from huanjie.office.middleware import View
from huanjie.office.people.lockout import client_address
from huanjie.office.problems import problem
from huanjie.office.rates import seconds_to_wait

BELOW: Final = "/api/v1/"
"""where the interface stands on the site"""
_KEPT: Final = ("Allow", "Retry-After")
_FIRST_ERROR: Final = 400


def machine_door(get_response: View) -> View:
    """Below the interface nobody is signed in: cookies count for nothing, an address may ask so
    often and no oftener, and whatever page the site would refuse with is a problem instead.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(BELOW):
            return get_response(request)
        request.COOKIES = {}
        response = _held_to_rate(request) or _as_problem(get_response(request))
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    return answer


def _held_to_rate(request: HttpRequest) -> HttpResponse | None:
    if not (wait := seconds_to_wait("address", client_address(request) or "")):
        return None
    refused = problem(problems.TOO_OFTEN)
    refused["Retry-After"] = str(wait)
    return refused


def _as_problem(response: HttpResponse) -> HttpResponse:
    kind = response.get("Content-Type", "").partition(";")[0]
    if response.status_code < _FIRST_ERROR or kind == problems.CONTENT_TYPE:
        return response
    told = problem(response.status_code if response.status_code in problems.TITLES else 500)
    for name in _KEPT:
        if response.has_header(name):
            told[name] = response[name]
    return told
