"""A published list that somebody left (候选人缺额): the next step fills it before anybody votes."""

from __future__ import annotations

import pytest
from tests.office.candidacy.conftest import (
    publish,
    publish_roll,
    put_up_enough,
    under,
    village_election,
)
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.overview.steps import CANDIDATES_EDGE, POLL, START, chair, facts, steps

from huanjie.domain.cycle import Stage
from huanjie.domain.departure import Reason
from huanjie.domain.permission import Action
from huanjie.law.shelf import load
from huanjie.office.candidacy.departing import Leaving, leave_list
from huanjie.office.candidacy.models import Nominee
from huanjie.office.overview.facts import facts_of
from huanjie.office.overview.nextstep import current
from huanjie.office.overview.task import State
from huanjie.office.planning.models import Election

_RULE = load("villagers-committee", on=POLL, today=START, region="zhejiang").fill_up
assert _RULE
ARTICLE = _RULE.citation

__all__ = ["publish_roll", "village_election"]


@pytest.mark.parametrize("today", [CANDIDATES_EDGE, POLL])
def test_a_list_that_is_short_is_filled_up_before_ballots_go_out(today: object) -> None:
    known = steps(facts(Stage.READY, contests=(chair(1),), fill_up=ARTICLE), today)  # type: ignore[arg-type]
    task = current(known.values())
    assert task
    assert (task.deed, task.page, task.by) == (Action.FILL_UP, "candidates", CANDIDATES_EDGE)
    assert task.grounds == (ARTICLE,)
    assert [need.says for need in task.missing] == ["主任：至少 2 名候选人，现有 1 人"]
    issue = known["issue-papers"]
    assert (issue.state, issue.says) == (State.LATER, "候选人不够，不能发出选票。")


def test_where_no_law_fills_a_place_the_election_begins_anew() -> None:
    task = current(steps(facts(Stage.READY, contests=(chair(1),))).values())
    assert task
    assert task.deed is Action.CANCEL_ELECTION


@pytest.mark.parametrize("contests", [(), (chair(2),)])
def test_a_whole_list_only_waits_for_its_day(contests: tuple[object, ...]) -> None:
    known = steps(facts(Stage.READY, contests=contests, fill_up=ARTICLE))
    assert "fill-up" not in known
    assert known["issue-papers"].state is State.CLOCK


def test_before_the_list_is_published_nominating_is_the_step() -> None:
    assert "fill-up" not in steps(facts(Stage.ROLL_PUBLISHED, contests=(chair(1),)))


def test_whoever_leaves_a_list_that_was_just_enough_leaves_it_short(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    assert facts_of(village_election).contests == ()
    row = Nominee.objects.filter(election=village_election).order_by("pk").first()
    assert row
    with on(OPENED_ON):
        leave_list(
            acting_user=act(cast.chair),
            election=village_election,
            nominee=row.pk,
            leaving=Leaving(reason=Reason.OWN_WISH, document="退出声明1号", received_on=OPENED_ON),
        )
    known = facts_of(village_election)
    assert [each.name for each in known.contests if each.is_below] == [row.contest.name]
    assert known.fill_up
    assert known.fill_up.article == "第十九条"


@pytest.mark.parametrize(
    ("region", "reason", "confidence"),
    [
        # 河北第十九条“自愿放弃”；浙江第十九条“正式候选人名额不足的”
        ("hebei", Reason.OWN_WISH, "V"),
        ("hebei", Reason.DIED, "C"),
        ("zhejiang", Reason.DIED, "V"),
    ],
)
def test_the_step_says_where_filling_the_place_is_a_convention(
    cast: Cast, village_election: Election, region: str, reason: Reason, confidence: str
) -> None:
    under(village_election, region)
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    row = Nominee.objects.filter(election=village_election).order_by("pk").first()
    assert row
    said = Leaving(reason=reason, document="材料1号", received_on=OPENED_ON)
    leave_list(acting_user=act(cast.chair), election=village_election, nominee=row.pk, leaving=said)
    rule = facts_of(village_election).fill_up
    assert rule
    assert (rule.article, rule.confidence) == ("第十九条", confidence)
    assert ("约定照此递补" in rule.says) is (confidence == "C")
