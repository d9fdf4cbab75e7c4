"""The steps of a vote that is counted by scan (扫描计票的各步)."""

from __future__ import annotations

import pytest
from tests.office.overview.steps import POLL, facts, states, steps, vote

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.office.overview.task import Facts, State


def scanned(stage: Stage = Stage.COUNTING, **known: object) -> Facts:
    return facts(stage, votes=(vote(issued=20, collected=12, scanned=True, **known),))


@pytest.mark.parametrize(
    ("certain", "doubtful", "scan", "adjudicate", "declare"),
    [
        (None, None, State.NOW, State.LATER, State.LATER),
        (0, 0, State.NOW, State.DONE, State.LATER),
        (9, 2, State.NOW, State.NOW, State.LATER),
        (10, 2, State.DONE, State.NOW, State.LATER),
        (12, 0, State.DONE, State.DONE, State.NOW),
        (13, 0, State.NOW, State.DONE, State.LATER),
    ],
)
def test_a_scanned_vote_goes_from_the_pictures_to_the_declaration(
    certain: int | None, doubtful: int | None, scan: State, adjudicate: State, declare: State
) -> None:
    found = states(scanned(certain=certain, doubtful=doubtful), POLL)
    assert found[Action.SCAN_BALLOTS] is scan
    assert found[Action.ADJUDICATE] is adjudicate
    assert found[Action.DECLARE] is declare
    assert Action.ENTER_SHEET not in found
    assert Action.SETTLE_SHEETS not in found


def test_once_it_is_declared_every_step_is_done() -> None:
    found = states(scanned(Stage.DECLARED, declared_on=POLL), POLL)
    assert {found[deed] for deed in (Action.SCAN_BALLOTS, Action.ADJUDICATE, Action.DECLARE)} == {
        State.DONE
    }


def test_the_numbers_are_told_and_nothing_of_what_the_papers_say() -> None:
    found = steps(scanned(certain=9, doubtful=2), POLL)
    assert found["scan-ballots"].missing[0].says == "读到 11 张，收回 12 张"
    assert found["adjudicate"].missing[0].says == "还有 2 张疑票，由两个人各自认定"


def test_a_hand_count_has_no_step_of_a_scan() -> None:
    found = states(facts(Stage.COUNTING, votes=(vote(sheets=1),)), POLL)
    assert Action.SCAN_BALLOTS not in found
    assert Action.ADJUDICATE not in found
