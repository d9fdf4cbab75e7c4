"""Transfers of members (组织关系转接): by the letter alone, by whoever presides, and the number who
may vote moves with the standing of whoever came or went.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.api.conftest import program
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.readaloud import english, faults
from tests.office.roll.conftest import invented, load, newcomer, party_csv, posted_roll, publish

from huanjie.domain.rollchange import LONGEST_DOCUMENT, Paper
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import Addition, add_to_roll, strike_off
from huanjie.office.roll.takingobjections import CHANGE_HEADS, take_changes

Browse = Callable[[User], Client]
LETTER = Paper(document="介绍信第12号", on=OPENED_ON)
IN, OUT = "transferred-in", "transferred-out"


@pytest.fixture
def branch(cast: Cast, party_election: Election) -> Election:
    """Three full members and a probationary one, on a roll that is published."""
    standings = ["正式党员", "正式党员", "正式党员", "预备党员"]
    load(cast, party_election, party_csv(invented(4), *standings))
    publish(cast, party_election)
    party_election.refresh_from_db()
    return party_election


def come(
    user: User, election: Election, paper: Paper | None = LETTER, standing: str = "正式党员"
) -> int:
    cells: Any = {**newcomer(), "standing": standing}
    return add_to_roll(
        acting_user=act(user),
        election=election,
        who=Addition(kind=IN, cells=cells, stated={}, paper=paper),
    )


def go(
    user: User, election: Election, paper: Paper | None = LETTER, number: int = 1, kind: str = OUT
) -> int:
    return strike_off(
        acting_user=act(user), election=election, kind=kind, number=number, paper=paper
    )


def voters(election: Election) -> int | None:
    election.refresh_from_db()
    return election.registered


@pytest.mark.parametrize(("standing", "more"), [("正式党员", 1), ("预备党员", 0)])
def test_whoever_comes_votes_by_their_standing(
    cast: Cast, branch: Election, standing: str, more: int
) -> None:
    come(cast.chair, branch, standing=standing)
    assert voters(branch) == 3 + more
    change = branch.roll_changes.get()
    assert (change.kind, change.document, change.paper_on) == (IN, "介绍信第12号", OPENED_ON)


@pytest.mark.parametrize(("number", "fewer"), [(1, 1), (4, 0)])
def test_whoever_goes_takes_their_vote_along(
    cast: Cast, branch: Election, number: int, fewer: int
) -> None:
    go(cast.chair, branch, number=number)
    assert voters(branch) == 3 - fewer
    assert branch.roll.count() == 3


def test_the_log_names_the_letter_and_nobody(cast: Cast, branch: Election) -> None:
    go(cast.chair, branch)
    says = json.loads(Entry.objects.filter(log=branch.log_name).latest("pk").payload or "")
    assert says == {
        "change": 1,
        "change_kind": OUT,
        "entry": 1,
        "registered_was": 3,
        "registered": 2,
        "document": "介绍信第12号",
        "filed_on": OPENED_ON.isoformat(),
    }


@pytest.mark.parametrize("deed", [come, go])
def test_nobody_is_transferred_without_a_letter(
    cast: Cast, branch: Election, deed: Callable[..., int]
) -> None:
    for paper in (None, Paper(document="", on=OPENED_ON)):
        with pytest.raises(BadInput, match="要写明组织关系介绍信") as refused:
            deed(cast.chair, branch, paper)
        assert refused.value.at == "document"
    late = Paper(document="介绍信", on=OPENED_ON + datetime.timedelta(days=1))
    with pytest.raises(BadInput, match="在今天以后") as refused:
        deed(cast.chair, branch, late)
    assert refused.value.at == "paper_on"
    long = Paper(document="长" * (LONGEST_DOCUMENT + 1), on=OPENED_ON)
    with pytest.raises(BadInput, match="写在一行里"):
        deed(cast.chair, branch, long)
    assert not branch.roll_changes.exists()
    assert voters(branch) == 3


def test_no_other_change_rests_on_a_letter(cast: Cast, branch: Election) -> None:
    with pytest.raises(BadInput, match="死亡不写材料"):
        go(cast.chair, branch, kind="died")
    go(cast.chair, branch, None, kind="died")
    assert branch.roll_changes.get().document == ""


def test_villagers_are_not_transferred(cast: Cast, election: Election) -> None:
    published = posted_roll(cast, election)
    with pytest.raises(BadInput, match="没有这种变动"):
        go(cast.chair, published)


@pytest.mark.parametrize("who", ["clerk", "town", "county", "observer", "stranger"])
def test_only_whoever_presides_transfers_members(cast: Cast, branch: Election, who: str) -> None:
    for deed in (come, go):
        with pytest.raises(PermissionDenied):
            deed(getattr(cast, who), branch)


def test_the_page_asks_for_the_letter_shows_it_and_keeps_it(
    cast: Cast, branch: Election, browse: Browse
) -> None:
    chair, there = browse(cast.chair), f"/elections/{branch.pk}/roll/changes/{OUT}/"
    assert "组织关系介绍信的编号" in chair.get(there).content.decode()
    form = {"key": "k", "number": "1"}
    assert chair.post(there, form).status_code == 422
    form |= {"document": "介绍信第12号", "paper_on": OPENED_ON.isoformat()}
    check = chair.post(there, form).content.decode()
    assert "介绍信第12号" in check
    assert not branch.roll_changes.exists()
    chair.post(there, form | {"confirm": "1"})
    every = chair.get(f"/elections/{branch.pk}/roll/changes/").content.decode()
    assert "介绍信第12号" in every
    posted = chair.get(f"/elections/{branch.pk}/roll/changes/notice/").content.decode()
    assert "介绍信" not in posted


def test_whoever_comes_is_asked_for_the_letter_too(
    cast: Cast, branch: Election, browse: Browse
) -> None:
    chair, there = browse(cast.chair), f"/elections/{branch.pk}/roll/changes/{IN}/"
    form = {"key": "k", "standing": "正式党员", **newcomer()}
    form.pop("household", None)
    assert "请填写这一项" in chair.post(there, form).content.decode()
    form |= {"document": "介绍信第7号", "paper_on": OPENED_ON.isoformat(), "confirm": "1"}
    assert chair.post(there, form).status_code == 302
    assert branch.roll_changes.get().document == "介绍信第7号"


def test_the_pages_are_whole_in_english(cast: Cast, branch: Election, browse: Browse) -> None:
    go(cast.chair, branch)
    browser = english(browse(cast.chair))
    for rest in ("", f"{IN}/", f"{OUT}/"):
        html = browser.get(f"/elections/{branch.pk}/roll/changes/{rest}").content.decode()
        assert list(faults(rest, html)) == []


def test_the_file_of_changes_has_the_letter(cast: Cast, branch: Election) -> None:
    go(cast.chair, branch)
    (row,) = take_changes(acting_user=act(cast.clerk), election=branch, because="报送")
    assert dict(zip(CHANGE_HEADS, row, strict=True))["材料"] == "介绍信第12号"
    assert row[-1] == OPENED_ON.isoformat()


def test_a_program_states_the_letter_too(cast: Cast, branch: Election) -> None:
    made = program(cast.chair, branch.unit)
    address = f"/elections/{branch.pk}/roll/changes"
    said: dict[str, Any] = {"kind": OUT, "number": 1}
    assert made.post(f"{address}/strike", said).status_code == 422
    said["paper"] = {"document": "介绍信第12号", "on": OPENED_ON.isoformat()}
    assert made.post(f"{address}/strike", said).status_code == 201
    (row,) = made.get(address).json()["items"]
    assert (row["document"], row["paper_on"]) == ("介绍信第12号", OPENED_ON.isoformat())
