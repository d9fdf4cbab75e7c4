"""Pages of asking the roll (名册查询): without an account, by whoever holds a card or gives their
own name and the end of their own number.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from huanjie.office.electors.guesses import count_wrong, is_stopped, name_may_be_asked
from huanjie.office.electors.lookup import by_code, by_name, election_to_ask, place_of
from huanjie.office.electors.lookupform import CodeForm, NameForm
from huanjie.office.people.lockout import client_address

_TOO_MANY = 429


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def code_page(request: HttpRequest) -> HttpResponse:
    """Ask by the code of a voter card: typed, or scanned with the address of this page."""
    typed = request.POST if request.method == "POST" else request.GET
    form = CodeForm(typed if request.method == "POST" or "card" in typed else None)
    page: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        if is_stopped(_address(request)):
            return _wait(request, of_the_name=False)
        page["found"] = by_code(form.cleaned_data["card"])
        page["is_answered"] = True
        _count(request, is_found=page["found"] is not None)
    return _answer(request, "electors/by_code.html", page, form)


@login_not_required
@never_cache
@sensitive_post_parameters("name", "ending")
@require_http_methods(["GET", "POST"])
def name_page(request: HttpRequest, code: str, body: str) -> HttpResponse:
    """Ask by one's name and the last six signs of one's identity number, at one place."""
    election = election_to_ask(code, body)
    if election is None:
        return render(request, "electors/not_now.html", status=404)
    form = NameForm(request.POST if request.method == "POST" else None)
    page: dict[str, Any] = {"form": form, "place": place_of(election)}
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        if is_stopped(_address(request)):
            return _wait(request, of_the_name=False)
        if not name_may_be_asked(election, said["name"]):
            return _wait(request, of_the_name=True)
        page["found"] = by_name(election, name=said["name"], ending=said["ending"])
        page["is_answered"] = True
        _count(request, is_found=page["found"] is not None)
    return _answer(request, "electors/by_name.html", page, form)


def _address(request: HttpRequest) -> str:
    return client_address(request) or ""


def _count(request: HttpRequest, *, is_found: bool) -> None:
    if not is_found:
        count_wrong(_address(request))


def _answer(
    request: HttpRequest, template: str, page: dict[str, Any], form: CodeForm | NameForm
) -> HttpResponse:
    """A page that no search engine keeps; yes and no have one shape and one status."""
    response = render(request, template, page, status=422 if form.errors else 200)
    response["X-Robots-Tag"] = "noindex"
    return response


def _wait(request: HttpRequest, *, of_the_name: bool) -> HttpResponse:
    page = {"of_the_name": of_the_name}
    return render(request, "electors/wait.html", page, status=_TOO_MANY)
