"""Who may just be registered by age (最晚的出生日期): the day of the eighteenth birthday is in
time.
"""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.judgement import judge
from huanjie.domain.registration import age_limits, last_of_age, too_young
from huanjie.law.shelf import load

TODAY = datetime.date(2026, 6, 1)
POLL = datetime.date(2026, 6, 28)
VILLAGE = load("villagers-committee", on=POLL, today=TODAY)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("body", "article"),
    [("villagers-committee", "第十六条第一款"), ("residents-committee", "第十六条第一款")],
)
def test_the_youngest_voter_is_eighteen_on_the_polling_day(body: str, article: str) -> None:
    (found,) = age_limits(load(body, on=POLL, today=TODAY), polling_day=POLL)
    assert found.born_on == datetime.date(2008, 6, 28)
    assert found.condition.citation.article == article
    assert found.says.startswith("不符合“选举日年满十八周岁”（《")


@given(poll=st.dates(datetime.date(2026, 1, 1), datetime.date(2035, 12, 31)))
def test_that_day_meets_the_condition_and_the_next_does_not(poll: datetime.date) -> None:
    (found,) = age_limits(VILLAGE, polling_day=poll)
    for born, met in ((found.born_on, True), (found.born_on + DAY, False)):
        assert judge(found.condition, {"birth_date": born, "polling_day": poll}).met is met


@pytest.mark.parametrize("body", ["party-branch", "youth-league", "village-supervisory"])
def test_a_body_whose_law_asks_no_age_has_no_such_day(body: str) -> None:
    limits = age_limits(load(body, on=POLL, today=TODAY), polling_day=POLL)
    assert limits == ()
    assert last_of_age(limits) is None
    assert too_young(limits, POLL) is None


@pytest.mark.parametrize(
    ("born", "key"),
    [
        (datetime.date(2008, 6, 28), None),
        (datetime.date(2008, 6, 29), "of-age"),
        (datetime.date(2010, 6, 28), "of-age"),
        (datetime.date(2010, 6, 29), "sixteen"),
    ],
)
def test_in_a_collective_nothing_lifts_sixteen_and_a_stated_fact_eighteen(
    born: datetime.date, key: str | None
) -> None:
    law = load("collective-organisation", on=POLL, today=TODAY)
    limits = age_limits(law, polling_day=POLL)
    assert last_of_age(limits) == datetime.date(2008, 6, 28)
    limit = too_young(limits, born)
    assert (limit.condition.key if limit else None) == key
    if limit and limit.unless:
        assert [fact.fact for fact in limit.unless] == ["own_income"]
        assert limit.says.endswith("要写明“未满十八周岁的，以自己的劳动收入为主要生活来源”")
