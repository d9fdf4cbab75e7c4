"""Until when a candidate may step back (候选人退出截止): as the province says, or not bounded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from huanjie.domain.departure import (
    Reason,
    check_in_time,
    deed_name,
    filled_by,
    last_day,
    state_name,
)
from huanjie.domain.due import Due
from huanjie.domain.nominee import NomineeState
from huanjie.domain.schedule import schedule
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

POLL, START, PUBLISHED = date(2026, 6, 28), date(2026, 5, 1), date(2026, 6, 10)
DAY = timedelta(days=1)


def until(region: str | None, *, on: date = PUBLISHED) -> Due | None:
    pack = load("villagers-committee", on=POLL, today=START, region=region)
    law = Law(pack=pack, calendar=load_calendar())
    dated = schedule(pack, polling_day=POLL, calendar=law.calendar, start=START)
    return last_day(law, dated, published_on=on)


def day_of(region: str, on: date = PUBLISHED) -> date:
    found = until(region, on=on)
    assert found
    return found.last_day


@pytest.mark.parametrize(
    ("region", "day"),
    [("hebei", date(2026, 6, 21)), ("tianjin", date(2026, 6, 23)), ("zhejiang", date(2026, 6, 25))],
)
def test_a_province_counts_back_from_the_poll(region: str, day: date) -> None:
    assert day_of(region) == day_of(region, on=PUBLISHED + 5 * DAY) == day


def test_in_hainan_it_is_counted_from_the_day_on_which_the_list_was_published() -> None:
    assert day_of("hainan") == PUBLISHED + 3 * DAY
    assert day_of("hainan", on=PUBLISHED + DAY) == PUBLISHED + 4 * DAY


def test_in_hainan_nobody_steps_back_after_the_poll() -> None:
    assert day_of("hainan", on=POLL - 3 * DAY) == day_of("hainan", on=POLL - DAY) == POLL


@pytest.mark.parametrize("region", ["hebei", "tianjin"])
def test_filling_for_another_reason_than_a_wish_says_that_it_is_a_convention(region: str) -> None:
    pack = load("villagers-committee", on=POLL, today=START, region=region)
    law = Law(pack=pack, calendar=load_calendar())
    dated = schedule(pack, polling_day=POLL, calendar=law.calendar, start=START)
    wish, other = (filled_by(law, dated, by_wish=by_wish) for by_wish in (True, False))
    assert wish
    assert other
    assert other.last_day == wish.last_day
    (*same, ground) = other.grounds
    assert tuple(same) == wish.grounds
    assert (ground.confidence, "约定照此递补" in ground.says) == ("C", True)


@pytest.mark.parametrize("region", [None, "sichuan", "beijing"])
def test_elsewhere_no_law_names_a_last_day(region: str | None) -> None:
    assert until(region) is None


def test_whoever_does_not_wish_to_stand_says_so_in_time() -> None:
    due = until("zhejiang")
    check_in_time(Reason.OWN_WISH, date(2026, 6, 25), due)
    with pytest.raises(BadInput, match="《浙江省村民委员会选举办法》第十九条") as refused:
        check_in_time(Reason.OWN_WISH, date(2026, 6, 26), due)
    assert refused.value.at == "received_on"
    check_in_time(Reason.OWN_WISH, date(2026, 6, 26), None)


@pytest.mark.parametrize("reason", [Reason.DIED, Reason.INELIGIBLE, Reason.OBJECTION])
def test_whoever_died_or_may_not_stand_leaves_whenever_it_is_known(reason: Reason) -> None:
    check_in_time(reason, date(2026, 6, 27), until("zhejiang"))


@pytest.mark.parametrize(
    ("state", "left", "called"),
    [
        (NomineeState.WITHDRAWN, None, "已退出"),
        (NomineeState.WITHDRAWN, Reason.OWN_WISH, "已退出"),
        (NomineeState.WITHDRAWN, Reason.DIED, "死亡"),
        (NomineeState.BARRED, Reason.INELIGIBLE, "不符合条件"),
    ],
)
def test_whoever_died_is_not_called_somebody_who_stepped_back(
    state: NomineeState, left: Reason | None, called: str
) -> None:
    assert state_name(state, left) == called


def test_what_is_entered_of_whoever_died_is_no_stepping_back() -> None:
    assert deed_name(Reason.DIED) == "从名单上去掉"
    assert deed_name(Reason.OWN_WISH) == "登记候选人退出"
