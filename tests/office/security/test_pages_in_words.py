"""The pages of the security log in words (页面): an auditor reads and types words, no addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver
from tests.office.accounts.conftest import Keepers, keepers  # noqa: F401
from tests.office.walked import routes

from huanjie.office.people.models import User
from huanjie.office.security.pages import PAGES, page_name

Browse = Callable[[User], Client]


def test_every_page_that_has_a_name_is_one_of_the_sites() -> None:
    assert PAGES.keys() <= {name for name, _route in routes(get_resolver())}


def test_a_page_without_a_name_is_called_by_its_address() -> None:
    assert page_name("roll-file") == "导出名册"
    assert page_name("timeline-picture") == "timeline-picture"


@pytest.mark.parametrize(("typed", "found"), [("登录", True), ("sign-in", True), ("名册", False)])
def test_a_page_is_found_by_its_name_and_by_its_address(
    keepers: Keepers,  # noqa: F811
    browse: Browse,
    typed: str,
    found: bool,
) -> None:
    Client().post("/sign-in/", {"username": "county", "password": "county"})
    page = browse(keepers.audit).get("/security/", {"q": typed, "kind": "sign-in"})
    text = page.content.decode()
    assert ('data-label="页面">登录<' in text) is found
    assert "sign-in<" not in text
