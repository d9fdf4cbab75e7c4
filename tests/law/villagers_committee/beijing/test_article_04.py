"""北京市村民委员会选举办法第四条：每届三年的规定已被国家法律取代。"""

from __future__ import annotations

from datetime import date

from tests.law.lookup import law_of

from huanjie.domain.term import term_end

LAW = law_of("beijing")


def test_the_term_is_five_years_and_not_three() -> None:
    term = term_end(LAW, elected_on=date(2021, 12, 20))
    assert term.ends_on == date(2026, 12, 20)
