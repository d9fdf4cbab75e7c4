"""The roll's page finds by pinyin, sorts by strokes, and gives out what it shows (名册页)."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.domain.numbers import number
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast
from tests.office.roll.conftest import HEADINGS, load

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
NAMES = ("赵一", "欧阳二", "曾小丁", "李一明", "赵一")


@pytest.fixture
def listed(cast: Cast, election: Election) -> Election:
    rows = [(name, number(sequence=f"{n:03}")) for n, name in enumerate(NAMES, 101)]
    load(cast, election, csv_file(HEADINGS[:2], *rows))
    return election


def shown(client: Client, election: Election, **asked: str) -> list[str]:
    page = client.get(f"/elections/{election.pk}/roll/", asked).context["listing"]
    return [f"{row.entry.number} {row.entry.name}" for row in page.rows]


def taken(client: Client, election: Election, **asked: str) -> list[str]:
    form = {"key": "k", "because": "核对", **asked}
    raw = client.post(f"/elections/{election.pk}/roll/file/", form).content
    rows = list(openpyxl.load_workbook(io.BytesIO(raw)).active.values)[1:]  # type: ignore[union-attr]
    return [f"{row[0]} {row[1]}" for row in rows]


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("zy", ["1 赵一", "5 赵一"]),
        ("ZY", ["1 赵一", "5 赵一"]),
        ("oye", ["2 欧阳二"]),
        ("zx", ["3 曾小丁"]),
        ("cxd", ["3 曾小丁"]),
        ("xd", []),
        ("zyy", []),
    ],
)
def test_a_name_is_found_by_the_first_letters_of_its_pinyin_from_its_beginning(
    cast: Cast, listed: Election, browse: Browse, letters: str, found: list[str]
) -> None:
    assert shown(browse(cast.clerk), listed, q=letters) == found


def test_by_name_means_by_strokes_and_namesakes_by_their_numbers(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    by_strokes = ["4 李一明", "2 欧阳二", "1 赵一", "5 赵一", "3 曾小丁"]
    assert shown(browse(cast.clerk), listed, order="name") == by_strokes


@pytest.mark.parametrize(("query", "order"), [("", "number"), ("zy", "number"), ("", "name")])
def test_the_file_holds_whom_the_page_shows_in_its_order(
    cast: Cast, listed: Election, browse: Browse, query: str, order: str
) -> None:
    client = browse(cast.clerk)
    people = shown(client, listed, q=query, order=order)
    assert taken(client, listed, query=query, order=order) == people
    link = f"file/?query={query}&amp;order={order}"
    page = client.get(f"/elections/{listed.pk}/roll/", {"q": query, "order": order})
    assert link in page.content.decode()
    asking = client.get(f"/elections/{listed.pk}/roll/file/", {"query": query, "order": order})
    assert f"{len(people)} 人，次序和页面上一样" in asking.content.decode()


def test_a_file_by_strokes_asks_as_little_as_one_by_numbers(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    client, asked = browse(cast.clerk), {}
    for order in ("number", "name"):
        with CaptureQueriesContext(connection) as queries:
            assert len(taken(client, listed, order=order)) == len(NAMES)
        asked[order] = sum('FROM "roll_rollentry"' in each["sql"] for each in queries)
    assert asked["name"] <= asked["number"] + 1  # the names first, then the people


def test_whom_nobody_matches_is_no_file(cast: Cast, listed: Election, browse: Browse) -> None:
    form = {"key": "k", "because": "核对", "query": "不在"}
    answer = browse(cast.clerk).post(f"/elections/{listed.pk}/roll/file/", form)
    assert answer.status_code == 422
    assert "名册上没有与“不在”相符的人" in answer.content.decode()


def test_an_order_that_there_is_not_is_refused_for_a_file(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    form = {"key": "k", "because": "核对", "order": "phone"}
    answer = browse(cast.clerk).post(f"/elections/{listed.pk}/roll/file/", form)
    assert answer.status_code == 422
