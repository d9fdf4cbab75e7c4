"""村民委员会组织法（2018年修正）第三十二条：the same bars, and no term in the law."""

from __future__ import annotations

from datetime import date

from tests.domain.people import articles
from tests.law.lookup import condition, unmet

from huanjie.domain.quorum import quorum
from huanjie.domain.term import term_end
from huanjie.law.shelf import load

DAY = date(2021, 5, 8)
LAW = load("village-supervisory", on=DAY, today=date(2026, 6, 28))


def test_the_committee_and_its_near_relatives_are_barred() -> None:
    facts = {"villager": True, "committee_member": True, "near_relative_of_committee_member": True}
    assert unmet(LAW.eligibility, **facts) == ["committee", "relatives"]
    assert condition(LAW.eligibility, "relatives").citation.article == "第三十二条"


def test_the_term_is_guidance_and_no_law_yet() -> None:
    term = term_end(LAW, elected_on=DAY)
    assert term.ends_on == date(2026, 5, 8)
    assert [each.rank for each in term.grounds] == ["guidance"]


def test_the_meeting_is_that_of_article_26() -> None:
    assert not quorum(LAW, entitled=60, attended=39).met
    enough = quorum(LAW, entitled=60, attended=40)
    assert enough.met
    assert articles(enough.grounds) == ["第二十六条第二款"]
