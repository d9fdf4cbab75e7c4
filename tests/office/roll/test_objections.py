"""Objections to the published roll (异议): raised in time, at their fields, by the place itself."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from tests.office.conftest import Cast, act, on
from tests.office.roll.conftest import (
    DECIDED,
    LAST_DAY,
    POSTED,
    invented,
    load,
    objection,
    party_csv,
    publish,
    raise_one,
    said_last,
)

from huanjie.domain.objection import Kind
from huanjie.door.fault import BadInput
from huanjie.office.deeds import journal
from huanjie.office.planning.models import Election
from huanjie.office.roll.objections import (
    dismiss_objection,
    raise_objection,
)

AFTER = LAST_DAY + datetime.timedelta(days=1)


def test_an_objection_is_kept_and_the_log_names_nobody(cast: Cast, published: Election) -> None:
    assert raise_one(cast, published) == 1
    kept = published.objections.get()
    assert (kept.raised_by, kept.phone, kept.note) == (
        "蓝小田",
        "13800001234",
        "已在邻村登记参加选举",
    )
    assert kept.entry
    assert (kept.entry.number, kept.state, kept.ground) == (2, "raised", "once")
    assert said_last() == {
        "objection": 1,
        "objection_kind": "wrongly-listed",
        "on": "2026-06-03",
    }
    journal.check(published.log_name)


def test_who_objected_is_not_in_the_database_in_the_clear(cast: Cast, published: Election) -> None:
    raise_one(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登", ground="resident")
    with connection.cursor() as cursor:
        cursor.execute("SELECT raised_by, phone, note, name FROM roll_objection")
        held = b"".join(bytes(each) for each in cursor.fetchone())
    for secret in ("蓝小田", "13800001234", "已在邻村", "钟漏登"):
        assert secret.encode() not in held


def test_an_objection_on_the_last_day_is_in_time_and_a_day_later_it_is_not(
    cast: Cast, published: Election
) -> None:
    raise_one(cast, published, received_on=LAST_DAY)
    with pytest.raises(
        BadInput, match=r"2026年6月8日（周一） 24 时.*第十七条第二款.*第二百零三条"
    ) as refused:
        raise_one(cast, published, received_on=AFTER)
    assert refused.value.at == "received_on"
    assert published.objections.count() == 1


def test_what_was_received_in_time_may_be_entered_later(cast: Cast, published: Election) -> None:
    with on(AFTER):
        said = objection(received_on=LAST_DAY)
        assert raise_objection(acting_user=act(cast.clerk), election=published, said=said) == 1


@pytest.mark.parametrize(
    ("changes", "at", "says"),
    [
        ({"raised_by": " "}, "raised_by", "没有写姓名"),
        ({"raised_by": "蓝3田"}, "raised_by", "不能用的字符"),
        ({"phone": "12"}, "phone", "号码看上去不对"),
        ({"number": None}, "number", "名册上的哪个人"),
        ({"number": 99}, "number", "没有编号 99"),
        ({"ground": "belief"}, "ground", "登记的条件里没有“belief”"),
        ({"note": "长" * 201}, "note", "超过 200 个字"),
        ({"kind": Kind.OMITTED, "number": None, "name": ""}, "name", "没有写姓名"),
        ({"received_on": POSTED - datetime.timedelta(days=1)}, "received_on", "才公布"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field_and_nothing_is_kept(
    cast: Cast, published: Election, changes: dict[str, Any], at: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused, on(DECIDED):
        raise_objection(acting_user=act(cast.clerk), election=published, said=objection(**changes))
    assert refused.value.at == at
    assert not published.objections.exists()


def test_two_hundred_signs_are_a_note(cast: Cast, published: Election) -> None:
    raise_one(cast, published, note="事" * 200)
    assert published.objections.get().note == "事" * 200


def test_before_the_roll_is_published_nobody_objects(cast: Cast, election: Election) -> None:
    with pytest.raises(BadInput, match="不能登记异议"):
        raise_objection(acting_user=act(cast.clerk), election=election, said=objection())


def test_a_branch_has_no_objections_and_is_told_whose_decision_that_is(
    cast: Cast, party_election: Election
) -> None:
    load(cast, party_election, party_csv(invented(5), *["正式党员"] * 5))
    publish(cast, party_election)
    with pytest.raises(BadInput, match=r"没有对名单的异议这一步，由.*决定"):
        raise_objection(acting_user=act(cast.clerk), election=party_election, said=objection())


@pytest.mark.parametrize("who", ["county", "town", "teller", "scrutineer", "observer", "stranger"])
def test_only_the_place_itself_enters_objections(cast: Cast, published: Election, who: str) -> None:
    with pytest.raises(PermissionDenied), on(DECIDED):
        raise_objection(acting_user=act(getattr(cast, who)), election=published, said=objection())


def test_the_clerk_decides_nothing(cast: Cast, published: Election) -> None:
    number = raise_one(cast, published)
    with pytest.raises(PermissionDenied):
        dismiss_objection(
            acting_user=act(cast.clerk), election=published, objection=number, reasons=("once",)
        )
