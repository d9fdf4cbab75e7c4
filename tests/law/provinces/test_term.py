"""任期五年；提前或者延期不超过几个月：各省的条款。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.provinces.places import RESIDENTS, Place, rows

from huanjie.domain.term import term_end

MONTHS = {
    Place("hainan", "第五条第四款"): 3,
    Place("tianjin", "第三条第一款"): 3,
    Place("zhejiang", "第三条第二款"): 6,
    Place("sichuan", "第六条第二款"): 12,
    Place("sichuan", "第六条第二款", RESIDENTS): 12,
}
TERMS = [
    # elected on, the term ends on, and the latest election by the months of the province
    (
        date(2021, 12, 20),
        date(2026, 12, 20),
        {3: date(2027, 3, 20), 6: date(2027, 6, 20), 12: date(2027, 12, 20)},
    ),
    (
        date(2021, 11, 30),
        date(2026, 11, 30),
        {3: date(2027, 2, 28), 6: date(2027, 5, 30), 12: date(2027, 11, 30)},
    ),
    (
        date(2021, 8, 31),
        date(2026, 8, 31),
        {3: date(2026, 11, 30), 6: date(2027, 2, 28), 12: date(2027, 8, 31)},
    ),
    (
        date(2023, 8, 31),
        date(2028, 8, 31),
        {3: date(2028, 11, 30), 6: date(2029, 2, 28), 12: date(2029, 8, 31)},
    ),
    (
        date(2024, 2, 29),
        date(2029, 2, 28),
        {3: date(2029, 5, 28), 6: date(2029, 8, 28), 12: date(2030, 2, 28)},
    ),
    (
        date(2022, 2, 28),
        date(2027, 2, 28),
        {3: date(2027, 5, 28), 6: date(2027, 8, 28), 12: date(2028, 2, 28)},
    ),
]


@pytest.mark.parametrize(
    ("elected_on", "ends_on", "latest"), TERMS, ids=[str(each[0]) for each in TERMS]
)
@pytest.mark.parametrize(("place", "months"), rows(MONTHS))
def test_an_election_is_put_off_so_many_months_after_the_term_at_the_most(
    place: Place, months: int, elected_on: date, ends_on: date, latest: dict[int, date]
) -> None:
    term = term_end(place.law, elected_on=elected_on)
    assert (term.ends_on, term.latest_with_approval) == (ends_on, latest[months])
    assert articles(term.grounds) == ["第十四条第二款", place.article]
