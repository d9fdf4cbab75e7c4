"""The list of units (单位): who is in it, in which order, and as a spreadsheet."""

from __future__ import annotations

import pytest
from tests.office.conftest import Cast
from tests.office.overview.conftest import County
from tests.office.overview.reading import Browse, page, rows, shown


def names(html: str) -> list[str]:
    """The names of the list, in its order."""
    return [row[0] for row in shown(html, "units")]


def test_the_list_holds_what_its_reader_may_see(browse: Browse, cast: Cast, county: County) -> None:
    assert names(page(browse(cast.county), "/units/")) == ["新北社区", "三联村", "溪坪村"]
    assert names(page(browse(cast.clerk), "/units/")) == ["三联村"]


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["新北社区", "三联村", "溪坪村"]),
        ("sort=-code", ["溪坪村", "三联村", "新北社区"]),
        ("sort=name", ["三联村", "新北社区", "溪坪村"]),
        ("sort=-name", ["溪坪村", "新北社区", "三联村"]),
        ("sort=state", ["三联村", "新北社区", "溪坪村"]),
        ("sort=nonsense", ["新北社区", "三联村", "溪坪村"]),
        ("q=x", ["新北社区", "溪坪村"]),
        ("q=x&sort=-code", ["溪坪村", "新北社区"]),
        ("q=zzz", []),
    ],
)
def test_the_list_is_searched_and_sorted_by_its_address(
    browse: Browse, cast: Cast, county: County, query: str, order: list[str]
) -> None:
    assert names(page(browse(cast.county), f"/units/?{query}")) == order


@pytest.mark.parametrize("query", ["", "q=x&sort=-code", "state=wait", "body=party-branch"])
def test_the_spreadsheet_is_the_list_as_it_is_seen(
    browse: Browse, cast: Cast, county: County, query: str
) -> None:
    client = browse(cast.county)
    _heads, *found = rows(client, f"/units.xlsx?{query}")
    assert found == shown(page(client, f"/units/?{query}"), "units")
    assert found


def test_what_was_typed_comes_back_as_text(browse: Browse, cast: Cast, county: County) -> None:
    answer = browse(cast.county).get('/units/?q="><script>alert(1)</script>')
    assert b"<script>alert" not in answer.content
