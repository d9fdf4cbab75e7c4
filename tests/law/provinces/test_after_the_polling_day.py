"""选举日以后几日以内应当办完：各省的条款；期限的最后一天是休息日的，按民法典第二百零三条。"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.domain.people import articles
from tests.law.lookup import DAY
from tests.law.provinces.places import RESIDENTS, Place, rows

from huanjie.domain.schedule import ScheduledStep, schedule
from huanjie.law.calendar import load_calendar

STEPS = [
    # 再次投票、另行选举
    (Place("tianjin", "第三十三条第二款"), ("revote-end", 1)),
    (Place("tianjin", "第三十三条第三款"), ("runoff-end", 7)),
    (Place("hebei", "第三十一条第一款"), ("runoff-end", 10)),
    (Place("beijing", "第三十条第一款"), ("runoff-end", 15)),
    (Place("hainan", "第三十四条第一款"), ("runoff-end", 15)),
    (Place("zhejiang", "第二十九条第五款"), ("runoff-end", 30)),
    (Place("shanghai", "第二十一条第一款"), ("runoff-end", 30)),
    (Place("sichuan", "第三十七条第二款"), ("runoff-end", 10)),
    (Place("sichuan", "第三十五条第二款", RESIDENTS), ("runoff-end", 10)),
    # 公布结果，对结果的异议
    (Place("hainan", "第三十五条第二款"), ("result-published", 1)),
    (Place("zhejiang", "第三十二条第二款"), ("result-published", 1)),
    (Place("tianjin", "第四十五条"), ("result-objections-end", 30)),
    # 封存、移交、归档
    (Place("shanghai", "第二十三条"), ("ballots-sealed", 0)),
    (Place("shanghai", "第二十四条"), ("seal-handover", 0)),
    (Place("hainan", "第三十八条第一款"), ("seal-handover", 0)),
    (Place("sichuan", "第四十条第四款"), ("archive-end", 10)),
    (Place("sichuan", "第三十八条第四款", RESIDENTS), ("archive-end", 10)),
    # 产生其他的人
    (Place("sichuan", "第四十条第三款"), ("supervisors-chosen", 15)),
    (Place("sichuan", "第三十八条第三款", RESIDENTS), ("supervisors-chosen", 15)),
    (Place("hebei", "第三十三条第一款"), ("subcommittees-formed", 30)),
    (Place("hainan", "第五十条第二款"), ("group-heads-chosen", 30)),
]
NATIONAL_STEPS = [
    (Place("hainan", "第二十四条"), ("handover-end", 10)),
    (Place("shanghai", "第二十四条"), ("handover-end", 10)),
    (Place("sichuan", "第二十四条"), ("handover-end", 10)),
    (Place("sichuan", "第二十五条", RESIDENTS), ("handover-end", 10)),
]
ON_REST_DAYS_TOO = [
    # a period of these ends on the last day even where that is a rest day
    (Place("zhejiang", "第二十九条第五款"), ("runoff-end", 30, date(2026, 9, 4))),
    (Place("shanghai", "第二十一条第一款"), ("runoff-end", 30, date(2026, 9, 4))),
    (Place("sichuan", "第三十七条第二款"), ("runoff-end", 10, date(2026, 9, 24))),
    (Place("zhejiang", "第三十二条第二款"), ("result-published", 1, date(2026, 12, 18))),
    (Place("zhejiang", "第三十二条第二款"), ("result-published", 1, date(2026, 9, 30))),
]
ROLLED_ON = [
    # a period that ends on a rest day runs on to the next working day
    (Place("hainan", "第三十五条第三款"), ("write-ins-reviewed", DAY, date(2026, 12, 28))),
    (
        Place("sichuan", "第四十条第三款"),
        ("supervisors-chosen", date(2026, 9, 20), date(2026, 10, 8)),
    ),
    (Place("sichuan", "第四十条第四款"), ("archive-end", date(2026, 9, 25), date(2026, 10, 8))),
]


AFTER_A_LATER_VOTE = [
    (Place("shanghai", "第二十三条"), ("ballots-sealed", 0)),
    (Place("shanghai", "第二十四条"), ("seal-handover", 0)),
    (Place("hainan", "第三十八条第一款"), ("seal-handover", 0)),
    (Place("hebei", "第三十三条第一款"), ("subcommittees-formed", 30)),
]
"""“选举工作结束当天”“产生当日”“产生后……三十日内”：经另行选举的，自最后一轮投票起"""


@pytest.mark.parametrize(("place", "event", "days"), rows(AFTER_A_LATER_VOTE))
def test_after_a_later_vote_the_days_are_counted_from_it_by_convention(
    place: Place, event: str, days: int
) -> None:
    later = DAY + timedelta(days=7)
    calendar = load_calendar()
    for formed_on, confidence in ((None, "V"), (later, "C")):
        dates = schedule(place.law, polling_day=DAY, calendar=calendar, formed_on=formed_on)
        step = dates.step(event)
        assert step
        assert step.window.latest
        assert step.window.latest >= (formed_on or DAY) + timedelta(days=days)
        assert (step.grounds[0].article, step.grounds[0].confidence) == (place.article, confidence)
        own_day = formed_on if formed_on and not days else DAY
        assert step.window.earliest == own_day


def _step(place: Place, event: str, polling_day: date) -> ScheduledStep:
    dates = schedule(place.law, polling_day=polling_day, calendar=load_calendar())
    step = dates.step(event)
    assert step is not None, event
    return step


@pytest.mark.parametrize(("place", "event", "days"), rows([*STEPS, *NATIONAL_STEPS]))
def test_it_may_be_done_on_the_polling_day_and_is_done_within_so_many_days(
    place: Place, event: str, days: int
) -> None:
    step = _step(place, event, DAY)
    assert (step.window.earliest, step.window.latest) == (DAY, DAY + timedelta(days=days))
    assert articles(step.grounds) == [place.article]


@pytest.mark.parametrize(("place", "event", "days", "polling_day"), rows(ON_REST_DAYS_TOO))
def test_these_do_not_wait_for_a_working_day(
    place: Place, event: str, days: int, polling_day: date
) -> None:
    step = _step(place, event, polling_day)
    last = polling_day + timedelta(days=days)
    assert (step.window.earliest, step.window.latest) == (polling_day, last)
    assert articles(step.grounds) == [place.article]


@pytest.mark.parametrize(("place", "event", "polling_day", "last"), rows(ROLLED_ON))
def test_these_run_on_to_the_next_working_day(
    place: Place, event: str, polling_day: date, last: date
) -> None:
    step = _step(place, event, polling_day)
    assert (step.window.earliest, step.window.latest) == (polling_day, last)
    assert articles(step.grounds) == [place.article, "第二百零三条"]
