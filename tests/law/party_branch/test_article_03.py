"""Article 3 (第三条): an election held late needs approval, and in general comes within a year."""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.party_branch.cast import LAW

from huanjie.domain.term import term_end


@pytest.mark.parametrize(
    ("elected_on", "ends_on", "latest"),
    [
        (date(2021, 4, 9), date(2026, 4, 9), date(2027, 4, 9)),
        (date(2020, 12, 31), date(2025, 12, 31), date(2026, 12, 31)),
        (date(2024, 2, 28), date(2029, 2, 28), date(2030, 2, 28)),
        (date(2024, 2, 29), date(2029, 2, 28), date(2030, 2, 28)),
        (date(2024, 3, 1), date(2029, 3, 1), date(2030, 3, 1)),
    ],
)
def test_a_term_of_five_years_may_be_put_off_by_one_year_with_approval(
    elected_on: date, ends_on: date, latest: date
) -> None:
    term = term_end(LAW, elected_on=elected_on)
    assert (term.ends_on, term.latest_with_approval) == (ends_on, latest)


def test_the_year_is_article_3_and_the_five_years_are_the_branch_rules() -> None:
    five_years, one_year = term_end(LAW, elected_on=date(2021, 4, 9)).grounds
    assert (one_year.article, one_year.rank, one_year.confidence) == ("第三条", "party-rule", "V")
    assert one_year.law == "中国共产党基层组织选举工作条例"
    assert five_years.law == "中国共产党支部工作条例（试行）"
    assert five_years.confidence == "S"


def test_the_articles_that_were_not_confirmed_are_cited_by_chapter() -> None:
    rules = [rule for rule in LAW.document.values() if isinstance(rule, dict) and "article" in rule]
    for group in ("candidates", "nomination"):
        rules += LAW.document[group].values()
    for listed in ("proxy", "eligibility", "provision", "step"):
        rules += LAW.document[listed]
    election = [rule for rule in rules if rule["law"] == "中国共产党基层组织选举工作条例"]
    cited = {rule["article"] for rule in election}
    confirmed = {"第一条", "第二条", "第三条", "第四条", "第五条", "第六条"}
    assert cited - confirmed == {"第二章", "第三章", "第四章", "第五章"}
    assert all(rule["confidence"] != "V" for rule in election if rule["article"] not in confirmed)
