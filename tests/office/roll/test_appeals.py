"""Appeals above (不服异议处理决定的申诉): in time, decided by the town alone, and what it decides
otherwise is on the roll.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import Cast, act, on
from tests.office.roll.appealing import (
    ANSWER,
    DAY,
    DECIDED,
    LAST,
    LETTER,
    change,
    dismissed,
    file,
    keep,
    published,
    put_on,
    upheld,
)
from tests.office.roll.conftest import RESIDENT, raise_one, under

from huanjie.domain.cycle import Stage
from huanjie.domain.objection import Kind
from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.roll.appeals import (
    appeal_of,
    change_decision,
    keep_decision,
)
from huanjie.office.roll.change_list import supplement
from huanjie.office.roll.changes import Addition, add_to_roll
from huanjie.office.roll.models import RollChange, RollEntry
from huanjie.office.roll.objections import Remedy, dismiss_objection

__all__ = ["published"]


# Filed


def test_an_appeal_is_taken_on_the_last_day_and_refused_with_the_article_after_it(
    cast: Cast, published: Election
) -> None:
    dismissed(cast, published)
    with pytest.raises(BadInput, match="第十七条第二款") as refused:
        file(cast, published, filed_on=LAST + DAY)
    assert refused.value.at == "filed_on"
    file(cast, published)
    row = published.objections.get()
    assert (row.appeal_state, row.appealed_on, row.appealed_by) == ("filed", LAST, "蓝小田")


def test_nobody_appeals_before_the_committee_decided(cast: Cast, published: Election) -> None:
    raise_one(cast, published)
    with pytest.raises(BadInput, match="还没有处理决定"):
        file(cast, published)


def test_nobody_appeals_twice(cast: Cast, published: Election) -> None:
    dismissed(cast, published)
    file(cast, published)
    with pytest.raises(BadInput, match="现在是“向上申诉待决定”"):
        file(cast, published)


@pytest.mark.parametrize("region", [None, "zhejiang"])
def test_where_the_pack_has_no_second_step_there_is_none(
    cast: Cast, published: Election, region: str | None
) -> None:
    under(published, region)
    dismissed(cast, published)
    with pytest.raises(BadInput, match="没有对异议处理决定的申诉这一步"):
        file(cast, published)
    assert appeal_of(published, published.objections.get()) is None


# Decided


@pytest.mark.parametrize("role", ["county", "chair", "clerk", "teller", "scrutineer", "stranger"])
def test_only_the_town_decides(cast: Cast, published: Election, role: str) -> None:
    dismissed(cast, published)
    file(cast, published)
    user = getattr(cast, role)
    with on(ANSWER), pytest.raises(PermissionDenied):
        keep_decision(acting_user=act(user), election=published, objection=1, document=LETTER)
    with on(ANSWER), pytest.raises(PermissionDenied):
        change_decision(acting_user=act(user), election=published, objection=1, document=LETTER)


def test_the_town_decides_nothing_that_nobody_appealed_against(
    cast: Cast, published: Election
) -> None:
    dismissed(cast, published)
    for decide in (keep, change):
        with pytest.raises(BadInput, match="现在是“没有向上申诉”"):
            decide(cast, published)


def test_once_ballots_were_out_nobody_appeals_and_nothing_is_decided_before_a_runoff_either(
    cast: Cast, published: Election
) -> None:
    dismissed(cast, published)
    raise_one(cast, published, number=3)
    with on(DECIDED):
        dismiss_objection(
            acting_user=act(cast.chair), election=published, objection=2, reasons=("once",)
        )
    file(cast, published)
    Round.objects.create(
        election=published, region=published.region, number=1, kind="first", paper={}
    )
    Election.objects.filter(pk=published.pk).update(stage=Stage.READY)
    published.refresh_from_db()
    with pytest.raises(BadInput, match="已经发出过选票，不能登记对异议处理决定的申诉"):
        file(cast, published, 2)
    for decide in (keep, change):
        with pytest.raises(BadInput, match="已经发出过选票，不能决定对异议处理决定的申诉"):
            decide(cast, published)


def test_a_decision_that_stands_leaves_the_roll_as_it_is(cast: Cast, published: Election) -> None:
    dismissed(cast, published)
    file(cast, published)
    keep(cast, published)
    row = published.objections.get()
    assert (row.appeal_state, row.appeal_decision) == ("kept", LETTER)
    assert row.appeal_decided_on == ANSWER
    assert not RollChange.objects.exists()
    for decide in (keep, change):
        with pytest.raises(BadInput, match="现在是“维持处理决定”"):
            decide(cast, published)


@pytest.mark.parametrize("document", ["", "  ", "长" * 121])
def test_a_decision_has_a_name(cast: Cast, published: Election, document: str) -> None:
    dismissed(cast, published)
    file(cast, published)
    with on(ANSWER), pytest.raises(BadInput) as refused:
        keep_decision(
            acting_user=act(cast.town), election=published, objection=1, document=document
        )
    assert refused.value.at == "document"


def test_whoever_was_left_on_the_roll_is_struck_off(cast: Cast, published: Election) -> None:
    dismissed(cast, published)
    file(cast, published)
    with pytest.raises(BadInput, match="没有写决定的理由"):
        change(cast, published)
    change(cast, published, Remedy(reasons=("once",)))
    made = RollChange.objects.get()
    assert (made.kind, made.was, made.registered, made.after_freeze) == (
        "appeal-struck",
        5,
        4,
        False,
    )
    assert made.appeal == published.objections.get()
    assert not published.roll.filter(number=2).exists()


def test_whoever_was_left_out_is_put_on_the_roll(cast: Cast, published: Election) -> None:
    dismissed(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登", ground="resident")
    file(cast, published)
    change(cast, published, put_on())
    assert RollChange.objects.get().kind == "appeal-added"
    assert published.roll.count() == 6


def test_whoever_was_struck_off_is_back_under_their_number(cast: Cast, published: Election) -> None:
    upheld(cast, published, Remedy(reasons=("once",)))
    assert published.roll.count() == 4
    file(cast, published)
    change(cast, published)
    assert published.roll.filter(number=2).exists()
    made = RollChange.objects.latest("number")
    assert (made.kind, made.was, made.registered) == ("appeal-added", 4, 5)


def test_whoever_was_struck_off_and_came_back_otherwise_is_not_on_the_roll_twice(
    cast: Cast, published: Election
) -> None:
    entry = published.roll.get(number=2)
    upheld(cast, published, Remedy(reasons=("once",)))
    cells: Any = {"name": entry.name, "id_number": entry.id_number, "group": entry.group}
    with on(LAST):
        add_to_roll(
            acting_user=act(cast.chair),
            election=published,
            who=Addition(kind="moved-in", cells=cells, stated=RESIDENT),
        )
    file(cast, published)
    with pytest.raises(BadInput, match="已经在名册上，编号 6"):
        change(cast, published)
    assert published.roll.filter(id_index=entry.id_index).count() == 1


@pytest.mark.parametrize("is_same", [True, False])
def test_whoever_was_noted_to_stand_meanwhile_is_back_under_that_number(
    cast: Cast, published: Election, is_same: bool
) -> None:
    """One person has one entry; somebody else who is noted stays beside the roll."""
    entry = published.roll.get(number=2)
    upheld(cast, published, Remedy(reasons=("once",)))
    index = entry.id_index if is_same else b"another"
    own: dict[str, Any] = {"election": published, "region": published.region, "id_index": index}
    noted = RollEntry.ever.create(**own, number=20, name=entry.name, sex="f", off_roll=True)
    file(cast, published)
    change(cast, published)
    (back,) = published.roll.filter(name=entry.name)
    assert (back.number, back.pk == noted.pk) == ((20, True) if is_same else (2, False))
    assert (back.id_number, back.group) == (entry.id_number, entry.group)
    assert RollEntry.ever.filter(off_roll=True).exists() is not is_same
    posted = supplement(published)
    assert ([each.entry.name for each in posted.added], posted.struck) == ([entry.name], ())


def test_whoever_was_put_on_the_roll_is_struck_off_again(cast: Cast, published: Election) -> None:
    said = {"kind": Kind.OMITTED, "number": None, "name": "钟漏登", "ground": "resident"}
    upheld(cast, published, put_on(), **said)
    file(cast, published)
    change(cast, published)
    assert RollChange.objects.latest("number").kind == "appeal-struck"
    assert published.roll.count() == 5


def test_what_was_corrected_is_as_it_was(cast: Cast, published: Election) -> None:
    before = published.roll.get(number=2).name
    upheld(cast, published, Remedy(cells={"name": "蓝改名"}), kind=Kind.WRONG_ENTRY, ground="")
    assert published.roll.get(number=2).name == "蓝改名"
    file(cast, published)
    change(cast, published)
    assert published.roll.get(number=2).name == before
    assert RollChange.objects.latest("number").kind == "appeal-corrected"


def test_what_is_undone_takes_no_remedy(cast: Cast, published: Election) -> None:
    upheld(cast, published, Remedy(reasons=("once",)))
    file(cast, published)
    with pytest.raises(BadInput, match="不用另填"):
        change(cast, published, Remedy(reasons=("once",)))
    assert published.objections.get().appeal_state == "filed"
