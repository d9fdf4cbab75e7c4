"""候选人缺额补足以后，名单最迟哪一天重新公布：各省的条款。

退出的期限在名单公布期限以后的（浙江、海南），或者随时可以退出的（四川），补足的名单在选举日以前公告；
退出的期限在名单公布期限以前的（河北、天津），补足以后按名单的期限公布。
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.domain.people import articles
from tests.law.lookup import DAY, law_of
from tests.law.provinces.places import RESIDENTS, VILLAGERS, Place, rows

from huanjie.domain.departure import filled_by
from huanjie.domain.due import Due
from huanjie.domain.schedule import schedule
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack


def _due(pack: RulePack) -> Due | None:
    law = Law(pack=pack, calendar=load_calendar())
    return filled_by(law, schedule(pack, polling_day=DAY, calendar=law.calendar))


@pytest.mark.parametrize(
    "place",
    rows(
        [
            (Place("zhejiang", "第十九条"), ()),
            (Place("hainan", "第二十三条"), ()),
            (Place("sichuan", "第二十五条"), ()),
            (Place("sichuan", "第二十三条", RESIDENTS), ()),
        ]
    ),
)
def test_a_place_that_falls_free_after_the_list_is_filled_before_the_poll(place: Place) -> None:
    due = _due(place.law)
    assert due
    assert due.last_day == DAY - timedelta(days=1)
    assert articles(due.grounds) == [place.article]
    (ground,), rule = due.grounds, place.law.fill_up
    assert rule
    assert (rule.citation.confidence, ground.confidence) == ("V", "C")
    assert ground.says.startswith(rule.citation.says.removesuffix("。"))
    assert ground.says.endswith("；没有规定最迟哪一天，约定在选举日前一天。")


@pytest.mark.parametrize(
    ("place", "days"),
    rows(
        [
            (Place("hebei", "第二十一条第一款"), 5),
            (Place("tianjin", "第二十二条第二款"), 3),
        ]
    ),
)
def test_a_place_that_can_fall_free_before_the_list_alone_is_filled_by_its_last_day(
    place: Place, days: int
) -> None:
    due = _due(place.law)
    assert due
    assert due.last_day == DAY - timedelta(days=days)
    assert articles(due.grounds) == [place.article]
    assert "约定" not in due.grounds[0].says


@pytest.mark.parametrize("region", ["beijing", "shanghai", None])
def test_where_no_law_fills_a_place_there_is_no_day(region: str | None) -> None:
    assert _due(law_of(region, VILLAGERS)) is None
