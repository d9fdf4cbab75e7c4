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

from huanjie.domain.departure import Free, check_place_is_free, filled_by, fills
from huanjie.domain.due import Due
from huanjie.domain.schedule import schedule
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack


def _due(pack: RulePack, *, by_wish: bool = True) -> Due | None:
    law = Law(pack=pack, calendar=load_calendar())
    dated = schedule(pack, polling_day=DAY, calendar=law.calendar)
    return filled_by(law, dated, by_wish=by_wish)


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


SAYS_ANY = [(Place("hainan", "第二十三条"), ()), (Place("zhejiang", "第十九条"), ())]
"""“放弃被选举权、被依法取消候选人资格等”；“正式候选人名额不足的”"""
SAYS_OWN_WISH = [
    (Place("hebei", "第十九条"), ()),
    (Place("tianjin", "第十九条第四款"), ()),
    (Place("sichuan", "第二十五条"), ()),
    (Place("sichuan", "第二十三条", RESIDENTS), ()),
]
"""“自愿放弃”“不接受提名”“由此造成候选人名额不足的”"""


@pytest.mark.parametrize("by_wish", [True, False])
@pytest.mark.parametrize("place", rows(SAYS_ANY))
def test_a_text_that_names_no_reason_fills_every_place(place: Place, by_wish: bool) -> None:
    rule = place.law.fill_up
    assert rule
    found = fills(rule, by_wish=by_wish)
    assert (found.article, found.confidence) == (place.article, "V")


@pytest.mark.parametrize("place", rows(SAYS_OWN_WISH))
def test_where_a_text_speaks_of_an_own_wish_alone_the_rest_is_a_convention(place: Place) -> None:
    rule = place.law.fill_up
    assert rule
    assert fills(rule, by_wish=True) == rule.citation
    found = fills(rule, by_wish=False)
    assert (found.article, found.confidence) == (place.article, "C")
    assert found.says.endswith("；其他原因的缺额没有写，约定照此递补。")
    due = _due(place.law, by_wish=False)
    assert due
    if place.region == "sichuan":
        assert "其他原因的缺额没有写" in due.grounds[0].says


FIXED = [
    (Place("tianjin", "第二十二条第二款"), "V"),
    (Place("hebei", "第二十一条第二款"), "V"),
    (Place("hainan", "第二十二条第二款"), "V"),
    (Place("sichuan", "第四十八条第二项"), "C"),
    (Place("sichuan", "第四十六条第二项", RESIDENTS), "C"),
]
"""“任何组织或者个人不得取消、调整或者变更”：缺额可以递补，没有缺额的不增加；四川只有“擅自调整、变更”的处理，由它推出"""
ONE, NONE = (Free(places=places, lacks_woman=False) for places in (1, 0))


@pytest.mark.parametrize(("place", "confidence"), rows(FIXED))
def test_a_list_that_nobody_may_change_is_filled_up_to_its_gap_and_no_further(
    place: Place, confidence: str
) -> None:
    check_place_is_free(place.law, "委员", ONE, sexes="m")
    with pytest.raises(BadInput, match=f"缺额 1 人.*{place.article}"):
        check_place_is_free(place.law, "委员", ONE, sexes="mm")
    with pytest.raises(BadInput, match=f"没有缺额.*{place.article}"):
        check_place_is_free(place.law, "主任", NONE, sexes="m")
    assert place.law.fixed_list
    assert place.law.fixed_list.citation.confidence == confidence


@pytest.mark.parametrize("region", ["zhejiang", "beijing", None])
def test_where_no_text_fixes_the_list_nothing_more_is_refused(region: str | None) -> None:
    check_place_is_free(law_of(region, VILLAGERS), "委员", NONE, sexes="mmm")


@pytest.mark.parametrize(
    ("places", "sexes", "fits"),
    [
        (0, "m", False),
        (0, "f", True),
        (0, "ff", False),
        (0, "mf", False),
        (1, "m", True),
        (1, "mf", False),
        (2, "mf", True),
        (2, "mmf", False),
    ],
)
@pytest.mark.parametrize("place", rows((place, ()) for place, _ in FIXED))
def test_a_list_without_a_woman_has_one_place_more_for_a_woman_alone(
    place: Place, places: int, sexes: str, fits: bool
) -> None:
    free = Free(places=places, lacks_woman=True)
    if fits:
        check_place_is_free(place.law, "委员", free, sexes=sexes)
        return
    with pytest.raises(BadInput, match=place.article):
        check_place_is_free(place.law, "委员", free, sexes=sexes)


@pytest.mark.parametrize("region", ["beijing", "shanghai", None])
def test_where_no_law_fills_a_place_there_is_no_day(region: str | None) -> None:
    assert _due(law_of(region, VILLAGERS)) is None
