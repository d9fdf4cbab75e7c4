"""The cycle (阶段): which deed is open when, and where it leads; others are refused in words."""

from __future__ import annotations

import pytest

from huanjie.domain.cycle import OVER, STAGE_NAMES, TRANSITIONS, Stage, after
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput

REFUSED = [
    (stage, deed)
    for stage in Stage
    for deed in dict.fromkeys(deed for _, deed in TRANSITIONS)
    if (stage, deed) not in TRANSITIONS
]
PATH = (
    Action.UPLOAD_ROLL,
    Action.LOAD_ROLL,
    Action.PUBLISH_ROLL,
    Action.NOMINATE,
    Action.PUBLISH_CANDIDATES,
    Action.ISSUE_PAPERS,
    Action.COLLECT_PAPERS,
    Action.ENTER_SHEET,
    Action.SETTLE_SHEETS,
    Action.DECLARE,
    Action.OPEN_ROUND,
    Action.ISSUE_PAPERS,
    Action.COLLECT_PAPERS,
    Action.DECLARE,
    Action.SEAL,
)


def test_every_stage_has_a_name() -> None:
    assert set(STAGE_NAMES) == set(Stage)


def test_an_election_comes_from_its_opening_to_its_seal() -> None:
    stage = Stage.OPENED
    for deed in PATH:
        stage = after(stage, deed)
    assert stage == Stage.SEALED


@pytest.mark.parametrize("stage", OVER)
def test_nothing_is_done_any_more_when_it_is_over(stage: Stage) -> None:
    assert not [deed for where, deed in TRANSITIONS if where == stage]


def test_every_other_stage_leads_on() -> None:
    assert {stage for stage, _ in TRANSITIONS} == set(Stage) - set(OVER)


@pytest.mark.parametrize(("stage", "deed"), REFUSED, ids=lambda each: str(each))
def test_a_deed_that_is_not_open_is_refused_by_name(stage: Stage, deed: Action) -> None:
    with pytest.raises(BadInput, match=STAGE_NAMES[stage]) as refused:
        after(stage, deed)
    assert "时办理" in refused.value.remedy
