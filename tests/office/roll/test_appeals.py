"""Appeals above (不服异议处理决定的申诉): in time, decided by the town alone, and what it decides
otherwise is on the roll.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import Cast, act, on
from tests.office.roll.conftest import RESIDENT, newcomer, posted_roll, raise_one, under
from tests.office.test_english import english, faults

from huanjie.domain.cycle import Stage
from huanjie.domain.objection import Kind
from huanjie.door.fault import BadInput
from huanjie.office.keeping.wiping import wipe_numbers
from huanjie.office.overview.facts import facts_of
from huanjie.office.overview.sight import sight_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.roll.appeals import (
    appeal_of,
    change_decision,
    file_roll_appeal,
    keep_decision,
)
from huanjie.office.roll.changes import add_to_roll
from huanjie.office.roll.frozen import is_frozen, undecided, why_not_frozen
from huanjie.office.roll.models import RollChange
from huanjie.office.roll.objections import Remedy, dismiss_objection, uphold_objection
from huanjie.office.roll.takingobjections import (
    CHANGE_HEADS,
    HEADS,
    take_changes,
    take_objections,
)

Browse = Callable[[User], Client]
DAY = datetime.timedelta(days=1)
DECIDED = datetime.date(2026, 6, 4)
LAST = datetime.date(2026, 6, 8)
"""three days after that Thursday is a Sunday: the period runs on to Monday"""
ANSWER = LAST + 3 * DAY
LETTER = "申诉决定书1号"


@pytest.fixture
def published(cast: Cast, election: Election) -> Election:
    """A village of Hainan with five people on its roll."""
    return under(posted_roll(cast, election), "hainan")


def dismissed(cast: Cast, election: Election, **changes: Any) -> int:
    number = raise_one(cast, election, **changes)
    reasons = () if changes.get("kind") == Kind.WRONG_ENTRY else ("rights",)
    with on(DECIDED):
        return dismiss_objection(
            acting_user=act(cast.chair), election=election, objection=number, reasons=reasons
        )


def upheld(cast: Cast, election: Election, remedy: Remedy, **changes: Any) -> int:
    number = raise_one(cast, election, **changes)
    with on(DECIDED):
        return uphold_objection(
            acting_user=act(cast.chair), election=election, objection=number, remedy=remedy
        )


def file(cast: Cast, election: Election, number: int = 1, filed_on: datetime.date = LAST) -> int:
    with on(filed_on):
        return file_roll_appeal(
            acting_user=act(cast.clerk),
            election=election,
            objection=number,
            appealed_by="蓝小田",
            filed_on=filed_on,
        )


def keep(cast: Cast, election: Election, day: datetime.date = ANSWER) -> int:
    with on(day):
        return keep_decision(
            acting_user=act(cast.town), election=election, objection=1, document=LETTER
        )


def change(
    cast: Cast, election: Election, remedy: Remedy | None = None, day: datetime.date = ANSWER
) -> int:
    with on(day):
        return change_decision(
            acting_user=act(cast.town),
            election=election,
            objection=1,
            document=LETTER,
            remedy=remedy,
        )


def put_on() -> Remedy:
    """Somebody is put on the roll."""
    parts: dict[str, Any] = {"cells": newcomer(), "stated": RESIDENT}
    return Remedy(**parts)


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
            acting_user=act(cast.chair), election=published, objection=2, reasons=("rights",)
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


def test_a_change_by_an_appeal_leads_back_to_its_objection_on_the_page_and_in_the_files(
    cast: Cast, published: Election, browse: Browse
) -> None:
    dismissed(cast, published)
    file(cast, published)
    change(cast, published, Remedy(reasons=("once",)))
    page = browse(cast.clerk).get(f"/elections/{published.pk}/roll/changes/").content.decode()
    assert f'href="{at(published)}"' in page
    who = act(cast.clerk)
    (row,) = take_changes(acting_user=who, election=published, because="报送")
    assert dict(zip(CHANGE_HEADS, row, strict=True))["异议编号"] == 1
    (row,) = take_objections(acting_user=who, election=published, because="报送")
    told = dict(zip(HEADS, row, strict=True))
    assert (told["向上申诉"], told["申诉决定日期"]) == ("改变处理决定", ANSWER.isoformat())


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
            kind="moved-in",
            cells=cells,
            stated=RESIDENT,
        )
    file(cast, published)
    with pytest.raises(BadInput, match="已经在名册上，编号 6"):
        change(cast, published)
    assert published.roll.filter(id_index=entry.id_index).count() == 1


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


# What waits


def test_an_appeal_that_waits_holds_back_the_candidates_and_the_freeze(
    cast: Cast, published: Election
) -> None:
    dismissed(cast, published)
    assert undecided(published) is None
    file(cast, published)
    waiting = undecided(published)
    assert waiting
    assert waiting.says == "对异议处理决定的申诉还有 1 件没有决定"
    assert [each.article for each in waiting.grounds] == ["第十七条第二款"]
    assert not is_frozen(published, today=ANSWER)
    keep(cast, published)
    assert undecided(published) is None
    assert is_frozen(published, today=ANSWER)


@pytest.mark.parametrize(("day", "late"), [(ANSWER, False), (ANSWER + DAY, True)])
def test_an_appeal_that_waits_is_among_what_the_town_is_to_do(
    cast: Cast, published: Election, day: datetime.date, late: bool
) -> None:
    dismissed(cast, published)
    assert facts_of(published).roll_appeals_due == ()
    file(cast, published)
    assert facts_of(published).roll_appeals_due == (ANSWER,)
    with on(day):
        steps = {each.task.key: each for each in sight_of(cast.town, published).steps}
    assert (steps["roll-appeals"].is_mine, steps["roll-appeals"].is_late) == (True, late)
    keep(cast, published)
    assert facts_of(published).roll_appeals_due == ()


def test_the_roll_is_not_frozen_while_a_decision_may_be_appealed_against(
    cast: Cast, published: Election
) -> None:
    raise_one(cast, published)
    day = datetime.date(2026, 6, 9)
    with on(day):
        dismiss_objection(
            acting_user=act(cast.chair), election=published, objection=1, reasons=("rights",)
        )
    last = day + 3 * DAY
    (told,) = why_not_frozen(published, today=last)
    assert told.says == "对异议的处理决定可以申诉到2026年6月12日（周五）"
    assert is_frozen(published, today=last + DAY)


@pytest.mark.parametrize(("day", "late"), [(ANSWER, False), (ANSWER + DAY, True)])
def test_a_late_decision_is_still_one_and_shown_late(
    cast: Cast, published: Election, day: datetime.date, late: bool
) -> None:
    dismissed(cast, published)
    file(cast, published)
    with on(day):
        waiting = appeal_of(published, published.objections.get())
        assert waiting
        assert (waiting.is_filed, waiting.is_late) == (True, late)
    keep(cast, published, day)
    with on(day + 30 * DAY):
        done = appeal_of(published, published.objections.get())
    assert done
    assert (done.was_decided, done.is_late) == (True, late)


def test_the_name_of_whoever_appealed_is_wiped_with_the_others(
    cast: Cast, published: Election
) -> None:
    dismissed(cast, published)
    file(cast, published)
    wipe_numbers(published)
    assert published.objections.get().appealed_by is None


# Pages


def at(election: Election, rest: str = "") -> str:
    return f"/elections/{election.pk}/roll/objections/1/{rest}"


def test_the_pages_lead_from_the_decision_to_the_answer(
    cast: Cast, published: Election, browse: Browse
) -> None:
    dismissed(cast, published)
    clerk, town = browse(cast.clerk), browse(cast.town)
    with on(LAST):
        page = clerk.get(at(published)).content.decode()
        assert "6月8日" in page
        assert "乡镇人民政府选举工作指导机构" in page
        form = {"key": "a", "appealed_by": "蓝小田", "filed_on": LAST.isoformat()}
        assert clerk.post(at(published, "appeal/"), form).status_code == 302
    assert town.get(at(published, "appeal/answer.docx")).status_code == 422
    with on(ANSWER):
        assert "appeal/keep/" in town.get(at(published)).content.decode()
        assert "appeal/keep/" not in clerk.get(at(published)).content.decode()
        lacking = town.post(at(published, "appeal/change/"), {"key": "b", "document": LETTER})
        assert lacking.status_code == 422
        form = {"key": "c", "document": LETTER, "reasons": "once"}
        check = town.post(at(published, "appeal/change/"), form).content.decode()
        assert "核对：改变处理决定" in check
        assert "5 → 4" in check
        assert (published.roll.count(), RollChange.objects.count()) == (5, 0)
        done = town.post(at(published, "appeal/change/"), form | {"confirm": "1"})
        assert done.status_code == 302
    assert LETTER in town.get(at(published)).content.decode()
    letter = words(town, at(published, "appeal/answer.docx"))
    assert "蓝小田：" in letter
    assert "改变处理决定" in letter
    assert "由 5 人变为 4 人" in letter
    assert "《海南省村民委员会选举办法》第十七条第二款" in letter


def test_the_page_of_an_undone_decision_asks_for_the_letter_alone(
    cast: Cast, published: Election, browse: Browse
) -> None:
    upheld(cast, published, Remedy(reasons=("once",)))
    file(cast, published)
    town = browse(cast.town)
    with on(ANSWER):
        page = town.get(at(published, "appeal/change/")).content.decode()
        assert "改回原来的登记" in page
        assert 'name="reasons"' not in page
        form = {"key": "k", "document": LETTER}
        check = town.post(at(published, "appeal/change/"), form).content.decode()
        assert "4 → 5" in check
        assert published.roll.count() == 4
        done = town.post(at(published, "appeal/change/"), form | {"confirm": "1"})
        assert done.status_code == 302
    assert published.roll.count() == 5


def test_that_a_decision_stands_is_checked_before_it_is_said(
    cast: Cast, published: Election, browse: Browse
) -> None:
    dismissed(cast, published)
    file(cast, published)
    town, form = browse(cast.town), {"key": "k", "document": LETTER}
    with on(ANSWER):
        check = town.post(at(published, "appeal/keep/"), form).content.decode()
        assert "核对：维持处理决定" in check
        assert LETTER in check
        assert published.objections.get().appeal_state == "filed"
        browser = english(town)
        html = browser.post(at(published, "appeal/keep/"), form).content.decode()
        assert list(faults("appeal/keep/", html)) == []
        done = town.post(at(published, "appeal/keep/"), form | {"confirm": "1"})
        assert done.status_code == 302
    assert published.objections.get().appeal_state == "kept"


def test_who_is_put_on_the_roll_is_checked_with_a_masked_number(
    cast: Cast, published: Election, browse: Browse
) -> None:
    dismissed(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登", ground="resident")
    file(cast, published)
    cells = newcomer()
    facts = {
        f"fact-{word}": "yes" if value is True else str(value) for word, value in RESIDENT.items()
    }
    form = {"key": "k", "document": LETTER, **cells, **facts}
    with on(ANSWER):
        answer = browse(cast.town).post(at(published, "appeal/change/"), form)
    check = answer.content.decode()
    assert "5 → 6" in check
    shown = check.partition("check-list")[2].partition("</dl>")[0]
    assert cells["name"] in shown
    assert cells["id_number"] not in shown
    assert published.roll.count() == 5


@pytest.mark.parametrize(("region", "told"), [("hainan", True), ("zhejiang", False)])
def test_the_answer_of_the_committee_says_how_to_appeal(
    cast: Cast, published: Election, browse: Browse, region: str, told: bool
) -> None:
    under(published, region)
    dismissed(cast, published)
    letter = words(browse(cast.chair), at(published, "answer.docx"))
    says = "可以在2026年6月8日（周一）以前（含当日）向乡镇人民政府选举工作指导机构申诉"
    assert (says in letter) is told
    page = browse(cast.chair).get(at(published)).content.decode()
    assert ("不服处理决定的申诉" in page) is told


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    return "\n".join(each.text for each in document.paragraphs)
