"""The next step (下一步): what is done, what is to do and by whom, for every stage of the cycle."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Final

import pytest
from tests.office.overview.steps import (
    CANDIDATES_EDGE,
    POLL,
    RESULT_EDGE,
    ROLL_EDGE,
    RUNOFF_EDGE,
    START,
    chair,
    dated,
    facts,
    states,
    steps,
    vote,
)

from huanjie.domain.cycle import Stage
from huanjie.domain.memberroll import PARTY
from huanjie.domain.permission import Action, Role
from huanjie.office.overview.nextstep import current, following, tasks
from huanjie.office.overview.task import (
    ContestFacts,
    DoneBy,
    Facts,
    Left,
    State,
    VoteFacts,
    turn_of,
)

A = Action
DAY = datetime.timedelta(days=1)
RUNOFF = VoteFacts(number=2, kind="runoff", name="另行选举")
COUNTED = vote(issued=900, collected=890, sheets=2)


def now(known: Facts, today: datetime.date = START) -> Action | None:
    """The deed of the card that says what is to do."""
    task = current(tasks(known, dated(), today))
    return task.deed if task else None


@pytest.mark.parametrize(
    ("known", "today", "deed", "role"),
    [
        (facts(Stage.OPENED), START, A.LOAD_ROLL, Role.CLERK),
        (facts(Stage.OPENED, on_roll=1), START, A.PUBLISH_ROLL, Role.CHAIR),
        (facts(Stage.ROLL_PUBLISHED, contests=(chair(1),)), START, A.NOMINATE, Role.CLERK),
        (facts(Stage.ROLL_PUBLISHED, contests=(chair(3),)), START, A.NOMINATE, Role.CLERK),
        (
            facts(Stage.ROLL_PUBLISHED, contests=(chair(2),)),
            START,
            A.PUBLISH_CANDIDATES,
            Role.CHAIR,
        ),
        (facts(Stage.READY), POLL - DAY, A.ISSUE_PAPERS, Role.CLERK),
        (facts(Stage.READY), POLL, A.ISSUE_PAPERS, Role.CLERK),
        (facts(Stage.POLLING, votes=(vote(issued=9),)), POLL, A.COLLECT_PAPERS, Role.CLERK),
        (facts(Stage.COUNTING, votes=(vote(sheets=0),)), POLL, A.ENTER_SHEET, Role.TELLER),
        (facts(Stage.COUNTING, votes=(vote(sheets=1),)), POLL, A.ENTER_SHEET, Role.TELLER),
        (
            facts(Stage.COUNTING, votes=(vote(sheets=2, differ=True),)),
            POLL,
            A.SETTLE_SHEETS,
            Role.SCRUTINEER,
        ),
        (facts(Stage.COUNTING, votes=(vote(sheets=2),)), POLL, A.SETTLE_SHEETS, Role.SCRUTINEER),
        (
            facts(Stage.COUNTING, votes=(vote(sheets=2, differ=True, settled=True),)),
            POLL,
            A.DECLARE,
            Role.CHAIR,
        ),
        (
            facts(Stage.COUNTING, votes=(vote(sheets=2, differ=False),)),
            POLL,
            A.DECLARE,
            Role.CHAIR,
        ),
        (facts(Stage.DECLARED, votes=(COUNTED,)), POLL, A.SEAL, Role.CHAIR),
        (
            facts(Stage.DECLARED, votes=(COUNTED,), left=(Left(kind="runoff", name="另行选举"),)),
            POLL,
            A.OPEN_ROUND,
            Role.CLERK,
        ),
    ],
)
def test_every_stage_says_what_is_to_do_now_and_whose_turn_it_is(
    known: Facts, today: datetime.date, deed: Action, role: Role
) -> None:
    assert now(known, today) == deed
    assert turn_of(deed) == role


def test_a_sealed_election_has_nothing_left_to_do() -> None:
    sealed = facts(Stage.SEALED, votes=(COUNTED,))
    assert now(sealed, POLL) is None
    assert set(states(sealed, POLL).values()) == {State.DONE}


@pytest.mark.parametrize("stage", list(Stage))
def test_in_every_stage_no_deed_is_done_behind_one_that_is_not(stage: Stage) -> None:
    sheets = 2 if stage in (Stage.COUNTING, Stage.DECLARED, Stage.SEALED) else 0
    counted = vote(sheets=sheets, differ=False)
    known = facts(stage, on_roll=9, contests=(chair(2),), votes=(counted,))
    found = list(states(known, POLL).values())
    first_open = next((n for n, state in enumerate(found) if state is not State.DONE), len(found))
    assert State.DONE not in found[first_open:]


@pytest.mark.parametrize(
    ("today", "state"), [(POLL - DAY, State.CLOCK), (POLL, State.NOW), (POLL + DAY, State.NOW)]
)
def test_papers_are_issued_from_the_polling_day_on(today: datetime.date, state: State) -> None:
    assert steps(facts(Stage.READY), today)["issue-papers"].state is state


@pytest.mark.parametrize(("today", "state"), [(POLL, State.CLOCK), (POLL + DAY, State.NOW)])
def test_a_later_vote_waits_for_the_day_that_was_arranged_for_it(
    today: datetime.date, state: State
) -> None:
    again = VoteFacts(number=2, kind="revote", name="再次投票", day=POLL + DAY)
    known = facts(Stage.READY, votes=(COUNTED, again))
    assert steps(known, today)["issue-papers"].state is state


def test_each_deed_has_the_legal_edge_and_the_article_of_its_step() -> None:
    found = steps(facts(Stage.OPENED))
    assert found["load-roll"].by == found["publish-roll"].by == ROLL_EDGE
    assert found["nominate"].by == found["publish-candidates"].by == CANDIDATES_EDGE
    assert found["issue-papers"].by == found["collect-papers"].by == POLL
    assert found["declare"].by == RESULT_EDGE
    assert found["publish-roll"].grounds[0].article == "第十七条第一款"
    assert found["seal"].by is None


def test_the_steps_stand_in_the_order_in_which_they_are_done() -> None:
    keys = list(steps(facts(Stage.OPENED)))
    order = [
        "open",
        "load-roll",
        "publish-roll",
        "objections-end",
        "objection-decided",
        "nominate",
        "publish-candidates",
        "notice-end",
        "issue-papers",
        "collect-papers",
        "enter-sheet",
        "settle-sheets",
        "declare",
        "seal",
        "handover-end",
    ]
    assert [key for key in keys if key in order] == order


def test_every_step_of_the_schedule_is_in_the_list() -> None:
    found = steps(facts(Stage.OPENED))
    alone = {step.event for step in dated().steps} - set(found)
    assert alone == {
        "roll-published",
        "candidates-published",
        "notice-start",
        "polling-day",
        "result-published",
        "runoff-end",
    }


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (datetime.date(2026, 5, 25), State.CLOCK),
        (datetime.date(2026, 5, 26), State.DONE),
    ],
)
def test_the_time_to_object_runs_through_its_last_day(today: datetime.date, state: State) -> None:
    known = facts(
        Stage.ROLL_PUBLISHED,
        roll_published_on=START,
        objections_end=datetime.date(2026, 5, 25),
    )
    assert steps(known, today)["objections-end"].state is state


def test_the_time_to_object_does_not_begin_before_the_roll_is_published() -> None:
    late = steps(facts(Stage.OPENED), POLL)["objections-end"]
    assert (late.state, late.deed) == (State.LATER, None)


@pytest.mark.parametrize(
    ("today", "state"),
    [(datetime.date(2026, 6, 25), State.LATER), (datetime.date(2026, 6, 26), State.PASSED)],
)
def test_what_is_done_on_paper_is_never_called_done(today: datetime.date, state: State) -> None:
    assert steps(facts(Stage.READY), today)["withdrawals-end"].state is state


@pytest.mark.parametrize("sheets", [0, 1])
def test_of_the_sheets_nothing_is_said_but_how_many_are_in(sheets: int) -> None:
    task = steps(facts(Stage.COUNTING, votes=(vote(sheets=sheets),)), POLL)["enter-sheet"]
    assert task.missing[0].says == f"已交 {sheets} 份，共须 2 份"
    assert (task.says, task.done) == ("", None)


def test_who_handed_in_the_first_sheet_is_not_said_before_both_are_in() -> None:
    done = {A.ENTER_SHEET: DoneBy(role="计票人", on=POLL)}
    one = facts(Stage.COUNTING, votes=(vote(sheets=1),), done=done)
    both = facts(Stage.COUNTING, votes=(vote(sheets=2),), done=done)
    assert steps(one, POLL)["enter-sheet"].done is None
    assert steps(both, POLL)["enter-sheet"].done == done[A.ENTER_SHEET]


def test_sheets_that_agree_need_no_settlement() -> None:
    task = steps(facts(Stage.COUNTING, votes=(vote(sheets=2, differ=False),)), POLL)
    assert task["settle-sheets"].state is State.DONE
    assert "不需要" in task["settle-sheets"].says


def test_what_is_left_must_be_held_before_the_dossier_is_sealed() -> None:
    left = (Left(kind="runoff", name="另行选举"),)
    found = steps(facts(Stage.DECLARED, votes=(COUNTED,), left=left), POLL)
    assert found["left-runoff"].by == RUNOFF_EDGE
    assert found["seal"].state is State.LATER


def test_whose_eligibility_is_open_is_counted_before_the_list_is_published() -> None:
    posts = tuple(
        ContestFacts(name=name, seats=1, nominated=2, minimum=2, unreviewed=open_)
        for name, open_ in (("主任", 2), ("委员", 1))
    )
    found = steps(facts(Stage.ROLL_PUBLISHED, contests=posts), POLL)
    says = [need.says for need in found["publish-candidates"].missing]
    assert "3 名人选的资格还没有审查清楚" in says
    reviewed = tuple(replace(each, unreviewed=0) for each in posts)
    found = steps(facts(Stage.ROLL_PUBLISHED, contests=reviewed), POLL)
    says = [need.says for need in found["publish-candidates"].missing]
    assert not [each for each in says if "资格" in each]


def test_a_vote_that_may_be_left_out_does_not_keep_the_dossier_open() -> None:
    left = (Left(kind="runoff", name="另行选举", optional=True),)
    found = steps(facts(Stage.DECLARED, votes=(COUNTED,), left=left), POLL)
    assert found["left-runoff"].optional
    assert "减少名额" in found["left-runoff"].says
    assert found["seal"].state is State.NOW


def test_an_earlier_vote_is_one_line_and_the_last_one_is_named_in_every_step() -> None:
    first = vote(issued=900, collected=890, sheets=2, declared_on=POLL)
    found = steps(facts(Stage.READY, votes=(first, RUNOFF)), POLL)
    assert (found["vote-1"].state, found["vote-1"].done_on) == (State.DONE, POLL)
    assert found["issue-papers"].name.startswith("另行选举：")
    assert found["issue-papers"].by == RUNOFF_EDGE


def test_a_void_election_is_to_be_opened_anew_after_sealing() -> None:
    found = steps(facts(Stage.DECLARED, votes=(COUNTED,), is_void=True), POLL)
    assert found["seal"].state is State.NOW
    assert "重新开启" in found["seal"].says


def test_what_comes_next_is_named_beside_what_is_to_do() -> None:
    found = tasks(facts(Stage.OPENED, on_roll=3), dated(), START)
    task = current(found)
    assert task is not None
    after = following(found, task)
    assert after is not None
    assert after.key == "objections-end"


def test_a_pack_without_a_step_gives_its_deed_no_edge() -> None:
    found = tasks(facts(Stage.OPENED), dated("party-branch"), START)
    by_key = {task.key: task for task in found}
    assert by_key["publish-roll"].by is None
    assert by_key["publish-roll"].name == "公布名单"
    assert by_key["publish-candidates"].by == datetime.date(2026, 6, 21)


def test_a_branch_confirms_its_roll_and_posts_none() -> None:
    found = tasks(facts(Stage.OPENED, members=PARTY, on_roll=9), dated("party-branch"), START)
    by_key = {task.key: task for task in found}
    assert by_key["publish-roll"].name == "确认党员名册"
    assert [need.says for need in by_key["publish-roll"].missing if not need.met] == [
        "党员名册还没有确认；确认以后就固定下来"
    ]
    assert by_key["nominate"].says == "确认党员名册以后才能提名。"


DUE: Final = datetime.date(2026, 6, 4)


@pytest.mark.parametrize("late", [False, True])
def test_an_open_objection_is_what_to_do_now_by_the_first_of_its_days(late: bool) -> None:
    today = DUE + datetime.timedelta(days=late)
    known = facts(
        Stage.ROLL_PUBLISHED,
        roll_published_on=START,
        decisions_due=(DUE, DUE + datetime.timedelta(days=1)),
        contests=(chair(2),),
    )
    listed = tasks(known, dated(), today)
    task = current(listed)
    assert task
    assert (task.deed, task.by, task.says) == (A.DECIDE_OBJECTION, DUE, "还有 2 件没有决定")
    assert task.is_late(today) is late
    assert (task.turn, task.moves_the_poll, task.page) == (Role.CHAIR, False, "roll-objections")
    assert [each.key for each in listed].count("objection-decided") == 1
    assert task.grounds[0].article == "第十七条第二款"


@pytest.mark.parametrize(
    ("today", "state"),
    [(datetime.date(2026, 5, 25), State.LATER), (datetime.date(2026, 5, 26), State.DONE)],
)
def test_without_objections_the_decisions_are_done_once_the_period_is_over(
    today: datetime.date, state: State
) -> None:
    known = facts(
        Stage.ROLL_PUBLISHED,
        roll_published_on=START,
        objections_end=datetime.date(2026, 5, 25),
    )
    task = steps(known, today)["objection-decided"]
    assert (task.state, task.deed) == (state, None)
