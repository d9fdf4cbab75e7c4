"""天津市村民委员会选举办法第三条第一款：延期不得超过三个月。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import law_of

from huanjie.domain.term import term_end

LAW = law_of("tianjin")


@pytest.mark.parametrize(
    ("elected_on", "ends_on", "latest"),
    [
        (date(2021, 12, 20), date(2026, 12, 20), date(2027, 3, 20)),
        (date(2021, 11, 30), date(2026, 11, 30), date(2027, 2, 28)),
    ],
)
def test_an_election_is_put_off_three_months_at_the_most(
    elected_on: date, ends_on: date, latest: date
) -> None:
    term = term_end(LAW, elected_on=elected_on)
    assert (term.ends_on, term.latest_with_approval) == (ends_on, latest)
    assert articles(term.grounds) == ["第十四条第二款", "第三条第一款"]
