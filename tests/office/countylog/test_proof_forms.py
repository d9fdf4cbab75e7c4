"""Getting a proof without knowing an address (取证明): each is a form on the log's page."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.office.conftest import Cast
from tests.office.walked import COUNTY, tick

from huanjie.office.planning.models import Election


@pytest.fixture
def page(cast: Cast, election: Election) -> str:
    """The page of the county's log, for whoever comes."""
    tick()
    return Client().get(f"/log/{COUNTY}/").content.decode()


@pytest.mark.parametrize(
    ("proof", "field", "value"),
    [
        ("inclusion", "index", "0"),
        ("consistency", "old", "1"),
        ("root", "log", "huanjie.local/330329100257"),
    ],
)
def test_each_proof_has_a_form_that_gets_it(page: str, proof: str, field: str, value: str) -> None:
    found = re.search(rf'<form method="get" action="([^"]*{proof}\.json)"', page)
    assert found
    assert f'name="{field}"' in page
    answer = Client().get(found[1], {field: value})
    assert answer.status_code == 200
    assert "proof" in answer.json()


def test_what_cannot_be_proved_is_said_in_words_that_can_be_read(page: str) -> None:
    answer = Client().get(f"/log/{COUNTY}/root.json", {"log": "没有的"})
    assert answer.status_code == 422
    assert re.search("[一-鿿]", answer.content.decode())
