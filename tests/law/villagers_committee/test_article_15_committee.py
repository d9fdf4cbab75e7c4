"""村民委员会组织法第十五条：选举委员会的产生、退出和递补。

That the committee is chosen before it posts the roll follows from article 17; no law gives a day.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import provision

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY)


@pytest.mark.parametrize("event", ["committee-formed", "measures-adopted", "registration-end"])
def test_the_committee_is_there_and_the_voters_registered_when_the_roll_is_posted(
    event: str,
) -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar(), start=date(2026, 11, 2))
    step, roll = dated.step(event), dated.step("roll-published")
    assert step
    assert roll
    assert step.window == roll.window
    assert step.grounds[0].confidence != "V"


def test_the_committee_is_chosen_by_one_of_three_meetings() -> None:
    formed = next(step for step in LAW.steps if step.event == "committee-formed")
    said = provision(LAW, "committee-chosen").citation
    assert formed.citation.article == said.article == "第十五条第二款"


def test_a_relatives_nomination_too_makes_a_member_leave() -> None:
    assert LAW.succession
    assert LAW.succession.for_relatives
    assert LAW.succession_order
    assert articles([LAW.succession.citation, LAW.succession_order.citation]) == [
        "第十五条第三款",
        "第十五条第四款",
    ]


@pytest.mark.parametrize(("size", "lawful"), [(2, False), (3, True), (4, True)])
def test_the_committee_has_three_members_at_least_and_odd_is_only_better(
    size: int, lawful: bool
) -> None:
    rule = LAW.election_committee
    assert rule
    assert rule.allows(size) is lawful
    assert rule.citation.rank == "guidance"
