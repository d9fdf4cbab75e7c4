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
)
from huanjie.door.fault import BadInput

FOUND, LAST = datetime.date(2026, 6, 10), datetime.date(2026, 6, 13)
DAY = datetime.timedelta(days=1)


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
