"""代表会议的组成：村和社区的代表占五分之四以上，村的妇女代表占三分之一以上，集体组织的适当。"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from huanjie.law.phrase import in_chinese
from huanjie.law.shelf import load
from huanjie.law.wording import figure_of

DAY = date(2026, 12, 20)
FIFTHS, THIRD = Fraction(4, 5), Fraction(1, 3)


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (date(2012, 1, 1), "第二十五条第一款"),
        (date(2025, 12, 31), "第二十五条第一款"),
        (DAY, "第二十九条第一款"),
    ],
)
def test_a_village_s_meeting_is_made_of_so_many(on: date, article: str) -> None:
    rule = load("villagers-committee", on=on, today=DAY).assembly_makeup
    assert rule
    assert (rule.representatives, rule.women, rule.some_women) == (FIFTHS, THIRD, False)
    assert (rule.citation.article, rule.citation.rank) == (article, "statute")


def test_a_community_s_meeting_has_no_share_of_women() -> None:
    rule = load("residents-committee", on=DAY, today=DAY).assembly_makeup
    assert rule
    assert (rule.representatives, rule.women, rule.some_women) == (FIFTHS, None, False)
    assert rule.citation.article == "第二十八条第一款"


def test_before_2026_no_law_says_what_a_community_s_meeting_is_made_of() -> None:
    before = date(2025, 12, 31)
    assert load("residents-committee", on=before, today=DAY).assembly_makeup is None


def test_a_collective_s_meeting_has_a_fitting_number_of_women() -> None:
    pack = load("collective-organisation", on=DAY, today=DAY)
    rule = pack.assembly_makeup
    assert rule
    assert (rule.representatives, rule.women, rule.some_women) == (None, None, True)
    assert rule.citation.article == "第二十八条第二款"
    assert in_chinese(figure_of(rule, pack)) == "有适当数量的妇女代表"


def test_the_rule_is_said_in_words() -> None:
    pack = load("villagers-committee", on=DAY, today=DAY)
    assert pack.assembly_makeup
    figure = in_chinese(figure_of(pack.assembly_makeup, pack))
    assert figure == "代表占五分之四以上；妇女代表占三分之一以上"


@pytest.mark.parametrize(
    ("body", "on", "committee", "women", "article"),
    [
        ("village-supervisory", date(2012, 1, 1), "villagers-committee", THIRD, "第二十五条第一款"),
        (
            "village-supervisory",
            date(2025, 12, 31),
            "villagers-committee",
            THIRD,
            "第二十五条第一款",
        ),
        ("village-supervisory", DAY, "villagers-committee", THIRD, "第二十九条第一款"),
        ("residents-supervisory", DAY, "residents-committee", None, "第二十八条第一款"),
    ],
)
def test_the_meeting_that_elects_the_supervisors_is_made_of_the_committee_beside_them(
    body: str, on: date, committee: str, women: Fraction | None, article: str
) -> None:
    """村（居）民代表会议由村（居）民委员会成员和村（居）民代表组成：推选监督机构的就是这个会议。"""
    rule = load(body, on=on, today=DAY).assembly_makeup
    assert rule
    assert (rule.committee, rule.representatives, rule.women) == (committee, FIFTHS, women)
    assert rule.citation.article == article
    own = load(committee, on=on, today=DAY).assembly_makeup
    assert own
    assert (own.committee, own.citation.says) == (None, rule.citation.says)


@pytest.mark.parametrize(
    ("body", "region"),
    [
        ("village-supervisory", "sichuan"),
        ("village-supervisory", "zhejiang"),
        ("residents-supervisory", "sichuan"),
    ],
)
def test_a_province_has_the_nation_s(body: str, region: str) -> None:
    own, nation = (load(body, on=DAY, today=DAY, region=each) for each in (region, None))
    assert own.assembly_makeup == nation.assembly_makeup
