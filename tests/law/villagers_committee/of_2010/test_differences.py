"""村民委员会组织法（2010年修订）：as in 2018 but for the term; nothing is shown as read in full."""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.term import term_end
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

TODAY = date(2026, 6, 28)
LAW = load("villagers-committee", on=date(2014, 12, 20), today=TODAY)
NEXT = load("villagers-committee@2018-12-29", today=TODAY)


@pytest.mark.parametrize(
    ("elected_on", "ends_on", "no_day"),
    [
        (date(2014, 12, 20), date(2017, 12, 20), []),
        (date(2012, 2, 29), date(2015, 2, 28), ["没有对应日的期间"]),
    ],
)
def test_article_11_the_term_was_three_years(
    elected_on: date, ends_on: date, no_day: list[str]
) -> None:
    """民法通则没有说没有对应日的怎样：换届约定。"""
    term = term_end(LAW, elected_on=elected_on)
    assert term.ends_on == ends_on
    assert articles(term.grounds) == ["第十一条第二款", *no_day]


def test_there_is_no_version_before_the_revision() -> None:
    assert load("villagers-committee", on=date(2010, 10, 28), today=TODAY) == LAW
    with pytest.raises(BadInput):
        load("villagers-committee", on=date(2010, 10, 27), today=TODAY)


def test_a_text_that_was_not_read_is_not_shown_as_read() -> None:
    cited = [each.citation for each in (*LAW.steps, *LAW.provisions, *LAW.registration)]
    assert {each.confidence for each in cited if each.rank == "statute"} <= {"S", "C"}
    assert "待核实" in LAW.document["note"]


def test_the_civil_code_is_not_cited_before_it_was_in_force() -> None:
    assert LAW.roll
    assert LAW.roll.citation.law == "中华人民共和国民法通则"


def test_the_other_conditions_are_those_of_2018() -> None:
    for one, two in ((LAW.proxy, NEXT.proxy), (LAW.registration, NEXT.registration)):
        assert [each.when for each in one] == [each.when for each in two]
