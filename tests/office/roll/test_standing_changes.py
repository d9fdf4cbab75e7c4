"""Changes of a member's standing on a confirmed roll (确认以后的类别变更): admission, 转正, what
stops the vote and its end, each by its decision; the number who may vote moves with it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.roll.conftest import invented, load, newcomer, party_csv, posted_roll, publish
from tests.office.roll.test_league_roll import league, roll

from huanjie.domain.rollchange import Paper
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.gates import register_for_entries
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import Addition, add_to_roll, change_standing
from huanjie.office.roll.models import RollEntry

__all__ = ["league"]

Browse = Callable[[User], Client]
DECISION = Paper(document="镇委批复〔2026〕9号", on=OPENED_ON)
ADMITTED, FULL, STOPPED, RESTORED = "admitted", "full-member", "vote-stopped", "vote-restored"
FULL_ONE, PROBATIONER, SANCTIONED = 1, 3, 4
"""numbers on the branch's roll"""


@pytest.fixture
def branch(cast: Cast, party_election: Election) -> Election:
    """Two full members, a probationary one and one under sanction, on a roll that is confirmed."""
    standings = ["正式党员", "正式党员", "预备党员", "留党察看"]
    load(cast, party_election, party_csv(invented(4), *standings))
    publish(cast, party_election)
    party_election.refresh_from_db()
    return party_election


@pytest.fixture
def confirmed(cast: Cast, league: Election) -> Election:
    """Two members of the League on a roll that is confirmed."""
    load(cast, league, roll("正式团员", "正式团员"))
    publish(cast, league)
    league.refresh_from_db()
    return league


def restate(
    user: User,
    election: Election,
    kind: str,
    number: int,
    *,
    standing: str = "",
    paper: Paper | None = DECISION,
) -> int:
    return change_standing(
        acting_user=act(user),
        election=election,
        kind=kind,
        number=number,
        standing=standing,
        paper=paper,
    )


def admit(user: User, election: Election, paper: Paper | None = DECISION, **more: str) -> int:
    cells: Any = {**newcomer(), **more}
    return add_to_roll(
        acting_user=act(user),
        election=election,
        who=Addition(kind=ADMITTED, cells=cells, stated={}, paper=paper),
    )


def voters(election: Election) -> int | None:
    election.refresh_from_db()
    return election.registered


def test_whoever_becomes_a_full_member_votes_and_all_else_stays(
    cast: Cast, branch: Election
) -> None:
    before = RollEntry.objects.filter(election=branch, number=PROBATIONER).values().get()
    restate(cast.chair, branch, FULL, PROBATIONER)
    after = RollEntry.objects.filter(election=branch, number=PROBATIONER).values().get()
    assert after == before | {"standing": "full"}
    change = branch.roll_changes.get()
    assert (change.was, change.registered, voters(branch)) == (2, 3, 3)
    assert (change.document, change.paper_on) == (DECISION.document, DECISION.on)


@pytest.mark.parametrize("standing", ["留党察看", "停止党员权利"])
def test_a_sanction_stops_the_vote_and_its_end_restores_it(
    cast: Cast, branch: Election, standing: str
) -> None:
    restate(cast.chair, branch, STOPPED, FULL_ONE, standing=standing)
    assert voters(branch) == 1
    restate(cast.chair, branch, RESTORED, FULL_ONE)
    assert voters(branch) == 2
    moved = branch.roll_changes.values_list("kind", "was", "registered")
    assert list(moved) == [(STOPPED, 2, 1), (RESTORED, 1, 2)]


def test_one_sanction_after_another_moves_no_number(cast: Cast, branch: Election) -> None:
    restate(cast.chair, branch, STOPPED, SANCTIONED, standing="停止党员权利")
    assert voters(branch) == 2
    assert branch.roll.get(number=SANCTIONED).standing == "rights-suspended"


def test_whoever_the_party_admits_is_on_probation_and_has_no_vote(
    cast: Cast, branch: Election
) -> None:
    admit(cast.chair, branch)
    assert branch.roll.get(number=5).standing == "probationary"
    assert voters(branch) == 2
    restate(cast.chair, branch, FULL, 5)
    assert voters(branch) == 3


def test_whoever_the_league_admits_votes(cast: Cast, confirmed: Election) -> None:
    admit(cast.chair, confirmed)
    assert confirmed.roll.get(number=3).standing == "full"
    assert voters(confirmed) == 3
    with pytest.raises(BadInput, match="没有这种变动"):
        restate(cast.chair, confirmed, FULL, 3)
    restate(cast.chair, confirmed, STOPPED, 3, standing="留团察看")
    assert voters(confirmed) == 2


@pytest.mark.parametrize(
    ("kind", "number", "standing", "told"),
    [
        (FULL, FULL_ONE, "", ("number", "已经是正式党员")),
        (FULL, SANCTIONED, "", ("number", "现在是留党察看，不能办理转为正式党员")),
        (FULL, PROBATIONER, "留党察看", ("standing", "不能变为留党察看")),
        (STOPPED, FULL_ONE, "", ("standing", "没有写变成哪一类")),
        (STOPPED, FULL_ONE, "预备党员", ("standing", "不能变为预备党员")),
        (STOPPED, FULL_ONE, "留团察看", ("standing", "党员名册上没有这一类")),
        (STOPPED, SANCTIONED, "留党察看", ("number", "已经是留党察看")),
        (STOPPED, PROBATIONER, "留党察看", ("number", "现在是预备党员")),
        (RESTORED, PROBATIONER, "", ("number", "现在是预备党员，不能办理恢复选举权")),
        (RESTORED, FULL_ONE, "", ("number", "已经是正式党员")),
        (RESTORED, 9, "", ("number", "名册上没有编号 9")),
        ("mistake", FULL_ONE, "", ("kind", "没有这种变动")),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_moves(
    cast: Cast, branch: Election, kind: str, number: int, standing: str, told: tuple[str, str]
) -> None:
    at, says = told
    with pytest.raises(BadInput, match=says) as refused:
        restate(cast.chair, branch, kind, number, standing=standing)
    assert refused.value.at == at
    assert not branch.roll_changes.exists()
    assert voters(branch) == 2


@pytest.mark.parametrize("paper", [None, Paper(document="", on=OPENED_ON)])
def test_without_its_decision_nothing_changes(
    cast: Cast, branch: Election, paper: Paper | None
) -> None:
    deeds: tuple[Callable[[], int], ...] = (
        lambda: admit(cast.chair, branch, paper),
        lambda: restate(cast.chair, branch, FULL, PROBATIONER, paper=paper),
        lambda: restate(cast.chair, branch, STOPPED, FULL_ONE, standing="留党察看", paper=paper),
        lambda: restate(cast.chair, branch, RESTORED, SANCTIONED, paper=paper),
    )
    for deed in deeds:
        with pytest.raises(BadInput, match="这项变动要写明") as refused:
            deed()
        assert refused.value.at == "document"
    late = Paper(document="批复", on=OPENED_ON + datetime.timedelta(days=1))
    with pytest.raises(BadInput, match="在今天以后"):
        restate(cast.chair, branch, FULL, PROBATIONER, paper=late)
    assert not branch.roll_changes.exists()


def test_of_a_roll_in_making_the_standing_is_an_edit(cast: Cast, party_election: Election) -> None:
    load(cast, party_election, party_csv(invented(2), "正式党员", "预备党员"))
    with pytest.raises(BadInput, match="名单还没有公布"):
        restate(cast.chair, party_election, FULL, 2)
    with pytest.raises(BadInput, match="名单还没有公布"):
        admit(cast.chair, party_election)


def test_villagers_have_no_standing(cast: Cast, election: Election) -> None:
    with pytest.raises(BadInput, match="没有这种变动"):
        restate(cast.chair, posted_roll(cast, election), FULL, 1)


def test_whom_a_later_app_rests_on_keeps_the_vote_that_a_sanction_would_stop(
    cast: Cast, branch: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huanjie.office.gates._entry_checks", [])
    register_for_entries(lambda election, number: iter([BadInput("是候选人", remedy="先退出")]))
    with pytest.raises(BadInput, match="是候选人"):
        restate(cast.chair, branch, STOPPED, FULL_ONE, standing="留党察看")
    restate(cast.chair, branch, FULL, PROBATIONER)


@pytest.mark.parametrize("who", ["clerk", "town", "county", "observer", "stranger"])
def test_only_whoever_presides_changes_a_standing(cast: Cast, branch: Election, who: str) -> None:
    with pytest.raises(PermissionDenied):
        restate(getattr(cast, who), branch, FULL, PROBATIONER)


def test_the_log_names_the_decision_and_nobody(cast: Cast, branch: Election) -> None:
    restate(cast.chair, branch, FULL, PROBATIONER)
    says = json.loads(Entry.objects.filter(log=branch.log_name).latest("pk").payload or "")
    assert says == {
        "change": 1,
        "change_kind": FULL,
        "entry": PROBATIONER,
        "registered_was": 2,
        "registered": 3,
        "document": DECISION.document,
        "filed_on": OPENED_ON.isoformat(),
    }
