"""Objections to the roll (异议): the state table, and the days of the law at both sides.

第十七条第二款: raised within five days from the posting, decided within three from the receipt; a
period that ends on a rest day runs on (民法典第二百零三条).
"""

from __future__ import annotations

from datetime import date

import pytest

from huanjie.domain.due import Due
from huanjie.domain.objection import (
    KIND_NAMES,
    STATE_NAMES,
    STEP_NAMES,
    TRANSITIONS,
    Kind,
    State,
    Step,
    after,
    check_received,
    decision_due,
    is_decided,
    step_of,
)
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

TODAY = date(2026, 6, 20)
POSTED = date(2026, 6, 1)
CALENDAR = load_calendar()
REFUSED = [(state, step) for state in State for step in Step if (state, step) not in TRANSITIONS]


def law(body: str) -> Law:
    return Law(pack=load(body, on=TODAY, today=TODAY), calendar=CALENDAR)


VILLAGE = law("villagers-committee")


def until(last_day: date = date(2026, 6, 8)) -> Due:
    step = step_of(VILLAGE, "objections-end")
    assert step
    assert VILLAGE.pack.roll
    grounds = (step.citation, VILLAGE.pack.roll.citation)
    return Due(last_day=last_day, grounds=grounds, provisional=False)


def test_every_kind_state_and_step_has_a_name() -> None:
    assert set(KIND_NAMES) == set(Kind)
    assert set(STATE_NAMES) == set(State)
    assert set(STEP_NAMES) == set(Step)


def test_an_objection_is_upheld_dismissed_or_withdrawn() -> None:
    assert {after(State.RAISED, step) for step in Step} == set(State) - {State.RAISED}


@pytest.mark.parametrize(("state", "step"), REFUSED, ids=str)
def test_what_is_over_stays_as_it_is_and_says_so(state: State, step: Step) -> None:
    with pytest.raises(BadInput) as refused:
        after(state, step)
    assert f"“{STATE_NAMES[state]}”" in refused.value.says
    assert refused.value.says.endswith(f"不能{STEP_NAMES[step]}")
    assert "重新提出" in refused.value.remedy


@pytest.mark.parametrize(("state", "decided"), [("raised", False), ("withdrawn", False)])
def test_what_nobody_decided_is_no_decision(state: str, decided: bool) -> None:
    assert is_decided(State(state)) is decided
    assert is_decided(State.UPHELD)
    assert is_decided(State.DISMISSED)


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        (date(2026, 6, 1), date(2026, 6, 4)),  # Monday to Thursday
        (date(2026, 6, 3), date(2026, 6, 8)),  # the third day is a Saturday: the Monday after it
        (date(2026, 6, 16), date(2026, 6, 22)),  # 端午 from the 19th to the 21st
    ],
)
@pytest.mark.parametrize("body", ["villagers-committee", "residents-committee"])
def test_a_decision_is_due_three_days_from_its_receipt(
    body: str, received: date, last_day: date
) -> None:
    due = decision_due(law(body), received)
    assert due
    assert due.last_day == last_day
    assert due.grounds[0].article == "第十七条第二款"


def test_the_day_names_the_civil_code_where_a_rest_day_moved_it() -> None:
    moved, plain = (decision_due(VILLAGE, date(2026, 6, day)) for day in (3, 1))
    assert moved
    assert plain
    assert [each.article for each in moved.grounds] == ["第十七条第二款", "第二百零三条"]
    assert [each.article for each in plain.grounds] == ["第十七条第二款"]


def test_a_year_whose_holidays_are_not_published_is_provisional() -> None:
    due = decision_due(VILLAGE, date(2031, 6, 3))
    assert due
    assert due.provisional


def test_a_meeting_of_members_has_no_such_period() -> None:
    assert decision_due(law("party-branch"), POSTED) is None
    assert step_of(law("party-branch"), "objections-end") is None


@pytest.mark.parametrize("received", [POSTED, date(2026, 6, 8)])
def test_an_objection_is_in_time_from_the_posting_to_the_last_day(received: date) -> None:
    check_received(received, posted_on=POSTED, today=TODAY, until=until())


def test_an_objection_after_the_last_day_is_refused_with_article_and_day() -> None:
    with pytest.raises(BadInput) as refused:
        check_received(date(2026, 6, 9), posted_on=POSTED, today=TODAY, until=until())
    assert refused.value.says == (
        "异议期到2026年6月8日（周一） 24 时为止，2026年6月9日（周二）收到的已经晚了"
        "（《中华人民共和国村民委员会组织法》第十七条第二款、《中华人民共和国民法典》第二百零三条）"
    )
    assert refused.value.at == "received_on"


@pytest.mark.parametrize(
    ("received", "says"),
    [(date(2026, 5, 31), "名单2026年6月1日（周一）才公布"), (date(2026, 6, 21), "还没有到")],
)
def test_an_objection_comes_neither_before_the_posting_nor_from_the_future(
    received: date, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        check_received(received, posted_on=POSTED, today=TODAY, until=until())
