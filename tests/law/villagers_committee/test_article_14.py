"""村民委员会组织法第十四条第二款：每届任期五年。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.term import term_end
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("elected_on", "ends_on"),
    [
        (date(2021, 12, 20), date(2026, 12, 20)),
        (date(2024, 2, 28), date(2029, 2, 28)),
        (date(2024, 2, 29), date(2029, 2, 28)),
        (date(2023, 2, 28), date(2028, 2, 28)),
    ],
)
def test_a_term_ends_on_the_corresponding_day_five_years_later(
    elected_on: date, ends_on: date
) -> None:
    term = term_end(LAW, elected_on=elected_on)
    assert term.ends_on == ends_on
    assert articles(term.grounds)[0] == "第十四条第二款"


def test_the_national_law_knows_no_extension() -> None:
    term = term_end(LAW, elected_on=date(2021, 12, 20))
    assert term.latest_with_approval is None
    assert articles(term.grounds) == ["第十四条第二款"]
