"""The row of links under an election's heading (本次选举): a page below a part marks that part."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.office.conftest import Cast

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election


@pytest.mark.parametrize(
    ("page", "part", "exactly"),
    [
        ("roll", "roll", True),
        ("roll-objections", "roll", False),
        ("registration", "roll", False),
        ("chosen", "roll", False),
        ("notices", "roll", False),
        ("proxies", "proxies", True),
        ("findings", "candidates", False),
        ("public-notice", "candidates", False),
        ("pledges", "candidates", False),
        ("election-review", "candidates", False),
        ("filings", "filings", True),
    ],
)
def test_a_page_marks_the_part_that_it_belongs_to(
    cast: Cast,
    election: Election,
    browse: Callable[[User], Client],
    page: str,
    part: str,
    exactly: bool,
) -> None:
    text = browse(cast.clerk).get(reverse(page, args=[election.pk])).content.decode()
    mark = "page" if exactly else "true"
    assert f'<a href="{reverse(part, args=[election.pk])}" aria-current="{mark}">' in text
    assert text.count("aria-current=", text.index('class="election-nav')) == 1


def test_a_page_of_no_part_marks_none(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    text = browse(cast.clerk).get(reverse("cards", args=[election.pk])).content.decode()
    assert "aria-current=" not in text[text.index('class="election-nav') :]
