"""浙江省村民委员会选举办法第三条第二款：提前或者延期一般不得超过六个月。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.term import term_end
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


@pytest.mark.parametrize(
    ("elected_on", "ends_on", "latest"),
    [
        (date(2021, 12, 20), date(2026, 12, 20), date(2027, 6, 20)),
        (date(2021, 8, 31), date(2026, 8, 31), date(2027, 2, 28)),
        (date(2023, 8, 31), date(2028, 8, 31), date(2029, 2, 28)),
        (date(2024, 2, 29), date(2029, 2, 28), date(2029, 8, 28)),
    ],
)
def test_an_election_is_put_off_six_months_after_the_term_at_the_most(
    elected_on: date, ends_on: date, latest: date
) -> None:
    term = term_end(LAW, elected_on=elected_on)
    assert (term.ends_on, term.latest_with_approval) == (ends_on, latest)
    assert articles(term.grounds) == ["第十四条第二款", "第三条第二款"]
