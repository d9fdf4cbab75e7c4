"""民法典第二百零二条：没有对应日的，月末日为期间的最后一日; cited where the month has none."""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.asking import asked
from tests.law.lookup import DAY

from huanjie.domain.term import term_end
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load, versions

LAW = load("villagers-committee", on=DAY, today=DAY)
LEAGUE = load("youth-league", on=DAY, today=DAY)
ARTICLE = "第二百零二条"
WITH_A_TERM = [
    load(each.name, today=DAY)
    for each in versions()
    if each.region is None and load(each.name, today=DAY).term
]


@pytest.mark.parametrize(
    ("elected_on", "ends_on", "cited"),
    [
        (date(2024, 2, 28), date(2029, 2, 28), False),
        (date(2024, 2, 29), date(2029, 2, 28), True),
        (date(2024, 3, 1), date(2029, 3, 1), False),
        (date(2023, 2, 28), date(2028, 2, 28), False),
    ],
)
def test_a_leap_day_has_no_corresponding_day_five_years_later(
    elected_on: date, ends_on: date, cited: bool
) -> None:
    term = term_end(LAW, elected_on=elected_on)
    assert term.ends_on == ends_on
    assert articles(term.grounds) == ["第十四条第二款", *([ARTICLE] if cited else [])]
    assert term.ends_by == term.grounds


@pytest.mark.parametrize(
    ("elected_on", "latest", "cited"),
    [
        (date(2023, 8, 28), date(2027, 2, 28), False),
        (date(2023, 8, 29), date(2027, 2, 28), True),
        (date(2023, 8, 31), date(2027, 2, 28), True),
        (date(2023, 10, 31), date(2027, 4, 30), True),
        (date(2023, 10, 30), date(2027, 4, 30), False),
    ],
)
def test_six_months_later_the_month_may_be_too_short_for_the_extension_alone(
    elected_on: date, latest: date, cited: bool
) -> None:
    """共青团基层组织选举工作条例第四条：延期一般不超过六个月。"""
    term = term_end(LEAGUE, elected_on=elected_on)
    assert term.latest_with_approval == latest
    assert articles(term.grounds) == ["第三条", "第四条", *([ARTICLE] if cited else [])]
    assert articles(term.ends_by) == ["第三条"]


def test_where_term_and_extension_have_none_the_article_is_cited_once() -> None:
    """From 29 February three years on the 28th; six months later the 28th of August is there."""
    term = term_end(LEAGUE, elected_on=date(2024, 2, 29))
    assert (term.ends_on, term.latest_with_approval) == (date(2027, 2, 28), date(2027, 8, 28))
    assert articles(term.grounds) == ["第三条", ARTICLE, "第四条"]
    assert articles(term.ends_by) == ["第三条", ARTICLE]


@pytest.mark.parametrize("pack", WITH_A_TERM, ids=lambda pack: f"{pack.body}@{pack.effective_from}")
def test_every_pack_with_a_term_says_how_it_ends_on_a_day_that_is_not_there(
    pack: RulePack,
) -> None:
    """民法典自2021年起施行，民法总则自2017年10月起；在此以前没有这一条，是换届约定。"""
    assert pack.corresponding_day
    cited = pack.corresponding_day.citation
    by_law = "民法典" in cited.law and cited.article == ARTICLE
    assert by_law or (cited.rank == "convention" and pack.effective_from < date(2017, 10, 1))
    assert cited.confidence == "C"


def test_the_question_names_the_article_too() -> None:
    assert asked(LAW, "term", elected_on="2024-02-29").articles == ["第十四条第二款", ARTICLE]
    assert asked(LAW, "term", elected_on="2024-02-28").articles == ["第十四条第二款"]
