"""Objections to the published roll (异议): raised in time, decided with reasons, and what is upheld
changes the roll in the same deed.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from tests.office.candidacy.conftest import by_route, declare_clean
from tests.office.conftest import POLLING_DAY, Cast, act, on
from tests.office.polling import conftest as polling
from tests.office.polling.conftest import Evening
from tests.office.roll.conftest import (
    LAST_DAY,
    POSTED,
    RESIDENT,
    invented,
    load,
    newcomer,
    objection,
    party_csv,
    posted_roll,
    publish,
    raise_one,
)

from huanjie.domain.objection import Kind
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.services import nominate, publish_candidates
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.office.planning.models import Election
from huanjie.office.roll.frozen import is_frozen, undecided, why_not_frozen
from huanjie.office.roll.models import Objection, RollChange, RollEntry
from huanjie.office.roll.objections import (
    Remedy,
    dismiss_objection,
    raise_objection,
    uphold_objection,
    withdraw_objection,
)
from huanjie.office.roll.posted import posted

DECIDED = datetime.date(2026, 6, 4)
AFTER = LAST_DAY + datetime.timedelta(days=1)


@pytest.fixture
def published(cast: Cast, election: Election) -> Election:
    return posted_roll(cast, election)


def uphold(cast: Cast, election: Election, number: int, **remedy: Any) -> int:
    with on(DECIDED):
        return uphold_objection(
            acting_user=act(cast.chair),
            election=election,
            objection=number,
            remedy=Remedy(**remedy),
        )


def dismiss(cast: Cast, election: Election, number: int, *reasons: str) -> int:
    with on(DECIDED):
        return dismiss_objection(
            acting_user=act(cast.chair), election=election, objection=number, reasons=reasons
        )


def said_last() -> dict[str, Any]:
    payload = Entry.objects.latest("pk").payload
    assert payload
    said: dict[str, Any] = json.loads(payload)
    return said


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
    dismiss(cast, published, number, "resident")
    published.refresh_from_db()
    decided = published.objections.get()
    assert (decided.state, decided.reasons, decided.decided_on) == (
        "dismissed",
        ["resident"],
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
    with pytest.raises(BadInput, match="这个人具备“选举日年满十八周岁”，和这个决定相反") as refused:
        uphold(cast, published, grown, reasons=("age",))
    assert refused.value.at == "reasons"
    published.roll.update(birth_date=published.polling_day)
    with pytest.raises(BadInput, match="这个人不具备“选举日年满十八周岁”，和这个决定相反"):
        dismiss(cast, published, child, "age", "resident")
    assert all(each.is_open for each in published.objections.all())
    dismiss(cast, published, grown, "resident")
    uphold(cast, published, child, reasons=("age",))
    assert published.roll_changes.get().reasons == ["age"]


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


def test_the_roll_is_frozen_once_the_last_day_is_over_and_nothing_is_open(
    cast: Cast, published: Election
) -> None:
    assert not is_frozen(published, today=LAST_DAY)
    assert is_frozen(published, today=AFTER)
    number = raise_one(cast, published)
    (open_one,) = why_not_frozen(published, today=AFTER)
    assert "还有 1 件没有决定" in open_one.says
    assert open_one.grounds[0].article == "第十七条第二款"
    dismiss(cast, published, number, "once")
    assert is_frozen(published, today=AFTER)
    assert undecided(published) is None


def test_a_roll_that_is_not_published_is_not_frozen(election: Election) -> None:
    (reason,) = why_not_frozen(election, today=AFTER)
    assert reason.says == "名单还没有公布"


def test_no_candidates_are_published_while_an_objection_is_open(
    cast: Cast, election: Election
) -> None:
    posted_roll(cast, election, people=12)
    nominate_everybody(cast, election)
    number = raise_one(cast, election, number=12)
    with on(DECIDED), pytest.raises(BadInput, match=r"还有 1 件没有决定.*第十七条第二款"):
        publish_candidates(acting_user=act(cast.chair), election=election)
    dismiss(cast, election, number, "once")
    with on(DECIDED):
        publish_candidates(acting_user=act(cast.chair), election=election)
    assert election.candidates_published_on == DECIDED


def test_no_ballots_go_out_while_an_objection_is_open(cast: Cast, election: Election) -> None:
    polling.publish(election, polling.VILLAGERS)
    Objection.objects.create(
        election=election,
        region=election.region,
        number=1,
        kind="omitted",
        name="钟漏登",
        received_on=POSTED,
    )
    with on(POLLING_DAY):
        with pytest.raises(BadInput, match="还有 1 件没有决定"):
            Evening(election, cast).issue(700)
        assert not election.rounds.exists()
        Objection.objects.update(state="withdrawn")
        Evening(election, cast).issue(700)
    assert election.rounds.get().issued == 700


def test_whoever_is_nominated_is_not_struck_off_before_the_nomination_is_taken_back(
    cast: Cast, election: Election
) -> None:
    posted_roll(cast, election, people=12)
    nominate_everybody(cast, election)
    number = raise_one(cast, election, number=1)
    with pytest.raises(BadInput, match="的人选，名册上的登记不能先改"):
        uphold(cast, election, number, reasons=("once",))
    assert election.roll.filter(number=1).exists()
    assert not RollChange.objects.exists()


def nominate_everybody(cast: Cast, election: Election) -> None:
    """Two for the chair, three members, two women: number 1 is the first of them, 12 is not."""
    women = list(election.roll.filter(sex="f").exclude(number=1).order_by("number")[:2])
    taken = {each.number for each in women}
    others = [each for each in election.roll.order_by("number") if each.number not in taken]
    for post, people in (("chair", others[:2]), ("member", others[2:5]), ("妇女委员", women)):
        standing = tuple(Nomination(entry=each.pk) for each in people)
        nominate(
            acting_user=act(cast.clerk),
            election=election,
            post=post,
            people=standing,
            by=by_route(election),
        )
    declare_clean(cast, election)


def test_the_objections_of_another_election_are_not_found(
    cast: Cast, published: Election, party_election: Election
) -> None:
    raise_one(cast, published)
    assert not party_election.objections.exists()
    assert Objection.objects.count() == 1
