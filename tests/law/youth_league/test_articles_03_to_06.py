"""共青团基层组织选举工作条例第三条至第六条: term, shift, forum, voters."""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.asking import asked

from huanjie.domain.quorum import electorate
from huanjie.domain.term import term_end
from huanjie.law.shelf import load

DAY = date(2026, 5, 4)
LAW = load("youth-league", on=DAY, today=DAY)


def test_article_3_a_branch_is_elected_for_three_years() -> None:
    term = term_end(LAW, elected_on=DAY)
    assert term.ends_on == date(2029, 5, 4)
    assert (term.grounds[0].article, term.grounds[0].confidence) == ("第三条", "V")


@pytest.mark.parametrize(
    ("elected_on", "latest"),
    [(date(2023, 5, 4), date(2026, 11, 4)), (date(2023, 8, 31), date(2027, 2, 28))],
)
def test_article_4_a_branch_may_be_put_off_by_six_months(elected_on: date, latest: date) -> None:
    term = term_end(LAW, elected_on=elected_on)
    assert term.latest_with_approval == latest
    assert (term.grounds[1].article, term.grounds[1].confidence) == ("第四条", "V")


def test_article_5_a_congress_from_two_hundred_members() -> None:
    congress = next(each for each in LAW.provisions if each.key == "congress")
    assert (congress.citation.article, congress.citation.confidence) == ("第五条", "V")
    assert "二百名以上" in congress.citation.says


@pytest.mark.parametrize(
    ("standing", "votes"),
    [
        ("full", True),
        ("probationary", False),
        ("under-probation-sanction", False),
    ],
)
def test_article_6_who_is_under_probation_has_no_vote_and_cannot_be_elected(
    standing: str, votes: bool
) -> None:
    found = electorate(LAW, [("赵", standing)])
    assert found.members == (("赵",) if votes else ())
    assert [each.article for each in found.grounds] == ["第六条"]
    judged = asked(LAW, "eligibility", person={"standing": standing}, post="secretary")
    assert judged.answer["finding"] == ("eligible" if votes else "barred")


def test_of_suspended_rights_our_convention_says_whose_decision_it_is() -> None:
    found = electorate(LAW, [("赵", "rights-suspended"), ("钱", "full")])
    assert found.members == ("钱",)
    assert [each.rank for each in found.grounds] == ["party-rule", "convention"]
    assert "由作出决定的组织写明" in found.grounds[1].says
    judged = asked(LAW, "eligibility", person={"standing": "rights-suspended"}, post="secretary")
    assert judged.answer["finding"] == "exemption-needed"


@pytest.mark.parametrize("on", [date(2025, 1, 2), date(2025, 1, 3)])
def test_the_rules_are_in_force_from_their_own_day(on: date) -> None:
    if on < LAW.effective_from:
        with pytest.raises(Exception, match="没有施行中的版本"):
            load("youth-league", on=on, today=DAY)
    else:
        assert load("youth-league", on=on, today=DAY) == LAW
