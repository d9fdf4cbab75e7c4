"""登记过的不再登记；委托的人数、理由、时间：各省的条款。"""

from __future__ import annotations

import pytest
from tests.law.lookup import condition, holds
from tests.law.provinces.places import RESIDENTS, Place, at, rows


@pytest.mark.parametrize("elsewhere", [True, False])
@pytest.mark.parametrize(
    "place",
    at(
        Place("zhejiang", "第十三条第二款"),
        Place("sichuan", "第十六条第二款"),
        Place("sichuan", "第十六条第二款", RESIDENTS),
    ),
)
def test_who_is_registered_elsewhere_is_not_registered_again(place: Place, elsewhere: bool) -> None:
    """The national law of residents' committees has no such rule."""
    once = condition(place.law.registration, "once")
    assert holds(once, registered_elsewhere=elsewhere) is not elsewhere
    assert (once.unsaid, once.citation.article) == ("met", place.article)


@pytest.mark.parametrize(
    ("absent", "cannot_come", "may"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
@pytest.mark.parametrize(
    "place",
    at(
        Place("sichuan", "第三十条第三款"),
        Place("sichuan", "第二十八条第三款", RESIDENTS),
    ),
)
def test_absence_and_any_other_reason_allow_a_proxy(
    place: Place, absent: bool, cannot_come: bool, may: bool
) -> None:
    """Wider than the nation's 外出."""
    away = condition(place.law.proxy, "absent")
    assert holds(away, principal_absent=absent, principal_cannot_come=cannot_come) is may
    assert (away.unsaid, away.citation.article) == ("unmet", place.article)


@pytest.mark.parametrize(
    ("absent", "cannot_come", "relative", "may"),
    [
        (True, False, False, True),
        (False, True, True, True),
        (False, True, False, False),
        (False, False, True, False),
    ],
)
@pytest.mark.parametrize(
    "place",
    at(
        Place("shanghai", "第十六条第一款"),
        Place("tianjin", "第二十九条"),
        Place("hebei", "第二十六条第三款"),
    ),
)
def test_any_other_reason_allows_a_near_relative_alone(
    place: Place, absent: bool, cannot_come: bool, relative: bool, may: bool
) -> None:
    """Their texts are wider than the nation's 外出, and name near relatives."""
    away = condition(place.law.proxy, "absent")
    facts = {"principal_cannot_come": cannot_come, "proxy_is_near_relative": relative}
    assert holds(away, principal_absent=absent, **facts) is may
    assert (away.unsaid, away.citation.article) == ("unmet", place.article)


@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize(
    "place", at(Place("tianjin", "第二十九条"), Place("hebei", "第二十六条第三款"))
)
def test_a_proxy_that_the_election_committee_did_not_agree_to_is_none(
    place: Place, confirmed: bool
) -> None:
    agreed = condition(place.law.proxy, "confirmed")
    assert holds(agreed, election_committee_confirmed=confirmed) is confirmed
    assert (agreed.unsaid, agreed.citation.article) == ("met", place.article)


@pytest.mark.parametrize(("held", "may"), [(2, True), (3, False)])
@pytest.mark.parametrize(
    ("place", "rank"),
    rows(
        {
            Place("zhejiang", "第二十五条第二款"): "local-statute",
            Place("shanghai", "第十六条第一款"): "local-statute",
            Place("sichuan", "第十八条第四款"): "statute",
        }
    ),
)
def test_a_third_proxy_is_taken_and_a_fourth_is_not(
    place: Place, rank: str, held: int, may: bool
) -> None:
    number = condition(place.law.proxy, "number")
    assert holds(number, held_before=held) is may
    assert (number.citation.rank, number.citation.article) == (rank, place.article)


@pytest.mark.parametrize("late", [0, 1], ids=["in-time", "a-day-late"])
@pytest.mark.parametrize(
    ("place", "days"),
    rows({Place("zhejiang", "第二十五条第二款"): 3, Place("shanghai", "第十六条第二款"): 5}),
)
def test_a_proxy_is_asked_for_so_many_days_before_and_not_one_day_later(
    place: Place, days: int, late: int
) -> None:
    """`proxies-end` of the schedule is the same day: `test_before_the_polling_day.py`."""
    asked = condition(place.law.proxy, "in-time")
    assert holds(asked, asked_days_before=days - late) is not late
    assert (asked.unsaid, asked.citation.article) == ("met", place.article)
