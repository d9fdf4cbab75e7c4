"""城市居民委员会组织法（2018年）：人数、任期、谁有选举权、居民会议；选举的程序它没有规定。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.asking import asked, registered

from huanjie.domain.schedule import schedule
from huanjie.domain.term import term_end
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2021, 5, 16)
LAW = load("residents-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2018, 12, 29), "2018-12-29"),
        (date(2025, 12, 31), "2018-12-29"),
        (date(2026, 1, 1), "2026-01-01"),
    ],
)
def test_it_was_in_force_until_the_law_was_rewritten(on: date, version: str) -> None:
    pack = load("residents-committee", on=on, today=date(2026, 6, 28))
    assert pack.id == f"residents-committee@{version}"


@pytest.mark.parametrize(("members", "lawful"), [(4, False), (5, True), (9, True), (10, False)])
def test_article_7_five_to_nine_members(members: int, lawful: bool) -> None:
    assert LAW.size is not None
    assert LAW.size.allows(members) is lawful
    assert LAW.size.citation.article == "第七条"


def test_article_8_a_term_of_five_years() -> None:
    term = term_end(LAW, elected_on=DAY)
    assert (term.ends_on, term.latest_with_approval) == (date(2026, 5, 16), None)
    assert [each.article for each in term.grounds] == ["第八条第一款"]


@pytest.mark.parametrize(("birth_date", "votes"), [("2003-05-16", True), ("2003-05-17", False)])
def test_article_8_whoever_lives_here_and_is_eighteen_votes(birth_date: str, votes: bool) -> None:
    """第二款：不分居住期限，没有规定登记。"""
    assert registered(LAW, str(DAY), birth_date=birth_date, lives_here=True) is votes
    assert registered(LAW, str(DAY), birth_date=birth_date, lives_here=False) is False


@pytest.mark.parametrize("kind", ["adults", "households", "representatives"])
def test_article_9_more_than_half_attend_and_more_than_half_of_them_decide(kind: str) -> None:
    """第三款；2026年起居民代表会议须三分之二以上。"""
    quorum, majority = LAW.assembly_quorum[kind], LAW.assembly_majority[kind]
    assert (quorum.met_by(30, 60), quorum.met_by(31, 60)) == (False, True)
    assert (majority.met_by(20, 40), majority.met_by(21, 40)) == (False, True)
    assert {quorum.citation.article, majority.citation.article} == {"第九条第三款"}


@pytest.mark.parametrize(
    "rule",
    [
        "turnout",
        "majority",
        "runoff",
        "tie",
        "ballot_total",
        "candidates",
        "nomination",
        "proxy",
        "near_relatives",
        "women",
        "election_committee",
        "succession",
        "recall_signatures",
        "representatives",
    ],
)
def test_what_the_old_law_does_not_say_is_not_held(rule: str) -> None:
    assert not getattr(LAW, rule)


@pytest.mark.parametrize("method", ["voters", "households", "representatives"])
def test_how_many_must_vote_was_the_provinces_decision(method: str) -> None:
    found = asked(LAW, "turnout", method=method, registered=60, voted=41)
    assert (found.answer, found.status, found.decided_by) == (None, 3, "province")


def test_the_only_date_is_the_polling_day_and_the_schedule_says_why() -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    assert [step.event for step in dated.steps] == ["polling-day"]
    assert "没有规定选举程序" in dated.warnings[0]
