"""Readiness (就绪情况): from legal edges alone, at both sides of each."""

from __future__ import annotations

import datetime

import pytest
from tests.office.overview.steps import (
    CANDIDATES_EDGE,
    POLL,
    ROLL_EDGE,
    START,
    chair,
    dated,
    facts,
    vote,
)

from huanjie.domain.cycle import Stage
from huanjie.office.overview.nextstep import tasks
from huanjie.office.overview.readiness import Readiness, Verdict, judge, worst
from huanjie.office.overview.task import Facts, Left

R = Readiness


def judged(known: Facts, today: datetime.date) -> Verdict:
    """The verdict on an election."""
    return judge(known, tasks(known, dated(), today), today)


@pytest.mark.parametrize(
    ("days_left", "readiness"),
    [(4, R.OK), (3, R.SOON), (1, R.SOON), (0, R.SOON), (-1, R.LATE), (-2, R.LATE)],
)
@pytest.mark.parametrize("on_roll", [0, 9])
def test_an_edge_is_near_from_three_days_before_and_late_from_the_day_after(
    days_left: int, readiness: Readiness, on_roll: int
) -> None:
    today = ROLL_EDGE - datetime.timedelta(days=days_left)
    assert judged(facts(Stage.OPENED, on_roll=on_roll), today).readiness is readiness


def test_an_edge_whose_deed_is_done_is_no_reason() -> None:
    known = facts(Stage.ROLL_PUBLISHED, roll_published_on=ROLL_EDGE)
    assert judged(known, ROLL_EDGE + datetime.timedelta(days=1)).readiness is R.OK


def test_the_reason_names_the_first_step_that_is_not_done_and_its_article() -> None:
    verdict = judged(facts(Stage.OPENED, on_roll=9), ROLL_EDGE)
    assert verdict.reason == "还没有办：公布参加选举的村民名单"
    assert verdict.remedy == "请选举主持人办理"
    assert verdict.task is not None
    assert verdict.task.grounds[0].article == "第十七条第一款"


def test_what_is_late_before_the_poll_asks_for_another_polling_day() -> None:
    verdict = judged(facts(Stage.OPENED), ROLL_EDGE + datetime.timedelta(days=1))
    assert "推迟选举日" in verdict.remedy


def test_a_sealed_election_is_done_however_late_it_is() -> None:
    assert judged(facts(Stage.SEALED), POLL.replace(year=2030)).readiness is R.DONE


def test_an_appeal_that_waits_is_shown_though_no_edge_is_near() -> None:
    known = facts(Stage.ROLL_PUBLISHED, roll_published_on=START, appeals=1)
    verdict = judged(known, START)
    assert (verdict.readiness, verdict.reason) == (R.SOON, "还没有办：决定资格申诉")
    assert verdict.remedy == "由认定人以外的人决定申诉"
    assert judged(facts(Stage.ROLL_PUBLISHED, roll_published_on=START), START).readiness is R.OK


def test_an_edge_that_is_near_or_late_goes_before_an_appeal() -> None:
    known = facts(Stage.ROLL_PUBLISHED, contests=(chair(2),), appeals=1)
    late = CANDIDATES_EDGE + datetime.timedelta(days=1)
    for today, readiness in ((CANDIDATES_EDGE, R.SOON), (late, R.LATE)):
        verdict = judged(known, today)
        assert (verdict.readiness, verdict.reason) == (readiness, "还没有办：公布候选人名单")


def test_a_vote_that_may_be_left_out_is_never_late() -> None:
    left = Left(kind="runoff", name="另行选举", optional=True)
    known = facts(Stage.DECLARED, votes=(vote(sheets=2),), left=(left,))
    assert judged(known, POLL.replace(year=2030)).readiness is R.OK


@pytest.mark.parametrize("known", [{"is_void": True}, {"blocked": "规则包的内容与开启时不同"}])
def test_what_cannot_go_on_is_as_bad_as_what_is_late(known: dict[str, object]) -> None:
    verdict = judged(facts(Stage.DECLARED, votes=(vote(),), **known), START)
    assert verdict.readiness is R.LATE
    assert verdict.reason
    assert verdict.remedy


@pytest.mark.parametrize(
    ("bodies", "readiness"),
    [
        ([R.DONE, R.DONE], R.DONE),
        ([R.DONE, R.WAIT], R.WAIT),
        ([R.WAIT, R.OK], R.OK),
        ([R.OK, R.SOON], R.SOON),
        ([R.SOON, R.LATE], R.LATE),
        ([], R.WAIT),
    ],
)
def test_a_place_is_in_the_worst_state_of_its_bodies(
    bodies: list[Readiness], readiness: Readiness
) -> None:
    assert worst(bodies) is readiness
