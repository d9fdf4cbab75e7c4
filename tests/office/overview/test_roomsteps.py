"""Steps that other rooms of the site keep (别处登记的步骤): their real state, day and place."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.office.overview.steps import POLL, chair, dated, facts, steps

from huanjie.domain.cycle import Stage
from huanjie.domain.filing import State as Filed
from huanjie.domain.permission import Action
from huanjie.office.overview.nextstep import tasks
from huanjie.office.overview.task import ContestFacts, DoneBy, Kept, State, Task

DAY = datetime.date(2026, 6, 10)
CLERK = DoneBy(role="选举工作人员", on=DAY)


def party_steps(today: datetime.date = DAY, **known: object) -> dict[str, Task]:
    """Every step of a Party branch's election by its key."""
    made = facts(Stage.ROLL_PUBLISHED, **known)
    return {task.key: task for task in tasks(made, dated("party-branch"), today)}


@pytest.mark.parametrize(
    ("step", "kept", "page"),
    [
        ("proxies-published", Kept(proxies_posted_on=DAY), "proxies"),
        ("notice-start", Kept(notice=(DAY, DAY)), "public-notice"),
    ],
)
def test_what_another_room_keeps_is_done_on_its_day_and_leads_there(
    step: str, kept: Kept, page: str
) -> None:
    task = steps(facts(Stage.READY, kept=kept))[step]
    assert (task.state, task.done_on, task.page) == (State.DONE, DAY, page)


@pytest.mark.parametrize("step", ["proxies-published", "registration-end", "candidates-reviewed"])
def test_before_that_the_step_only_reminds_of_its_day(step: str) -> None:
    task = steps(facts(Stage.OPENED))[step]
    assert (task.state, task.page) == (State.LATER, "")


@pytest.mark.parametrize(
    ("step", "page"),
    [
        ("proxies-published", "proxies"),
        ("nomination-end", "candidates"),
        ("candidates-reviewed", "findings"),
        ("withdrawals-end", "candidates"),
    ],
)
def test_a_step_that_is_kept_here_leads_there_before_it_is_done(step: str, page: str) -> None:
    made = facts(Stage.ROLL_PUBLISHED, roll_published_on=DAY)
    task = steps(made)[step]
    assert (task.state, task.page) == (State.LATER, page)
    assert task.says == "在网站上登记"
    late = steps(made, POLL + datetime.timedelta(days=1))[step]
    assert (late.state, late.page, late.says) == (State.PASSED, page, "在网站上登记，期限已过")


def test_a_step_that_nothing_here_keeps_waits_for_somebody_to_enter_its_day() -> None:
    made = facts(Stage.ROLL_PUBLISHED, roll_published_on=DAY)
    task = steps(made)["poll-announced"]
    assert (task.says, task.page) == ("线下办理", "step-done")


def test_representatives_are_chosen_on_the_step_of_their_own_law() -> None:
    kept = Kept(chosen_on={"representatives-chosen": DAY})
    made = facts(Stage.OPENED, kept=kept)
    own = {each.key: each for each in tasks(made, dated("residents-committee"), POLL)}
    assert own["representatives-chosen"].done_on == DAY
    assert own["representatives-chosen"].page == "chosen"


def test_registration_ends_with_the_published_roll() -> None:
    done = {Action.PUBLISH_ROLL: CLERK}
    task = steps(facts(Stage.ROLL_PUBLISHED, roll_published_on=DAY, done=done))["registration-end"]
    assert (task.state, task.done, task.page) == (State.DONE, CLERK, "roll")


def test_nomination_ends_when_the_list_is_published_and_not_before() -> None:
    done = {Action.NOMINATE: CLERK}
    assert steps(facts(Stage.ROLL_PUBLISHED, done=done))["nomination-end"].state is State.LATER
    task = steps(facts(Stage.READY, done=done))["nomination-end"]
    assert (task.state, task.done, task.page) == (State.DONE, CLERK, "candidates")


@pytest.mark.parametrize(
    ("contests", "state"),
    [
        ((), State.LATER),
        ((chair(0),), State.LATER),
        ((ContestFacts(name="主任", seats=1, nominated=2, minimum=2, unreviewed=1),), State.LATER),
        ((chair(2),), State.DONE),
    ],
)
def test_a_review_is_over_once_everybody_nominated_is_settled(
    contests: tuple[ContestFacts, ...], state: State
) -> None:
    made = facts(Stage.ROLL_PUBLISHED, contests=contests)
    assert steps(made)["candidates-reviewed"].state is state


def test_of_several_deeds_of_a_review_the_last_is_shown() -> None:
    later = DoneBy(role="选举主持人", on=DAY + datetime.timedelta(days=1))
    done = {Action.BAR_NOMINEE: later, Action.STATE_FACTS: CLERK}
    task = steps(facts(Stage.READY, done=done))["candidates-reviewed"]
    assert (task.done, task.page) == (later, "findings")


@pytest.mark.parametrize(("after", "state"), [(0, State.CLOCK), (1, State.DONE)])
def test_a_notice_that_was_posted_ends_on_its_own_last_day(after: int, state: State) -> None:
    made = facts(Stage.READY, kept=Kept(notice=(DAY, DAY)), candidates_published_on=DAY)
    task = steps(made, DAY + datetime.timedelta(days=after))["notice-end"]
    assert (task.state, task.by, task.page) == (state, DAY, "public-notice")


def test_without_a_notice_of_its_own_the_step_does_not_stand_there_twice() -> None:
    assert "notice-start" not in steps(facts(Stage.READY, candidates_published_on=DAY))


@pytest.mark.parametrize(
    ("filed", "asked", "answered"),
    [
        (Filed.UNSENT, State.LATER, State.LATER),
        (Filed.SENT, State.DONE, State.CLOCK),
        (Filed.APPROVED, State.DONE, State.DONE),
        (Filed.REFUSED, State.NOW, State.NOW),
    ],
)
def test_a_request_is_done_when_it_is_sent_and_its_answer_when_it_comes(
    filed: Filed, asked: State, answered: State
) -> None:
    filings = {"nominees-requested": filed, "nominees-approved": filed}
    sent_on = {"nominees-requested": DAY, "nominees-approved": POLL}
    own = party_steps(filings=filings, kept=Kept(sent_on=sent_on))
    assert (own["nominees-requested"].state, own["nominees-approved"].state) == (asked, answered)
    assert own["nominees-requested"].done_on == (DAY if asked is State.DONE else None)
    assert own["nominees-approved"].done_on == (POLL if answered is State.DONE else None)


def test_objections_that_ran_out_lead_to_where_they_are_kept() -> None:
    made = facts(Stage.ROLL_PUBLISHED, roll_published_on=DAY, objections_end=DAY)
    own = steps(made, DAY + datetime.timedelta(days=1))
    assert (own["objections-end"].done_on, own["objections-end"].page) == (DAY, "roll-objections")
    assert own["objection-decided"].page == "roll-objections"


def test_an_appeal_that_waits_is_to_be_decided_now() -> None:
    assert "appeals" not in steps(facts(Stage.ROLL_PUBLISHED))
    task = steps(facts(Stage.ROLL_PUBLISHED, appeals=2))["appeals"]
    assert (task.state, task.deed, task.page) == (State.NOW, Action.DECIDE_APPEAL, "findings")
    assert task.says == "还有 2 件没有决定"
    assert not task.is_late(datetime.date.max)  # no law says by when


@pytest.mark.parametrize(
    ("known", "key", "page"),
    [
        ({"appeals": 2, "appeals_due": (DAY, POLL)}, "appeals", "findings"),
        ({"roll_appeals_due": (DAY, POLL)}, "roll-appeals", "roll-objections"),
    ],
)
def test_an_appeal_is_late_after_the_first_of_the_days_that_the_law_gives(
    known: dict[str, Any], key: str, page: str
) -> None:
    task = steps(facts(Stage.ROLL_PUBLISHED, **known))[key]
    assert (task.by, task.says, task.page) == (DAY, "还有 2 件没有决定", page)
    assert [task.is_late(DAY + datetime.timedelta(days=over)) for over in (0, 1)] == [False, True]
    assert not task.moves_the_poll


@pytest.mark.parametrize(
    ("after", "filed", "state"),
    [
        (0, Filed.UNSENT, State.LATER),
        (1, Filed.UNSENT, State.PASSED),
        (1, Filed.SENT, State.DONE),
        (1, Filed.RETURNED, State.NOW),
    ],
)
def test_a_filing_that_was_not_sent_by_its_last_day_is_past(
    after: int, filed: Filed, state: State
) -> None:
    last = steps(facts(Stage.OPENED))["committee-published"].by
    assert last
    made = facts(Stage.OPENED, filings={"committee-published": filed})
    task = steps(made, last + datetime.timedelta(days=after))["committee-published"]
    assert (task.state, task.page) == (state, "filings")
