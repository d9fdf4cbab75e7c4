"""Roles to choose from (角色) are in the language of the page, on every form that asks for one."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from huanjie.office.accounts.forms import AccountForm, CardsForm, RoleForm


@pytest.mark.parametrize(
    "form", [AccountForm, RoleForm, CardsForm], ids=["account", "role", "cards"]
)
def test_a_role_is_chosen_in_the_pages_language(form: type) -> None:
    with translation.override("en"):
        page = str(form()["role"]) if form is CardsForm else str(form([])["role"])
    assert re.search("Teller", page)
    assert not re.search("[一-鿿]", page)
