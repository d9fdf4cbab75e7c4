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
TERMS = """
    elected on   the term ends  3 months more  6 months more  12 months more
    2021-12-20   2026-12-20     2027-03-20     2027-06-20     2027-12-20
    2021-11-30   2026-11-30     2027-02-28     2027-05-30     2027-11-30
    2021-08-31   2026-08-31     2026-11-30     2027-02-28     2027-08-31
    2023-08-31   2028-08-31     2028-11-30     2029-02-28     2029-08-31
    2024-02-29   2029-02-28     2029-05-28     2029-08-28     2030-02-28
    2022-02-28   2027-02-28     2027-05-28     2027-08-28     2028-02-28
"""
DAYS = [[date.fromisoformat(day) for day in line.split()] for line in TERMS.splitlines()[2:]]


@pytest.mark.parametrize(
    ("elected_on", "ends_on", "latest"),
    [(first, last, dict(zip((3, 6, 12), more, strict=True))) for first, last, *more in DAYS],
    ids=[str(first) for first, *_ in DAYS],
)
@pytest.mark.parametrize(("place", "months"), rows(MONTHS))
def test_an_election_is_put_off_so_many_months_after_the_term_at_the_most(
    place: Place, months: int, elected_on: date, ends_on: date, latest: dict[int, date]
) -> None:
    term = term_end(place.law, elected_on=elected_on)
    assert (term.ends_on, term.latest_with_approval) == (ends_on, latest[months])
    days = {elected_on.day, ends_on.day, latest[months].day}
    no_day = {"第二百零二条"} if len(days) > 1 else set()
    assert set(articles(term.grounds)) == {"第十四条第二款", place.article} | no_day
