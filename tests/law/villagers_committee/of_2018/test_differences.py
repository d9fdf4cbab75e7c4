"""村民委员会组织法（2018年修正）：what the text before 2026 says otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import CHAIR, MEMBER, SUN, ZHAO, articles, contest, poll, result_of, stands
from tests.law.lookup import condition, met, provision, unmet

from huanjie.domain.declaration import declare
from huanjie.domain.quorum import turnout
from huanjie.domain.term import term_end
from huanjie.law.shelf import load

LAW = load("villagers-committee", on=date(2021, 3, 28), today=date(2026, 6, 28))


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2018, 12, 28), "2010-10-28"),
        (date(2018, 12, 29), "2018-12-29"),
        (date(2025, 12, 31), "2018-12-29"),
        (date(2026, 1, 1), "2026-01-01"),
    ],
)
def test_the_day_chooses_the_version(on: date, version: str) -> None:
    pack = load("villagers-committee", on=on, today=date(2026, 6, 28))
    assert pack.id == f"villagers-committee@{version}"


@pytest.mark.parametrize(("voted", "valid"), [(500, False), (501, True)])
def test_article_15_asks_for_more_than_half_of_the_roll(voted: int, valid: bool) -> None:
    enough = turnout(LAW, method="voters", registered=1000, voted=voted)
    assert enough.met is valid
    assert articles(enough.grounds) == ["第十五条第二款"]


@pytest.mark.parametrize(("votes", "elected"), [(350, ()), (351, (ZHAO,))])
def test_article_15_asks_for_more_than_half_of_those_who_voted(
    votes: int, elected: tuple[str, ...]
) -> None:
    declared = declare(poll(contest(CHAIR, stands(ZHAO, votes))), LAW)
    assert result_of(declared, CHAIR).elected == elected
    assert articles(declared.grounds)[0] == "第十五条第二款"


def test_relatives_may_serve_together() -> None:
    chair = contest(CHAIR, stands(ZHAO, 400))
    member = contest(MEMBER, stands(SUN, 400), women_seat_met=True)
    declared = declare(poll(chair, member, relatives=[(ZHAO, SUN)]), LAW)
    assert [result_of(declared, post).elected for post in (CHAIR, MEMBER)] == [(ZHAO,), (SUN,)]
    assert LAW.near_relatives is None


def test_article_11_the_term_is_five_years() -> None:
    term = term_end(LAW, elected_on=date(2021, 3, 28))
    assert term.ends_on == date(2026, 3, 28)
    assert articles(term.grounds) == ["第十一条第二款"]


def test_article_12_a_relatives_nomination_makes_nobody_leave() -> None:
    assert LAW.succession
    assert not LAW.succession.for_relatives
    assert LAW.succession.citation.article == "第十二条第三款"


@pytest.mark.parametrize(
    ("living", "working", "on"), [(12, 0, ["incomer"]), (11, 0, []), (11, 24, [])]
)
def test_article_13_village_work_is_no_ground_yet(living: int, working: int, on: list[str]) -> None:
    facts = {"hukou_here": False, "lives_here": True, "said_takes_part": True}
    asked = {"applied": True, "meeting_agreed": True}
    months = {"months_living_here": living, "months_village_work": working}
    assert met(LAW.registration_grounds, **facts, **asked, **months) == on
    assert condition(LAW.registration_grounds, "incomer").citation.article == "第十三条第二款第三项"


def test_article_15_the_villagers_alone_nominate() -> None:
    assert set(LAW.nomination) == {"voters-jointly"}
    assert LAW.nomination["voters-jointly"].citation.article == "第十五条第一款"


def test_article_15_no_bar_but_age_rights_and_the_roll() -> None:
    assert {each.key for each in LAW.eligibility} == {"age", "rights", "registered"}


@pytest.mark.parametrize(("relative", "failing"), [(True, []), (False, ["relative"])])
def test_article_15_the_proxy_is_a_near_relative(relative: bool, failing: list[str]) -> None:
    facts = {"principal_absent": True, "written": True, "proxy_is_voter": True}
    held = {"held_before": 2, "proxy_is_candidate": False}
    assert unmet(LAW.proxy, **facts, **held, proxy_is_near_relative=relative) == failing
    assert condition(LAW.proxy, "relative").citation.article == "第十五条第四款"


@pytest.mark.parametrize(
    ("held", "is_candidate", "failing"),
    [(2, False, []), (3, False, ["number"]), (2, True, ["candidate"])],
)
def test_the_ministrys_rules_bound_the_number_and_leave_candidates_out(
    held: int, is_candidate: bool, failing: list[str]
) -> None:
    """村民委员会选举规程第六章；法律没有规定。"""
    facts = {"principal_absent": True, "written": True, "proxy_is_voter": True}
    own = {"held_before": held, "proxy_is_candidate": is_candidate}
    assert unmet(LAW.proxy, **facts, **own, proxy_is_near_relative=True) == failing
    for key in ("number", "candidate"):
        assert condition(LAW.proxy, key).citation.rank == "guidance"


@pytest.mark.parametrize(
    ("key", "article"),
    [
        ("minorities", "第六条第二款"),
        ("void-election", "第十七条第一款"),
        ("ends-by-itself", "第十八条"),
        ("by-election", "第十九条"),
        ("assembly-called", "第二十一条第二款"),
        ("group-meeting", "第二十八条第一款"),
        ("group-heads", "第二十八条第二款"),
        ("supervision", "第三十二条"),
        ("two-unfit-reviews", "第三十三条第二款"),
        ("archives", "第三十四条"),
        ("audit", "第三十五条第二款"),
    ],
)
def test_a_provision_names_the_article_of_its_own_text(key: str, article: str) -> None:
    assert provision(LAW, key).citation.article == article


@pytest.mark.parametrize("key", ["joint-posts", "party-first", "assembly-yearly"])
def test_what_came_in_2026_is_not_there(key: str) -> None:
    assert key not in {each.key for each in LAW.provisions}
