"""接口令牌页: the secret is shown once; own tokens are one's own, an officer sees those below."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.api.conftest import YEAR_END, Program, program
from tests.office.conftest import Cast

from huanjie.office.api import api
from huanjie.office.people.models import User
from huanjie.office.tokens.models import ApiToken
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


def form(village: Unit, **changes: Any) -> dict[str, Any]:
    return {
        "key": uuid.uuid4().hex,
        "name": "统计程序",
        "place": village.pk,
        "scopes": ["see-roll"],
        "expires_on": YEAR_END.isoformat(),
    } | changes


def secret_in(page: Any) -> str:
    found = re.search(r">(hj_[\w-]+)</textarea>", page.content.decode())
    assert found
    return found[1]


def test_what_is_shown_once_opens_the_interface(browse: Browse, cast: Cast, village: Unit) -> None:
    browser = browse(cast.clerk)
    secret = secret_in(browser.post("/tokens/make/", form(village)))
    told = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).json()
    assert told["scopes"] == ["see-unit", "see-roll"]
    page = browser.get("/tokens/").content.decode()
    assert secret not in page
    assert secret[-4:] in page


def test_a_form_that_comes_again_shows_no_secret(browse: Browse, cast: Cast, village: Unit) -> None:
    browser, once = browse(cast.clerk), form(village)
    browser.post("/tokens/make/", once)
    again = browser.post("/tokens/make/", once, follow=True)
    assert "只显示一次" in again.content.decode()
    assert "hj_" not in again.content.decode()
    assert ApiToken.objects.count() == 1


def test_what_is_shown_is_kept_by_no_browser(browse: Browse, cast: Cast, village: Unit) -> None:
    page = browse(cast.clerk).post("/tokens/make/", form(village))
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"place": "330329100258"},
        {"scopes": ["declare"]},
        {"scopes": ["see-board"]},
        {"scopes": ["publish-roll"]},
        {"expires_on": "2030-01-01"},
        {"expires_on": "2026-05-17"},
        {"expires_on": "x"},
        {"key": ""},
    ],
)
def test_what_cannot_be_comes_back_with_its_reason(
    browse: Browse, cast: Cast, village: Unit, next_village: Unit, changes: dict[str, Any]
) -> None:
    page = browse(cast.clerk).post("/tokens/make/", form(village, **changes))
    assert page.status_code == 422
    assert "error-summary" in page.content.decode()
    assert not ApiToken.objects.exists()


def test_a_clerk_sees_the_own_tokens_and_an_officer_those_below(
    browse: Browse, cast: Cast, village: Unit
) -> None:
    program(cast.clerk, village)
    assert "统计程序" not in browse(cast.chair).get("/tokens/").content.decode()
    assert "统计程序" in browse(cast.clerk).get("/tokens/").content.decode()
    officer = browse(cast.town).get("/tokens/").content.decode()
    assert "统计程序" in officer
    assert cast.clerk.name in officer


def test_an_officer_revokes_one_on_its_page(
    browse: Browse, cast: Cast, village: Unit, clerk: Program
) -> None:
    address = f"/tokens/{clerk.token.pk}/revoke/"
    browser = browse(cast.town)
    assert clerk.token.tail in browser.get(address).content.decode()
    assert clerk.get("/me").status_code == 200
    assert browser.post(address, {"key": "k"}).status_code == 302
    assert clerk.get("/me").status_code == 401


def test_a_colleagues_token_is_not_there(browse: Browse, cast: Cast, clerk: Program) -> None:
    address = f"/tokens/{clerk.token.pk}/revoke/"
    assert browse(cast.chair).get(address).status_code == 404
    assert browse(cast.chair).post(address, {"key": "k"}).status_code == 404
    assert clerk.get("/me").status_code == 200


def test_the_description_as_a_page_names_every_operation(db: None) -> None:
    page = html.unescape(Client().get("/api/").content.decode())
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page


def test_the_description_needs_nothing_from_elsewhere(db: None) -> None:
    page = Client().get("/api/").content.decode()
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
