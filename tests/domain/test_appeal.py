"""An appeal (申诉): filed once, answered once, from the day of the finding to its last day."""

from __future__ import annotations

import datetime

import pytest

from huanjie.domain.appeal import (
    APPEAL_DEEDS,
    APPEAL_STATES,
    APPEAL_TRANSITIONS,
    AppealDeed,
    AppealState,
    appeal_after,
    check_in_time,
    check_last_day,
    days_left,
    offered_last_day,
)
from huanjie.domain.due import Due
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.citation import Citation
from huanjie.law.shelf import load

FOUND, LAST = datetime.date(2026, 6, 10), datetime.date(2026, 6, 13)
DAY = datetime.timedelta(days=1)
ARTICLE = Citation(
    law="某省村民委员会选举办法",
    article="第二十一条第二款",
    says="三日内提出。",
    rank="local-statute",
    confidence="V",
)
DUE = Due(last_day=LAST, grounds=(ARTICLE,), provisional=False)

VILLAGE = Law(
    pack=load("villagers-committee", on=FOUND, today=FOUND, region=None), calendar=load_calendar()
)


@pytest.mark.parametrize(
    ("day", "days"),
    [(10, 0), (11, 1), (12, 2), (14, 2), (15, 3)],  # the 13th and 14th are a weekend
)
def test_the_days_that_are_left_to_appeal_are_working_days_after_the_finding(
    day: int, days: int
) -> None:
    assert days_left(VILLAGE, FOUND, datetime.date(2026, 6, day)) == days


@pytest.mark.parametrize(
    ("before", "day"),
    [(16, 15), (15, 14), (12, 11), (11, 10), (10, 10)],
)
def test_three_working_days_are_offered_or_what_is_left_and_never_a_day_that_is_over(
    before: int, day: int
) -> None:
    offered = offered_last_day(VILLAGE, FOUND, before=datetime.date(2026, 6, before))
    assert offered == datetime.date(2026, 6, day)


@pytest.mark.parametrize(
    ("state", "deed"),
    [(s, d) for s in AppealState for d in AppealDeed if (s, d) not in APPEAL_TRANSITIONS],
)
def test_a_deed_outside_the_table_is_refused_and_says_when_it_is_open(
    state: AppealState, deed: AppealDeed
) -> None:
    with pytest.raises(BadInput) as refused:
        appeal_after(state, deed)
    assert refused.value.says == f"申诉现在是“{APPEAL_STATES[state]}”，不能{APPEAL_DEEDS[deed]}"
    assert "只能在“" in refused.value.remedy


@pytest.mark.parametrize(("where", "to"), APPEAL_TRANSITIONS.items())
def test_a_deed_in_the_table_leads_where_it_says(
    where: tuple[AppealState, AppealDeed], to: AppealState
) -> None:
    assert appeal_after(*where) == to


@pytest.mark.parametrize("day", [FOUND, LAST])
def test_an_appeal_is_in_time_from_the_finding_to_the_last_day(day: datetime.date) -> None:
    check_in_time(day, found_on=FOUND, until=LAST)


@pytest.mark.parametrize(("day", "says"), [(FOUND - DAY, "不能早于"), (LAST + DAY, "已经过了")])
def test_an_appeal_before_the_finding_or_after_the_last_day_is_refused(
    day: datetime.date, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        check_in_time(day, found_on=FOUND, until=LAST)
    assert refused.value.at == "filed_on"


def test_after_a_last_day_of_the_law_the_refusal_names_the_article() -> None:
    with pytest.raises(BadInput, match="第二十一条第二款") as refused:
        check_in_time(LAST + DAY, found_on=FOUND, until=LAST, grounds=DUE.grounds)
    assert refused.value.remedy == "告诉本人期限已过"


@pytest.mark.parametrize("stated", [None, LAST])
def test_a_last_day_of_the_law_is_computed_and_may_be_said_again(
    stated: datetime.date | None,
) -> None:
    assert check_last_day(stated, DUE) == LAST


@pytest.mark.parametrize("stated", [LAST - DAY, LAST + DAY])
def test_another_last_day_than_the_law_s_is_refused(stated: datetime.date) -> None:
    with pytest.raises(BadInput, match="第二十一条第二款") as refused:
        check_last_day(stated, DUE)
    assert refused.value.at == "appeal_until"
