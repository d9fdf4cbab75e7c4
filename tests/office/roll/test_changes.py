"""Changes to a published roll (名册变动): one person a deed, for a reason of the closed list, with
the number who may vote moving in the same deed; none once ballots are out.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.domain.numbers import number
from tests.office.conftest import Cast, act, on, plan
from tests.office.roll.conftest import (
    LAST_DAY,
    RESIDENT,
    invented,
    load,
    newcomer,
    party_csv,
    posted_roll,
    publish,
    raise_one,
    roll_csv,
)

from huanjie.domain.permission import Action
from huanjie.domain.rollchange import Paper
from huanjie.door.fault import BadInput
from huanjie.office import gates
from huanjie.office.command import Stale
from huanjie.office.deeds.models import Entry
from huanjie.office.keeping.wiping import wipe_numbers
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.polling.models import Round
from huanjie.office.roll.changes import Addition, add_to_roll, correct_on_roll, strike_off
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.reading import check_file
from huanjie.office.roll.services import keep_upload, load_roll
from huanjie.office.units.models import Unit

BEFORE = datetime.date(2026, 6, 4)
AFTER = LAST_DAY + datetime.timedelta(days=1)
LETTER = Paper(document="介绍信第12号", on=datetime.date(2026, 5, 18))


@pytest.fixture
def published(cast: Cast, election: Election) -> Election:
    return posted_roll(cast, election)


@pytest.fixture
def branch(cast: Cast, party_election: Election) -> Election:
    standings = ["正式党员", "正式党员", "正式党员", "预备党员"]
    load(cast, party_election, party_csv(invented(4), *standings))
    publish(cast, party_election)
    party_election.refresh_from_db()
    return party_election


def add(cast: Cast, election: Election, kind: str = "moved-in", **said: Any) -> int:
    values = {"cells": newcomer(), "stated": RESIDENT} | said
    return add_to_roll(
        acting_user=act(cast.chair), election=election, who=Addition(kind=kind, **values)
    )


def strike(cast: Cast, election: Election, number: int = 2, kind: str = "died", **said: Any) -> int:
    return strike_off(
        acting_user=act(cast.chair), election=election, kind=kind, number=number, **said
    )


def correct(cast: Cast, election: Election, number: int = 2, **cells: Any) -> int:
    said: Any = cells
    return correct_on_roll(
        acting_user=act(cast.chair), election=election, number=number, cells=said
    )


def test_whoever_moved_in_is_added_behind_the_others_and_counted(
    cast: Cast, published: Election
) -> None:
    with on(BEFORE):
        assert add(cast, published) == 1
    published.refresh_from_db()
    assert (published.registered, published.roll.latest("number").number) == (6, 6)
    change = published.roll_changes.get()
    assert (change.kind, change.was, change.registered, change.made_on) == (
        "moved-in",
        5,
        6,
        BEFORE,
    )
    said = json.loads(Entry.objects.latest("pk").payload or "")
    assert said == {
        "change": 1,
        "change_kind": "moved-in",
        "entry": 6,
        "registered_was": 5,
        "registered": 6,
    }


def test_whoever_died_is_struck_off_and_their_number_is_nobody_elses(
    cast: Cast, published: Election
) -> None:
    strike(cast, published, number=5)
    add(cast, published)
    published.refresh_from_db()
    assert published.registered == 5
    assert sorted(published.roll.values_list("number", flat=True)) == [1, 2, 3, 4, 6]
    assert RollEntry.ever.filter(election=published).count() == 6
    assert [each.registered for each in published.roll_changes.all()] == [4, 5]


def test_whoever_was_struck_off_can_come_back(cast: Cast, published: Election) -> None:
    strike(cast, published, number=2, kind="deprived")
    person = invented(5)[1]
    cells = {"name": person.name, "id_number": person.identity_number}
    add(cast, published, kind="restored", cells=cells)
    published.refresh_from_db()
    assert (published.registered, published.roll.filter(name=person.name).get().number) == (5, 6)


def test_nobody_is_struck_off_twice(cast: Cast, published: Election) -> None:
    strike(cast, published)
    with pytest.raises(BadInput, match="没有编号 2，或者已经移出") as refused:
        strike(cast, published)
    assert refused.value.at == "number"


@pytest.mark.parametrize("kind", ["died", "wrongly-listed", "transferred-in", "mistake", "x"])
def test_only_a_reason_of_the_list_adds(cast: Cast, published: Election, kind: str) -> None:
    with pytest.raises(BadInput, match="没有这种变动") as refused:
        add(cast, published, kind=kind)
    assert refused.value.at == "kind"
    assert "新达到年龄、迁入、恢复政治权利、登记参加" in refused.value.remedy
    assert published.roll.count() == 5


@pytest.mark.parametrize("kind", ["moved-in", "omitted", "wrongly-listed", "no-member", ""])
def test_only_a_reason_of_the_list_strikes_off(cast: Cast, published: Election, kind: str) -> None:
    with pytest.raises(BadInput, match="没有这种变动"):
        strike(cast, published, kind=kind)
    assert published.roll.count() == 5


def test_whoever_the_law_does_not_register_is_not_added(cast: Cast, published: Election) -> None:
    with pytest.raises(BadInput, match=r"不能登记.*第十六条"):
        add(cast, published, stated={"hukou_here": False, "months_living_here": 11})
    with pytest.raises(BadInput, match=r"不能登记.*第十六条第一款"):
        add(cast, published, cells={**newcomer(), **child()})
    assert published.roll.count() == 5


def child() -> dict[str, str]:
    """Somebody who is one day too young on polling day (2026-06-28)."""
    return {"name": "蓝小小", "id_number": number(born="20080629")}


def of_age() -> dict[str, str]:
    """Somebody who is old enough on polling day itself."""
    return {"name": "蓝小小", "id_number": number(born="20080628")}


def test_whoever_comes_of_age_on_polling_day_is_added(cast: Cast, published: Election) -> None:
    assert add(cast, published, kind="grown-up", cells=of_age()) == 1


def test_whoever_is_on_another_roll_is_not_added_here(
    cast: Cast, published: Election, next_village: Unit
) -> None:
    other = Election.objects.get(
        pk=open_election(acting_user=act(cast.stranger), unit=next_village, plan=plan())
    )
    load_next_door(cast, other)
    with pytest.raises(
        BadInput, match=r"溪坪村的名册上（《浙江省村民委员会选举办法》第十三条第二款）"
    ) as refused:
        add(cast, published)
    assert refused.value.at == "id_number"


def test_nobody_is_corrected_into_somebody_of_another_roll(
    cast: Cast, published: Election, next_village: Unit
) -> None:
    other = Election.objects.get(
        pk=open_election(acting_user=act(cast.stranger), unit=next_village, plan=plan())
    )
    load_next_door(cast, other)
    before = published.roll.get(number=2).id_number
    with pytest.raises(BadInput, match="溪坪村的名册上") as refused:
        correct(cast, published, id_number=newcomer()["id_number"])
    assert refused.value.at == "id_number"
    assert published.roll.get(number=2).id_number == before


def load_next_door(cast: Cast, other: Election) -> None:
    raw = roll_csv(invented(1, seed=7))
    who = cast.stranger
    checked = check_file(other, name="名册.csv", raw=raw)
    upload = keep_upload(acting_user=act(who), election=other, checked=checked)
    load_roll(acting_user=act(who), election=other, upload=upload, way="replace")


def test_a_mistake_is_corrected_by_the_check_of_a_row(cast: Cast, published: Election) -> None:
    own = published.roll.get(number=2).id_number
    assert correct(cast, published, group="第九小组") == 1
    entry = published.roll.get(number=2)
    assert (entry.group, entry.id_number) == ("第九小组", own)
    assert published.roll_changes.get().kind == "mistake"
    with pytest.raises(BadInput) as refused:
        correct(cast, published, id_number="123")
    assert refused.value.at == "id_number"
    with pytest.raises(BadInput, match="没有要更正的"):
        correct(cast, published, group="第九小组")


def test_a_change_after_the_freeze_says_so_and_one_before_it_does_not(
    cast: Cast, published: Election
) -> None:
    with on(LAST_DAY):
        strike(cast, published, number=1)
    with on(AFTER):
        strike(cast, published, number=2)
    assert list(published.roll_changes.values_list("after_freeze", flat=True)) == [False, True]


def test_nothing_changes_once_ballots_are_out(cast: Cast, published: Election) -> None:
    Election.objects.filter(pk=published.pk).update(stage="polling")
    for change in (add, strike, correct):
        with pytest.raises(BadInput, match="不能变动名册"):
            change(cast, published)
    assert published.roll.count() == 5


def test_nor_before_a_later_vote_when_the_stage_is_ready_again(
    cast: Cast, published: Election
) -> None:
    Election.objects.filter(pk=published.pk).update(stage="ready")
    assert list(gates.issues_before(Action.CHANGE_ROLL, published)) == []
    Round.objects.create(
        election=published, region=published.region, number=1, kind="first", paper={}
    )
    with pytest.raises(BadInput, match="已经发出过选票，不能变动名册"):
        strike(cast, published)
    with pytest.raises(BadInput, match="已经发出过选票，不能登记异议"):
        raise_one(cast, published)


def test_before_it_is_published_a_roll_is_loaded_and_not_changed(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(2)))
    with pytest.raises(BadInput, match="不能变动名册"):
        strike(cast, election)


@pytest.mark.parametrize("who", ["county", "town", "clerk", "teller", "observer", "stranger"])
def test_only_the_committee_changes_its_roll(cast: Cast, published: Election, who: str) -> None:
    with pytest.raises(PermissionDenied):
        strike_off(acting_user=act(getattr(cast, who)), election=published, kind="died", number=2)


def test_a_form_that_was_made_before_another_deed_is_stale(cast: Cast, published: Election) -> None:
    seen = published.version
    strike(cast, published, number=1)
    with pytest.raises(Stale):
        strike_off(
            acting_user=act(cast.chair, seen=seen), election=published, kind="died", number=2
        )


def test_a_member_who_is_transferred_in_votes_by_their_standing(
    cast: Cast, branch: Election
) -> None:
    assert branch.registered == 3
    probationer = {**newcomer(), "standing": "预备党员"}
    add(cast, branch, kind="transferred-in", cells=probationer, stated={}, paper=LETTER)
    branch.refresh_from_db()
    assert (branch.registered, branch.roll.count()) == (3, 5)
    correct(cast, branch, number=4, standing="正式党员")
    branch.refresh_from_db()
    assert branch.registered == 4
    assert [(each.was, each.registered) for each in branch.roll_changes.all()] == [(3, 3), (3, 4)]
    with pytest.raises(BadInput, match="没有这种变动"):
        strike(cast, branch, kind="moved-out")
    strike(cast, branch, number=1, kind="transferred-out", paper=LETTER)
    branch.refresh_from_db()
    assert branch.registered == 3


def test_what_was_corrected_goes_with_the_numbers_of_the_roll(
    cast: Cast, published: Election
) -> None:
    correct(cast, published, number=1, group="第九小组")
    strike(cast, published, number=2)
    raise_one(cast, published, number=3)
    assert wipe_numbers(published) == 5 + 1 + 1
    change, objection = published.roll_changes.earliest("pk"), published.objections.get()
    assert (change.before, change.after, change.kind) == (None, None, "mistake")
    assert (objection.raised_by, objection.phone, objection.note) == (None, None, None)
    assert objection.kind == "wrongly-listed"
    assert RollEntry.ever.get(election=published, number=2).id_number is None
    assert wipe_numbers(published) == 0
