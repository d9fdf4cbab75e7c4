"""海南省村民委员会选举办法第五十条：代表在选举委员会产生以前推选，小组长在三十日内推选。"""

from __future__ import annotations

from datetime import date

from tests.domain.people import articles
from tests.law.lookup import DAY, dated, law_of

LAW = law_of("hainan")


def test_group_heads_are_chosen_within_thirty_days() -> None:
    step = dated(LAW, "group-heads-chosen")
    assert step.window.earliest == DAY
    assert step.window.latest == date(2027, 1, 19)
    assert articles(step.grounds) == ["第五十条第二款"]


def test_representatives_are_chosen_before_the_election_committee() -> None:
    chosen, formed = (dated(LAW, event) for event in ("representatives-chosen", "committee-formed"))
    assert chosen.window.latest == formed.window.latest
    assert articles(chosen.grounds) == ["第五十条第一款"]


def test_nobody_is_told_to_choose_representatives_after_the_election() -> None:
    assert "村民代表" not in dated(LAW, "supervisors-chosen").name
