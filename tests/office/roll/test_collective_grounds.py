"""Joining and leaving a collective (成员的增减): each page shows the articles by which somebody
becomes a member or is none any more, and what is no ground for it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.conftest import Cast
from tests.office.readaloud import english, faults
from tests.office.roll.test_minors_of_a_collective import collective, posted

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

__all__ = ["collective", "posted"]

Browse = Callable[[User], Client]
NO_GROUND = "下列情形不是理由"


def page(browse: Browse, cast: Cast, election: Election, kind: str) -> str:
    return browse(cast.chair).get(f"/elections/{election.pk}/roll/changes/{kind}/").text


@pytest.mark.parametrize(
    ("kind", "articles"),
    [
        ("joined", ["第十一条", "第十二条第一款", "第十二条第二款"]),
        ("left", ["第十六条第一款", "第十七条第一款"]),
        ("died", ["第十七条第一款第一项"]),
        ("incapable", ["第二十六条第一款"]),
    ],
)
def test_the_page_shows_by_which_articles(
    cast: Cast, posted: Election, browse: Browse, kind: str, articles: list[str]
) -> None:
    shown = page(browse, cast, posted, kind)
    assert all(article in shown for article in articles)
    assert "第十三条" not in shown
    assert (NO_GROUND in shown) is (kind == "left")


def test_nobody_leaves_for_study_service_work_divorce_or_prison(
    cast: Cast, posted: Election, browse: Browse
) -> None:
    shown = page(browse, cast, posted, "left")
    assert "不因就学、服役、务工、经商、离婚、丧偶、服刑等原因丧失成员身份" in shown
    assert "第十八条第一款" in shown


@pytest.mark.parametrize(
    ("document", "paper_on", "kept"),
    [
        ("退出同意决定3号", "2026-05-01", True),
        ("", "", True),
        ("退出同意决定3号", "", False),
        ("", "2026-05-01", False),
    ],
)
def test_the_paper_of_leaving_is_kept_where_there_is_one(
    cast: Cast, posted: Election, browse: Browse, document: str, paper_on: str, kept: bool
) -> None:
    """Article 16(1): 提出书面申请并经农村集体经济组织同意."""
    number = posted.roll.values_list("number", flat=True)[0]
    form = {"key": "k", "seen": posted.version, "number": number, "confirm": "1"}
    done = browse(cast.chair).post(
        f"/elections/{posted.pk}/roll/changes/left/",
        form | {"document": document, "paper_on": paper_on},
    )
    made = [(each.document, bool(each.paper_on)) for each in posted.roll_changes.all()]
    assert made == ([(document, bool(paper_on))] if kept else [])
    assert ("编号和日期一起写，或者都不写。" in done.content.decode()) is not kept


def test_it_is_whole_in_english(cast: Cast, posted: Election, browse: Browse) -> None:
    address = f"/elections/{posted.pk}/roll/changes/left/"
    html = english(browse(cast.chair)).get(address).text
    assert list(faults(address, html)) == []
