"""How long a public notice hangs (公示期): the pack's working days or the unit's, at both sides."""

from __future__ import annotations

from datetime import date

import pytest

from huanjie.domain.publicnotice import (
    by_convention,
    check_days,
    check_ends_in_time,
    hangs_until,
    is_running,
    room,
    shortest,
    until,
)
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

TODAY = date(2026, 6, 20)
CALENDAR = load_calendar()


def pack(body: str) -> RulePack:
    return load(body, on=TODAY, today=TODAY)


PARTY, VILLAGE = pack("party-branch"), pack("villagers-committee")


def test_the_party_plan_says_five_working_days_and_village_law_says_no_number() -> None:
    least = shortest(PARTY)
    assert least
    assert (least.days, least.citation.article) == (5, "三（二）1（2）")
    assert shortest(VILLAGE) is None
    assert shortest(pack("residents-committee")) is None


@pytest.mark.parametrize("days", [5, 6])
def test_a_party_notice_may_hang_as_long_as_the_plan_says_or_longer(days: int) -> None:
    check_days(PARTY, days, fits=9)


def test_a_party_notice_of_four_working_days_is_refused_with_the_article() -> None:
    with pytest.raises(BadInput) as refused:
        check_days(PARTY, 4, fits=4)
    assert refused.value.at == "days"
    assert "三（二）1（2）" in refused.value.says


def test_where_law_says_no_number_five_working_days_are_agreed() -> None:
    for own in (VILLAGE, pack("residents-committee"), pack("village-supervisory")):
        agreed = by_convention(own)
        assert agreed
        assert (agreed.days, agreed.citation.rank) == (5, "convention")
    assert by_convention(PARTY) is None
    assert by_convention(pack("womens-federation")) is None, "it has no notice of nominees"


def test_a_village_notice_of_four_working_days_is_refused_where_five_fit() -> None:
    check_days(VILLAGE, 5, fits=5)
    with pytest.raises(BadInput, match="不少于 5 个工作日（《换届约定》公示的天数）") as refused:
        check_days(VILLAGE, 4, fits=5)
    assert refused.value.at == "days"


def test_where_fewer_fit_a_village_notice_hangs_as_long_as_the_timetable_holds() -> None:
    check_days(VILLAGE, 3, fits=3)
    with pytest.raises(BadInput, match="现在放得下 3 个"):
        check_days(VILLAGE, 2, fits=3)


def test_a_body_without_a_notice_may_decide_on_one_working_day_but_not_on_none() -> None:
    women = pack("womens-federation")
    check_days(women, 1, fits=9)
    for own in (women, VILLAGE):
        with pytest.raises(BadInput, match="至少要有 1 个工作日"):
            check_days(own, 0, fits=0)


def test_what_fits_is_counted_after_the_posting_day_and_before_what_follows() -> None:
    monday = date(2026, 6, 1)
    assert room(monday, before=date(2026, 6, 9), calendar=CALENDAR) == 5
    assert room(monday, before=date(2026, 6, 8), calendar=CALENDAR) == 4
    assert room(monday, before=date(2026, 6, 2), calendar=CALENDAR) == 0
    assert room(monday, before=monday, calendar=CALENDAR) == 0


@pytest.mark.parametrize(
    ("posted", "last_day"),
    [
        (date(2026, 6, 1), date(2026, 6, 8)),  # Monday: Tuesday to the Monday after
        (date(2026, 6, 6), date(2026, 6, 12)),  # Saturday: Monday to Friday
        (date(2026, 6, 15), date(2026, 6, 23)),  # 端午 on Friday the 19th does not count
    ],
)
def test_the_posting_day_rest_days_and_holidays_do_not_count(posted: date, last_day: date) -> None:
    counted = hangs_until(posted, 5, CALENDAR)
    assert counted.last_day == last_day
    assert posted not in counted.counted
    assert len(counted.counted) == 5


def test_a_weekend_worked_in_lieu_counts() -> None:
    worked = hangs_until(date(2026, 2, 13), 1, CALENDAR)
    assert worked.last_day == date(2026, 2, 14)


def test_a_notice_hangs_through_its_last_day_and_no_longer() -> None:
    assert is_running(date(2026, 6, 8), today=date(2026, 6, 8))
    assert not is_running(date(2026, 6, 8), today=date(2026, 6, 9))


def test_the_ground_is_the_plan_or_else_the_units_own_decision() -> None:
    party = until(Law(pack=PARTY, calendar=CALENDAR), posted_on=TODAY, days=5, document="办法")
    village = until(Law(pack=VILLAGE, calendar=CALENDAR), posted_on=TODAY, days=3, document="办法")
    assert party.grounds[0].rank != "unit-decision"
    assert (village.grounds[0].rank, village.grounds[0].law) == ("unit-decision", "办法")
    assert "3 个工作日" in village.grounds[0].says


def test_a_year_whose_holidays_are_not_published_is_provisional() -> None:
    law = Law(pack=VILLAGE, calendar=CALENDAR)
    assert until(law, posted_on=date(2031, 6, 3), days=5, document="办法").provisional
    assert not until(law, posted_on=date(2026, 6, 3), days=5, document="办法").provisional


def test_a_notice_must_be_over_the_day_before_what_follows() -> None:
    check_ends_in_time(date(2026, 6, 8), before=date(2026, 6, 9), what="选举日")
    with pytest.raises(BadInput, match="来不及") as refused:
        check_ends_in_time(date(2026, 6, 8), before=date(2026, 6, 8), what="选举日")
    assert refused.value.at == "posted_on"
