"""Who may just be registered by age (最晚的出生日期): the day of the eighteenth birthday is in
time.
"""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.judgement import judge
from huanjie.domain.registration import youngest
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
    found = youngest(load(body, on=POLL, today=TODAY), polling_day=POLL)
    assert found
    assert found.born_on == datetime.date(2008, 6, 28)
    assert found.condition.citation.article == article
    assert found.says.startswith("不符合“选举日年满十八周岁”（《")


@given(poll=st.dates(datetime.date(2026, 1, 1), datetime.date(2035, 12, 31)))
def test_that_day_meets_the_condition_and_the_next_does_not(poll: datetime.date) -> None:
    found = youngest(VILLAGE, polling_day=poll)
    assert found
    for born, met in ((found.born_on, True), (found.born_on + DAY, False)):
        assert judge(found.condition, {"birth_date": born, "polling_day": poll}).met is met


@pytest.mark.parametrize("body", ["party-branch", "youth-league", "village-supervisory"])
def test_a_body_whose_law_asks_no_age_has_no_such_day(body: str) -> None:
    assert youngest(load(body, on=POLL, today=TODAY), polling_day=POLL) is None
