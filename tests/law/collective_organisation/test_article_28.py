"""农村集体经济组织法第二十八条：由成员代表大会选举的，适用成员代表大会的规定。

Representatives elect by their own articles, and stand in for nobody: what article 27 says is the
members' meeting's.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.asking import asked
from tests.law.lookup import unmet

from huanjie.domain.meetinglaw import law_of_meeting
from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.citation import Citation
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("collective-organisation", on=DAY, today=DAY)
THEIRS = law_of_meeting(LAW, "representatives")
LAWFUL = {
    "principal_absent": True,
    "written": True,
    "proxy_same_household": True,
    "proxy_full_capacity": True,
}


@pytest.mark.parametrize(
    ("method", "accepted"), [("voters", True), (None, True), ("representatives", False)]
)
def test_a_member_may_send_a_proxy_and_a_representative_none(
    method: str | None, accepted: bool
) -> None:
    said = {"method": method} if method else {}
    came = asked(LAW, "proxy", **said, cases={"甲": LAWFUL})
    assert (came.answer["accepted"] == ["甲"]) is accepted
    if not accepted:
        assert came.articles == ["第二十八条第五款"]
        assert "成员代表大会" in "".join(came.answer["reasons"]["甲"])


def test_by_the_members_the_rules_are_the_packs_own() -> None:
    assert law_of_meeting(LAW, "voters") is LAW
    assert unmet(LAW.proxy, method="voters", **LAWFUL) == []


def cited(event: str) -> tuple[str, Citation]:
    found = schedule(THEIRS, polling_day=DAY, calendar=load_calendar()).step(event)
    assert found
    return found.name, found.grounds[0]


@pytest.mark.parametrize(
    ("event", "name", "article"),
    [
        ("polling-day", "召开成员代表大会选举", "第二十八条第四款"),
        ("meeting-notified", "通知召开成员代表大会的时间、地点和事项", "成员代表大会的通知"),
    ],
)
def test_their_steps_rest_on_their_own_article(event: str, name: str, article: str) -> None:
    called, citation = cited(event)
    assert (called, citation.article) == (name, article)


def test_nothing_of_theirs_rests_on_the_members_meeting() -> None:
    assert THEIRS.quorum
    assert THEIRS.majority
    rules = (THEIRS.quorum, THEIRS.majority, *THEIRS.steps, *THEIRS.proxy)
    articles = {each.citation.article for each in rules}
    assert not {article for article in articles if article.startswith("第二十七条")}
    assert "第二十六条第一款第四项" not in articles
    assert THEIRS.quorum.citation.article == "第二十八条第五款"


def test_they_have_no_proxies_no_day_for_them_and_no_paper() -> None:
    assert [each.key for each in THEIRS.proxy] == ["method"]
    assert "proxies-end" not in {each.event for each in THEIRS.steps}
    assert "proxy-letter" not in {each.form for each in THEIRS.forms}
    assert {"proxies-end", "polling-day"} <= {each.event for each in LAW.steps}


def test_it_is_the_same_edition() -> None:
    assert (THEIRS.id, THEIRS.sha256) == (LAW.id, LAW.sha256)


@pytest.mark.parametrize("method", ["adults", "households", "representatives"])
def test_a_supervisory_committee_keeps_its_steps_whichever_meeting_elects(method: str) -> None:
    law = load("village-supervisory", on=DAY, today=DAY)
    theirs = law_of_meeting(law, method)
    assert (theirs.steps, theirs.forms) == (law.steps, law.forms)
    assert theirs.quorum == law.assembly_quorum[method]


def test_a_province_or_a_committee_that_no_meeting_elects_is_untouched() -> None:
    community = load("residents-committee", on=DAY, today=DAY)
    assert law_of_meeting(community, "representatives") is community


def test_a_provision_for_a_meeting_names_a_step_of_the_pack() -> None:
    events = {each.event for each in LAW.steps}
    named = {each.step for each in LAW.provisions if each.step}
    assert named
    assert named <= events
