"""Objections decided (异议的决定): with reasons; what is upheld changes the roll in one deed."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.db import connection
from tests.office.conftest import Cast, act, on
from tests.office.roll.conftest import (
    DECIDED,
    LAST_DAY,
    RESIDENT,
    dismiss,
    invented,
    newcomer,
    raise_one,
    said_last,
    uphold,
)

from huanjie.domain.objection import Kind
from huanjie.door.fault import BadInput
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.objections import (
    dismiss_objection,
    withdraw_objection,
)
from huanjie.office.roll.posted import posted

AFTER = LAST_DAY + datetime.timedelta(days=1)


def test_whoever_is_wrongly_listed_is_struck_off_and_the_number_moves_with_it(
    cast: Cast, published: Election
) -> None:
    number = raise_one(cast, published)
    uphold(cast, published, number, reasons=("once",))
    published.refresh_from_db()
    assert (published.registered, published.roll.count()) == (4, 4)
    assert not published.roll.filter(number=2).exists()
    gone = RollEntry.ever.get(election=published, number=2)
    assert gone.struck_on == DECIDED
    change = published.roll_changes.get()
    assert (change.kind, change.was, change.registered) == ("wrongly-listed", 5, 4)
    assert change.objection_id == published.objections.get().pk
    assert said_last() == {
        "objection": 1,
        "upheld": True,
        "change": 1,
        "change_kind": "wrongly-listed",
        "entry": 2,
        "registered_was": 5,
        "registered": 4,
    }
    shown = [each.name for part in posted(published) for each in part.people]
    assert len(shown) == 4


def test_whoever_was_left_out_is_registered_by_the_stated_facts(
    cast: Cast, published: Election
) -> None:
    number = raise_one(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登")
    uphold(cast, published, number, cells=newcomer(), stated=RESIDENT)
    published.refresh_from_db()
    assert (published.registered, published.roll.latest("number").number) == (6, 6)
    decided = published.objections.get()
    assert (decided.state, decided.decided_on) == ("upheld", DECIDED)
    assert "resident" in decided.reasons


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ({"hukou_here": False, "months_living_here": 11}, "第十六条第二款第三项"),
        ({"hukou_here": True, "lives_here": False, "said_takes_part": False}, "第二项"),
        ({**RESIDENT, "political_rights": False}, "第十六条第一款"),
        ({}, "没有写明"),
    ],
)
def test_nobody_is_registered_whom_the_law_does_not_register(
    cast: Cast, published: Election, stated: dict[str, Any], says: str
) -> None:
    number = raise_one(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登")
    with pytest.raises(BadInput, match=says):
        uphold(cast, published, number, cells=newcomer(), stated=stated)
    published.refresh_from_db()
    assert (published.registered, published.roll.count()) == (5, 5)
    assert published.objections.get().is_open
    assert not published.roll_changes.exists()


def test_what_was_stated_and_falls_short_is_told_before_what_was_not_stated(
    cast: Cast, published: Election
) -> None:
    number = raise_one(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登")
    stated = {"hukou_here": False, "months_living_here": 6, "applied": True}
    with pytest.raises(BadInput, match="没有写明“在本村从事村务工作满几个月”") as refused:
        uphold(cast, published, number, cells=newcomer(), stated=stated)
    assert refused.value.says.startswith("按所写的事实不能登记：在本村居住满几个月：6，少于 12；")


def test_what_nobody_said_is_kept_as_such_and_what_was_said_is_not(
    cast: Cast, published: Election
) -> None:
    silent = raise_one(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登")
    uphold(cast, published, silent, cells=newcomer(), stated=RESIDENT)
    assert published.objections.get(number=silent).unsaid == ["rights", "once"]
    told = raise_one(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登")
    stated = {**RESIDENT, "political_rights": True, "registered_elsewhere": False}
    uphold(cast, published, told, cells=newcomer(8), stated=stated)
    assert published.objections.get(number=told).unsaid == []


def test_nobody_is_registered_twice(cast: Cast, published: Election) -> None:
    there = invented(5)[2]
    number = raise_one(cast, published, kind=Kind.OMITTED, number=None, name=there.name)
    cells = {"name": there.name, "id_number": there.identity_number}
    with pytest.raises(BadInput, match="已经在名册上，编号 3"):
        uphold(cast, published, number, cells=cells, stated=RESIDENT)


def test_a_wrong_entry_is_corrected_and_what_it_said_is_kept_encrypted(
    cast: Cast, published: Election
) -> None:
    number = raise_one(cast, published, kind=Kind.WRONG_ENTRY, ground="")
    before = published.roll.get(number=2).name
    uphold(cast, published, number, cells={"name": "蓝改名"})
    assert published.roll.get(number=2).name == "蓝改名"
    change = published.roll_changes.get()
    assert json.loads(change.before or "") == {"name": before}
    assert json.loads(change.after or "") == {"name": "蓝改名"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT before, after FROM roll_rollchange")
        assert before.encode() not in b"".join(bytes(each) for each in cursor.fetchone())


def test_a_correction_that_corrects_nothing_decides_nothing(
    cast: Cast, published: Election
) -> None:
    number = raise_one(cast, published, kind=Kind.WRONG_ENTRY, ground="")
    with pytest.raises(BadInput, match="没有要更正的"):
        uphold(cast, published, number, cells={"name": published.roll.get(number=2).name})
    assert published.objections.get().is_open


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ({"kind": Kind.OMITTED, "number": 2, "name": "钟漏登"}, "number"),
        ({"kind": Kind.WRONGLY_LISTED, "number": 2, "name": "钟漏登"}, "name"),
        ({"kind": Kind.WRONG_ENTRY, "number": 2, "name": "钟漏登"}, "name"),
    ],
)
def test_an_objection_says_no_more_than_its_kind_asks(
    cast: Cast, published: Election, said: dict[str, Any], at: str
) -> None:
    with pytest.raises(BadInput) as refused:
        raise_one(cast, published, **said)
    assert refused.value.at == at
    assert not published.objections.exists()


@pytest.mark.parametrize(
    ("kind", "remedy", "at"),
    [
        (Kind.OMITTED, {"reasons": ("once",)}, "reasons"),
        (Kind.WRONG_ENTRY, {"cells": {"name": "蓝改名"}, "reasons": ("once",)}, "reasons"),
        (Kind.WRONG_ENTRY, {"cells": {"name": "蓝改名"}, "stated": RESIDENT}, "stated"),
        (Kind.WRONGLY_LISTED, {"reasons": ("once",), "cells": {"name": "蓝改名"}}, "person"),
    ],
)
def test_nothing_is_decided_by_what_the_kind_does_not_ask(
    cast: Cast, published: Election, kind: Kind, remedy: dict[str, Any], at: str
) -> None:
    omitted: dict[str, Any] = {"number": None, "name": "钟漏登"}
    number = raise_one(cast, published, kind=kind, **(omitted if kind == Kind.OMITTED else {}))
    with pytest.raises(BadInput, match="不填这一项") as refused:
        uphold(cast, published, number, **remedy)
    assert refused.value.at == at
    assert published.objections.get().is_open


def test_a_dismissed_objection_leaves_the_roll_as_it_is(cast: Cast, published: Election) -> None:
    number = raise_one(cast, published)
    dismiss(cast, published, number, "once", "resident")
    published.refresh_from_db()
    decided = published.objections.get()
    assert (decided.state, decided.reasons, decided.decided_on) == (
        "dismissed",
        ["once", "resident"],
        DECIDED,
    )
    assert (published.registered, published.roll_changes.count()) == (5, 0)


@pytest.mark.parametrize(
    ("reasons", "says"), [((), "没有写决定的理由"), (("belief",), "登记的条件里没有")]
)
def test_a_decision_names_conditions_of_the_law(
    cast: Cast, published: Election, reasons: tuple[str, ...], says: str
) -> None:
    number = raise_one(cast, published)
    with pytest.raises(BadInput, match=says) as refused:
        dismiss(cast, published, number, *reasons)
    assert refused.value.at == "reasons"
    with pytest.raises(BadInput, match=says):
        uphold(cast, published, number, reasons=reasons)
    assert published.objections.get().is_open


def test_no_decision_rests_on_what_the_roll_says_the_opposite_of(
    cast: Cast, published: Election
) -> None:
    grown, child = raise_one(cast, published), raise_one(cast, published)
    with pytest.raises(BadInput, match="这个人符合“选举日年满十八周岁”，和这个决定相反") as refused:
        uphold(cast, published, grown, reasons=("age",))
    assert refused.value.at == "reasons"
    published.roll.update(birth_date=published.polling_day)
    with pytest.raises(BadInput, match="这个人不符合“选举日年满十八周岁”，和这个决定相反"):
        dismiss(cast, published, child, "age", "resident")
    assert all(each.is_open for each in published.objections.all())
    dismiss(cast, published, grown, "once")
    uphold(cast, published, child, reasons=("age",))
    assert published.roll_changes.get().reasons == ["age"]


def test_a_dismissal_answers_the_condition_that_the_objection_names(
    cast: Cast, published: Election
) -> None:
    number = raise_one(cast, published)
    with pytest.raises(BadInput, match="没有回应这一条") as refused:
        dismiss(cast, published, number, "age", "resident")
    assert refused.value.at == "reasons"
    assert "“没有在其他村登记”" in refused.value.says
    assert published.objections.get().is_open
    dismiss(cast, published, number, "once")
    assert published.objections.get().reasons == ["once"]


def test_whoever_is_said_not_to_live_here_may_be_registered_by_another_ground(
    cast: Cast, published: Election
) -> None:
    grounds = [each.key for each in law_of(published).pack.registration_grounds]
    first, second = (raise_one(cast, published, ground=grounds[0]) for _ in range(2))
    with pytest.raises(BadInput, match="没有回应这一条"):
        dismiss(cast, published, first, "age")
    dismiss(cast, published, first, grounds[0])
    dismiss(cast, published, second, grounds[1])
    assert not any(each.is_open for each in published.objections.all())


def test_an_objection_that_names_no_condition_is_dismissed_by_any_that_is_met(
    cast: Cast, published: Election
) -> None:
    number = raise_one(cast, published, ground="")
    dismiss(cast, published, number, "resident")
    assert published.objections.get().state == "dismissed"


def test_what_is_decided_or_withdrawn_is_not_decided_again(cast: Cast, published: Election) -> None:
    decided, withdrawn = raise_one(cast, published), raise_one(cast, published)
    dismiss(cast, published, decided, "once")
    withdraw_objection(acting_user=act(cast.clerk), election=published, objection=withdrawn)
    for number, state in ((decided, "不成立"), (withdrawn, "已撤回")):
        with pytest.raises(BadInput, match=f"“{state}”，不能决定成立"):
            uphold(cast, published, number, reasons=("once",))
        with pytest.raises(BadInput, match=f"“{state}”，不能决定不成立"):
            dismiss(cast, published, number, "once")
        with pytest.raises(BadInput, match=f"“{state}”，不能撤回"):
            withdraw_objection(acting_user=act(cast.clerk), election=published, objection=number)
    with pytest.raises(BadInput, match="没有第 9 号异议"):
        dismiss(cast, published, 9, "once")


def test_a_late_decision_is_still_taken(cast: Cast, published: Election) -> None:
    number = raise_one(cast, published)
    with on(datetime.date(2026, 6, 20)):
        dismiss_objection(
            acting_user=act(cast.chair), election=published, objection=number, reasons=("once",)
        )
    assert published.objections.get().state == "dismissed"
