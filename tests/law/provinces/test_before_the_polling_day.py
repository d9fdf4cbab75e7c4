"""选举日几日以前应当办完：各省的条款；这一天来得及，再晚一天就来不及。"""

from __future__ import annotations

import pytest
from tests.domain.people import articles
from tests.law.lookup import dated, days_before
from tests.law.provinces.places import RESIDENTS, Place, rows

STEPS = [
    # 候选人名单张榜公布
    (Place("beijing", "第二十条"), ("candidates-published", 5)),
    (Place("hebei", "第二十一条第一款"), ("candidates-published", 5)),
    (Place("hainan", "第二十二条第一款"), ("candidates-published", 5)),
    (Place("tianjin", "第二十二条第二款"), ("candidates-published", 3)),
    (Place("zhejiang", "第十八条第三款"), ("candidates-published", 5)),
    (Place("shanghai", "第十二条第二款"), ("candidates-published", 5)),
    (Place("sichuan", "第二十四条第三款"), ("candidates-published", 5)),
    (Place("sichuan", "第二十二条第三款", RESIDENTS), ("candidates-published", 5)),
    # 提名、放弃
    (Place("tianjin", "第十九条第三款"), ("nominees-published", 7)),
    (Place("sichuan", "第二十三条"), ("nominees-published", 15)),
    (Place("sichuan", "第二十三条"), ("nomination-end", 15)),
    (Place("sichuan", "第二十三条"), ("candidates-reviewed", 15)),
    (Place("sichuan", "第二十一条", RESIDENTS), ("nominees-published", 15)),
    (Place("hebei", "第二十条"), ("self-nominations-end", 10)),
    (Place("hebei", "第十九条"), ("withdrawals-end", 7)),
    (Place("tianjin", "第十九条第四款"), ("withdrawals-end", 5)),
    (Place("zhejiang", "第十九条"), ("withdrawals-end", 3)),
    # 投票的时间、地点、方式，工作人员
    (Place("zhejiang", "第二十二条第一款"), ("poll-announced", 5)),
    (Place("zhejiang", "第二十二条第一款"), ("workers-named", 5)),
    (Place("sichuan", "第二十七条第三项"), ("poll-announced", 5)),
    (Place("sichuan", "第二十五条第三项", RESIDENTS), ("poll-announced", 5)),
    # 委托、代写、流动票箱
    (Place("beijing", "第二十五条第一款"), ("proxies-end", 1)),
    (Place("tianjin", "第二十九条"), ("proxies-end", 1)),
    (Place("zhejiang", "第二十五条第二款"), ("proxies-end", 3)),
    (Place("shanghai", "第十六条第二款"), ("proxies-end", 5)),
    (Place("hainan", "第二十七条第二款"), ("proxies-published", 3)),
    (Place("zhejiang", "第二十五条第二款"), ("proxies-published", 1)),
    (Place("shanghai", "第十六条第二款"), ("proxies-published", 2)),
    (Place("sichuan", "第二十七条第二项"), ("proxies-published", 1)),
    (Place("sichuan", "第二十五条第二项", RESIDENTS), ("proxies-published", 1)),
    (Place("hainan", "第二十七条第三款"), ("ballot-writers-published", 3)),
    (Place("hainan", "第二十五条第三款"), ("mobile-voters-published", 3)),
    # 离任审计
    (Place("hainan", "第七条"), ("audit-published", 5)),
]


@pytest.mark.parametrize("late", [0, 1], ids=["in-time", "a-day-late"])
@pytest.mark.parametrize(("place", "event", "days"), rows(STEPS))
def test_it_is_done_so_many_days_before_and_not_one_day_later(
    place: Place, event: str, days: int, late: int
) -> None:
    step = dated(place.law, event, start=days_before(days - late))
    assert step.window.latest == days_before(days)
    assert (step.conflict is None) is not late
    assert articles(step.grounds) == [place.article]
