"""The law's pages as anybody opens them (公开的法律页面), and the command line beside them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.cli.conftest import huanjie as huanjie

from huanjie.office.law.calculators import CALCULATORS

Open = Callable[..., str]
Ask = Callable[[str, dict[str, str], dict[str, Any]], str]
_TAG: Final = re.compile(r"<[^>]+>")
_GAP: Final = re.compile(r"\s+")


def text_of(page: str) -> str:
    """What a page says, without its tags, gaps as one space."""
    return _GAP.sub(" ", html.unescape(_TAG.sub("", page))).strip()


def inside(page: str, element: str) -> str:
    """The text inside the element of this id, as it stands."""
    found = re.search(rf'<(\w+)[^>]* id="{re.escape(element)}".*?</\1>', page, re.DOTALL)
    assert found, f"no #{element}"
    return html.unescape(_TAG.sub("", found[0]))


def answer_of(page: str) -> str:
    """The answer of a calculator, up to the command line, each part apart by a space."""
    shown = page.split(' id="result"')[1].partition(">")[2].split("<details")[0]
    return _GAP.sub(" ", html.unescape(_TAG.sub(" ", shown))).strip()


@pytest.fixture
def opened(db: None) -> Open:
    """Open an address of the law without an account; it is answered with 200."""

    def page(address: str, *, status: int = 200, **query: Any) -> str:
        answer = Client().get(address, query)
        assert answer.status_code == status, address
        return answer.content.decode()

    return page


@pytest.fixture
def asked(opened: Open, db: None) -> Ask:
    """Fill in a calculator as its own page has it: by address, or posted where it asks about a
    person, with the law alone in the address.
    """

    def page(question: str, where: dict[str, str], typed: dict[str, Any]) -> str:
        address = f"/law/ask/{question}/"
        if not CALCULATORS[question].is_personal:
            return opened(address, **where, **typed)
        answer = Client().post(f"{address}?{urlencode(where)}", typed)
        assert answer.status_code == 200
        return answer.content.decode()

    return page
