"""四川省村民委员会选举条例第六条第二款：提前或者延期换届选举一般不超过一年。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.term import term_end
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("elected_on", "ends_on", "latest"),
    [
        (date(2021, 12, 20), date(2026, 12, 20), date(2027, 12, 20)),
        (date(2024, 2, 29), date(2029, 2, 28), date(2030, 2, 28)),
        (date(2022, 2, 28), date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_an_election_is_put_off_one_year_after_the_term_at_the_most(
    elected_on: date, ends_on: date, latest: date
) -> None:
    term = term_end(LAW, elected_on=elected_on)
    assert (term.ends_on, term.latest_with_approval) == (ends_on, latest)
    assert articles(term.grounds) == ["第十四条第二款", "第六条第二款"]
