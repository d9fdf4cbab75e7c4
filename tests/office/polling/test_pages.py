"""Pages of the polling day (投票计票页): who sees which, and in which stage."""

from __future__ import annotations

import pytest
from tests.office.conftest import Cast
from tests.office.polling.conftest import Evening, a_clear_result
from tests.office.polling.pages import Browse, at, text

from huanjie.office.planning.models import Election


@pytest.mark.parametrize("who", ["clerk", "chair", "teller", "scrutineer", "observer", "town"])
def test_everybody_of_the_place_sees_every_stage_of_the_polling_day(
    evening: Evening, browse: Browse, who: str
) -> None:
    client = browse(getattr(evening.cast, who))
    assert "还没有投过票" in text(client.get(at(evening, "", None)))
    assert client.get(at(evening, "")).status_code == 404
    evening.issue(750)
    assert "正在投票" in text(client.get(at(evening, "")))
    evening.collect(700, voters=700)
    assert "第二十七条第二款" in text(client.get(at(evening, "")))
    evening.enter_both(a_clear_result())
    page = text(client.get(at(evening, "")))
    assert "雷一" in page
    assert "数字全部相同" in page
    evening.declare()
    page = text(client.get(at(evening, "")))
    assert "已宣布" in page
    assert "500" in page


@pytest.mark.parametrize(
    "page", ["", "1/", "1/issue/", "1/collect/", "1/sheet/", "1/compare/", "1/declare/", "next/"]
)
def test_no_page_is_there_for_another_unit(counting: Evening, browse: Browse, page: str) -> None:
    client = browse(counting.cast.stranger)
    assert client.get(at(counting, page, None)).status_code == 404
    assert client.post(at(counting, page, None), {"key": "k"}).status_code in (404, 405)


@pytest.mark.parametrize(
    ("page", "may"),
    [
        ("1/issue/", {"clerk", "chair"}),
        ("1/collect/", {"clerk", "chair"}),
        ("1/sheet/", {"teller"}),
        ("1/declare/", {"chair"}),
        ("next/", {"clerk", "chair"}),
    ],
)
def test_a_page_of_a_deed_opens_for_whoever_may_do_it(
    counting: Evening, browse: Browse, page: str, may: set[str]
) -> None:
    for who in ("clerk", "chair", "teller", "scrutineer", "observer", "town", "county"):
        answer = browse(getattr(counting.cast, who)).get(at(counting, page, None))
        assert answer.status_code == (200 if who in may else 403), who


def test_pages_of_counts_are_kept_by_no_browser(counting: Evening, browse: Browse) -> None:
    answer = browse(counting.cast.teller).get(at(counting, "sheet/"))
    assert "no-store" in answer["Cache-Control"]


def test_a_number_that_is_no_vote_has_no_page(
    ready: Election, cast: Cast, browse: Browse, polling_day: None
) -> None:
    evening = Evening(ready, cast)
    client = browse(cast.clerk)
    assert client.get(at(evening, "issue/", 2)).status_code == 404
    assert client.get(at(evening, "collect/", 1)).status_code == 404
