"""An appeal above on a decision on the roll (不服异议处理决定的申诉): filed once, decided once,
in three days and three.
"""

from __future__ import annotations

import datetime

import pytest
from tests.domain.asking import CALENDAR

from huanjie.domain.objection import STATE_NAMES, State, is_decided
from huanjie.domain.rollappeal import (
    ROLL_APPEAL_DEEDS,
    ROLL_APPEAL_STATES,
    ROLL_APPEAL_TRANSITIONS,
    RollAppealDeed,
    RollAppealState,
    check_filed,
    roll_answer_due,
    roll_appeal_after,
    roll_appeal_due,
)
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.shelf import load

TODAY = datetime.date(2026, 6, 28)
DAY = datetime.timedelta(days=1)
MONDAY, THURSDAY = datetime.date(2026, 6, 8), datetime.date(2026, 6, 11)


def law(region: str | None, body: str = "villagers-committee") -> Law:
    return Law(pack=load(body, on=TODAY, today=TODAY, region=region), calendar=CALENDAR)


@pytest.mark.parametrize(
    ("state", "deed"),
    [
        (s, d)
        for s in RollAppealState
        for d in RollAppealDeed
        if (s, d) not in ROLL_APPEAL_TRANSITIONS
    ],
)
def test_a_deed_outside_the_table_is_refused_and_says_when_it_is_open(
    state: RollAppealState, deed: RollAppealDeed
) -> None:
    with pytest.raises(BadInput) as refused:
        roll_appeal_after(state, deed, objection=State.DISMISSED)
    assert (
        refused.value.says
        == f"申诉现在是“{ROLL_APPEAL_STATES[state]}”，不能{ROLL_APPEAL_DEEDS[deed]}"
    )
    assert "只能在“" in refused.value.remedy


@pytest.mark.parametrize(("where", "to"), ROLL_APPEAL_TRANSITIONS.items())
@pytest.mark.parametrize("objection", [State.UPHELD, State.DISMISSED])
def test_a_deed_in_the_table_leads_where_it_says(
    where: tuple[RollAppealState, RollAppealDeed], to: RollAppealState, objection: State
) -> None:
    assert roll_appeal_after(*where, objection=objection) == to


@pytest.mark.parametrize("objection", [each for each in State if not is_decided(each)])
@pytest.mark.parametrize("where", list(ROLL_APPEAL_TRANSITIONS))
def test_nothing_is_done_before_the_committee_decided(
    objection: State, where: tuple[RollAppealState, RollAppealDeed]
) -> None:
    with pytest.raises(BadInput, match=STATE_NAMES[objection]) as refused:
        roll_appeal_after(*where, objection=objection)
    assert refused.value.remedy == "先由主持选举的机构作出决定"


@pytest.mark.parametrize(
    ("day", "last", "articles"),
    [
        (MONDAY, THURSDAY, ["第十七条第二款"]),
        # the third day is a Sunday: the period runs on to Monday
        (THURSDAY, datetime.date(2026, 6, 15), ["第十七条第二款", "第二百零三条"]),
    ],
)
def test_hainan_gives_three_days_to_appeal_and_three_to_decide(
    day: datetime.date, last: datetime.date, articles: list[str]
) -> None:
    for due in (roll_appeal_due(law("hainan"), day), roll_answer_due(law("hainan"), day)):
        assert due
        assert due.last_day == last
        assert [each.article for each in due.grounds] == articles


@pytest.mark.parametrize(
    ("region", "body"),
    [
        *((each, "villagers-committee") for each in (None, "beijing", "hebei", "shanghai")),
        *((each, "villagers-committee") for each in ("sichuan", "tianjin", "zhejiang")),
        *((each, "residents-committee") for each in (None, "sichuan")),
        (None, "party-branch"),
    ],
)
def test_no_other_text_has_a_second_step(region: str | None, body: str) -> None:
    own = law(region, body)
    assert own.pack.objection_appeal is None
    assert (roll_appeal_due(own, MONDAY), roll_answer_due(own, MONDAY)) == (None, None)


@pytest.mark.parametrize("filed_on", [MONDAY, THURSDAY])
def test_an_appeal_is_in_time_from_the_decision_to_the_last_day(filed_on: datetime.date) -> None:
    until = roll_appeal_due(law("hainan"), MONDAY)
    assert until
    check_filed(filed_on, decided_on=MONDAY, today=THURSDAY, until=until)


@pytest.mark.parametrize(
    ("filed_on", "says"),
    [
        (MONDAY - DAY, "不能早于它"),
        (THURSDAY + DAY, "第十七条第二款"),
        (THURSDAY + 2 * DAY, "还没有到"),
    ],
)
def test_an_appeal_too_early_too_late_or_of_tomorrow_is_refused(
    filed_on: datetime.date, says: str
) -> None:
    until = roll_appeal_due(law("hainan"), MONDAY)
    assert until
    with pytest.raises(BadInput, match=says) as refused:
        check_filed(filed_on, decided_on=MONDAY, today=THURSDAY + DAY, until=until)
    assert refused.value.at == "filed_on"
