"""Pages of objections and changes (异议和名册变动的页面): checked before they are decided, told
without whoever objected, printed as the law posts names, and empty where there is nothing.
"""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.office.conftest import Cast, act, on
from tests.office.roll.conftest import (
    LAST_DAY,
    POSTED,
    invented,
    load,
    newcomer,
    party_csv,
    posted_roll,
    publish,
    raise_one,
)
from tests.office.test_english import faults

from huanjie.domain.objection import Kind
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import correct_on_roll, strike_off
from huanjie.office.roll.objections import dismiss_objection
from huanjie.office.security.models import Kind as EventKind
from huanjie.office.security.models import SecurityEvent

Browse = Callable[[User], Client]
IN_TIME = datetime.date(2026, 6, 4)
LATE = datetime.date(2026, 6, 20)
FACTS = {"fact-hukou_here": "yes", "fact-lives_here": "yes"}


@pytest.fixture
def published(cast: Cast, election: Election) -> Election:
    return posted_roll(cast, election)


def at(election: Election, path: str) -> str:
    return f"/elections/{election.pk}/roll/{path}"


def text(answer: Any) -> str:
    shown: str = answer.content.decode()
    return shown


def said(**more: str) -> dict[str, str]:
    return {
        "key": "k",
        "kind": "wrongly-listed",
        "number": "2",
        "ground": "once",
        "note": "已在邻村登记",
        "raised_by": "蓝小田",
        "phone": "13800001234",
        "received_on": "2026-06-03",
    } | more


@pytest.mark.parametrize(("day", "first"), [(LAST_DAY, True), (LATE, False)])
def test_entering_an_objection_is_the_first_thing_to_do_until_the_last_day(
    cast: Cast, published: Election, browse: Browse, day: datetime.date, *, first: bool
) -> None:
    with on(day):
        page = text(browse(cast.clerk).get(at(published, "objections/")))
    assert ('class="btn btn-primary" href="' + at(published, "objections/raise/") in page) is first


def test_an_objection_is_entered_on_its_page_and_shown_masked(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    with on(IN_TIME):
        answer = client.post(at(published, "objections/raise/"), said())
        assert answer["Location"] == at(published, "objections/1/")
        one, every = (text(client.get(at(published, f"objections/{x}"))) for x in ("1/", ""))
    name = published.roll.get(number=2).name
    assert name in one
    assert "蓝小田" in one
    assert "13800001234" not in one
    assert "138****1234" in one
    assert name in every
    assert "蓝小田" not in every
    assert "还有 4 天" in every


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"received_on": "2026-06-09"}, "异议期到2026年6月8日（周一） 24 时为止"),
        ({"number": ""}, "没有写是名册上的哪个人"),
        ({"raised_by": ""}, "请填写这一项"),
        ({"note": "长" * 201}, "最多 200 个字"),
        ({"ground": "belief"}, "没有“belief”这一项"),
    ],
)
def test_what_is_refused_comes_back_with_what_was_typed(
    cast: Cast, published: Election, browse: Browse, more: dict[str, str], says: str
) -> None:
    with on(LATE):
        answer = browse(cast.clerk).post(at(published, "objections/raise/"), said(**more))
    assert answer.status_code == 422
    assert says in text(answer)
    assert 'value="13800001234"' in text(answer)
    assert not published.objections.exists()


def test_a_row_of_the_roll_leads_to_an_objection_about_that_person(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    link = at(published, "objections/raise/") + "?number=2"
    assert link in text(client.get(at(published, "")))
    assert 'name="number" value="2"' in text(client.get(link))


def test_late_objections_come_first_and_stay_late_when_they_are_decided(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    first = raise_one(cast, published, received_on=POSTED, number=1)
    raise_one(cast, published, received_on=LAST_DAY, number=2)
    with on(datetime.date(2026, 6, 5)):
        rows = client.get(at(published, "objections/")).context["rows"]
        assert [(row.objection.number, row.is_late) for row in rows] == [(1, True), (2, False)]
        dismiss_objection(
            acting_user=act(cast.chair), election=published, objection=first, reasons=("once",)
        )
        page = client.get(at(published, "objections/"))
    rows = page.context["rows"]
    assert [(row.objection.number, row.is_late) for row in rows] == [(2, False), (1, True)]
    assert "逾期" in text(page)


@pytest.mark.parametrize(("day", "late"), [("2026-06-04", False), ("2026-06-05", True)])
def test_the_third_day_is_in_time_and_the_fourth_is_late(
    cast: Cast, published: Election, browse: Browse, day: str, late: bool
) -> None:
    raise_one(cast, published, received_on=POSTED)
    with on(datetime.date.fromisoformat(day)):
        (row,) = browse(cast.chair).get(at(published, "objections/")).context["rows"]
    assert (row.is_late, str(row.due.last_day)) == (late, "2026-06-04")


def test_whoever_was_left_out_is_looked_at_once_more_before_the_decision(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    person = newcomer()
    raise_one(cast, published, kind=Kind.OMITTED, number=None, name=person["name"], ground="")
    form = {"key": "k", **person, **FACTS}
    with on(IN_TIME):
        page = client.get(at(published, "objections/1/uphold/"))
        assert f'value="{person["name"]}"' in text(page)
        check = client.post(at(published, "objections/1/uphold/"), form)
        assert check.status_code == 200
        assert "5 → <b>6</b>" in text(check)
        assert "第十六条第二款第一项" in text(check)
        assert published.roll.count() == 5
        back = client.post(at(published, "objections/1/uphold/"), {**form, "edit": "1"})
        assert f'value="{person["id_number"]}"' in text(back)
        done = client.post(at(published, "objections/1/uphold/"), {**form, "confirm": "1"})
    assert done["Location"] == at(published, "objections/1/")
    published.refresh_from_db()
    assert (published.registered, published.roll.count()) == (6, 6)


def test_a_person_whom_the_law_does_not_register_comes_back_with_the_article(
    cast: Cast, published: Election, browse: Browse
) -> None:
    raise_one(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登", ground="")
    form = {"key": "k", **newcomer(), "fact-hukou_here": "no", "fact-months_living_here": "11"}
    with on(IN_TIME):
        answer = browse(cast.chair).post(at(published, "objections/1/uphold/"), form)
    assert answer.status_code == 422
    assert "第十六条第二款第三项" in text(answer)


def test_a_wrong_entry_shows_before_and_after_with_masked_numbers(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client, entry = browse(cast.chair), published.roll.get(number=2)
    raise_one(cast, published, kind=Kind.WRONG_ENTRY, ground="")
    form = {"key": "k", "name": "蓝改名", "group": entry.group, "household": entry.household}
    fresh = newcomer()["id_number"]
    with on(IN_TIME):
        check = client.post(at(published, "objections/1/uphold/"), {**form, "id_number": fresh})
        shown = text(check)
        assert f'{entry.name}</span> → <b lang="zh-CN">蓝改名' in shown
        assert shown.count(fresh) == 1  # in the hidden field alone
        assert "5，不变" in shown
        client.post(at(published, "objections/1/uphold/"), {**form, "confirm": "1"})
    now = published.roll.get(number=2)
    assert (now.name, now.id_number, now.phone) == ("蓝改名", entry.id_number, entry.phone)


def test_reasons_are_ticked_and_kept(cast: Cast, published: Election, browse: Browse) -> None:
    client = browse(cast.chair)
    raise_one(cast, published)
    there = at(published, "objections/1/dismiss/")
    with on(IN_TIME):
        assert client.post(there, {"key": "k"}).status_code == 422
        form = {"key": "k", "reasons": ["resident", "rights"]}
        check = client.post(there, form)
        assert text(check).count('name="reasons"') == 2
        client.post(there, {**form, "confirm": "1"})
    assert published.objections.get().reasons == ["resident", "rights"]
    assert client.get(there)["Location"] == at(published, "objections/1/")


def test_only_reasons_that_fit_the_decision_are_offered(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    raise_one(cast, published)
    with on(IN_TIME):
        upheld = text(client.get(at(published, "objections/1/uphold/")))
        dismissed = text(client.get(at(published, "objections/1/dismiss/")))
        assert 'value="age"' not in upheld
        assert 'value="age"' in dismissed
        assert "选出这个人具备的登记条件" in dismissed
        published.roll.update(birth_date=published.polling_day)
        assert 'value="age"' in text(client.get(at(published, "objections/1/uphold/")))
        assert 'value="age"' not in text(client.get(at(published, "objections/1/dismiss/")))


def test_the_answer_names_both_sides_and_the_posted_list_only_whom_it_is_about(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client, name = browse(cast.chair), published.roll.get(number=2).name
    raise_one(cast, published)
    assert client.get(at(published, "objections/1/answer.docx")).status_code == 404
    with on(IN_TIME):
        dismiss_objection(
            acting_user=act(cast.chair), election=published, objection=1, reasons=("resident",)
        )
        letter = client.get(at(published, "objections/1/answer.docx"))
        posted = text(client.get(at(published, "objections/decisions/")))
    words = zipfile.ZipFile(io.BytesIO(letter.content)).read("word/document.xml").decode()
    for part in ("蓝小田", name, "异议不成立", "第十六条第二款第一项", "二〇二六年六月四日"):
        assert part in words
    for own in ("泰顺县罗阳镇三联村村民委员会选举", "泰顺县罗阳镇三联村村民选举委员会（盖章）"):
        assert own in words
    assert "泰顺县罗阳镇三联村村民选举委员会（盖章）" in posted
    assert "13800001234" not in words
    assert name in posted
    assert "蓝小田" not in posted
    assert "不成立" in posted
    assert "第十六条" not in posted
    assert "第十七条第二款" in posted


def test_a_withdrawal_is_asked_for_once_more(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    raise_one(cast, published)
    there = at(published, "objections/1/withdraw/")
    assert published.roll.get(number=2).name in text(client.get(there))
    assert published.objections.get().is_open
    client.post(there, {"key": "k", "confirm": "1"})
    assert published.objections.get().state == "withdrawn"


def test_somebody_is_struck_off_by_number_after_a_look_at_who_it_is(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client, name = browse(cast.chair), published.roll.get(number=3).name
    there = at(published, "changes/died/")
    with on(IN_TIME):
        assert "没有编号 77" in text(client.post(there, {"key": "k", "number": "77"}))
        check = client.post(there, {"key": "k", "number": "3"})
        assert name in text(check)
        assert "5 → <b>4</b>" in text(check)
        done = client.post(there, {"key": "k", "number": "3", "confirm": "1"})
        assert done["Location"] == at(published, "changes/")
        every = text(client.get(at(published, "changes/")))
        posted = text(client.get(at(published, "changes/notice/")))
    assert "死亡" in every
    assert name in posted
    assert "死亡" not in posted
    assert not published.roll.filter(number=3).exists()


def test_the_posted_list_says_when_it_was_changed_last(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    assert "变动更新" not in text(client.get(at(published, "list/")))
    with on(IN_TIME):
        strike_off(acting_user=act(cast.chair), election=published, kind="died", number=1)
    assert "名单已按2026年6月4日（周四）的变动更新" in text(client.get(at(published, "list/")))


def test_a_mistake_is_corrected_from_the_number_to_the_cells(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client, there = browse(cast.chair), at(published, "changes/mistake/")
    entry = published.roll.get(number=3)
    form = {"key": "k", "number": "3", "name": entry.name, "household": "", "group": "第九小组"}
    with on(IN_TIME):
        assert client.post(there, {"key": "k", "number": "77"}).status_code == 422
        asked = client.post(there, {"key": "k", "number": "3"})
        assert asked.status_code == 200
        assert f'value="{entry.name}"' in text(asked)
        assert '→ <b lang="zh-CN">第九小组' in text(client.post(there, form))
        client.post(there, {**form, "confirm": "1"})
    assert published.roll.get(number=3).group == "第九小组"


def test_a_change_after_the_freeze_is_marked(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    with on(LATE):
        assert "冻结以后" in text(client.get(at(published, "changes/moved-in/")))
        form = {"key": "k", **newcomer(), **FACTS, "confirm": "1"}
        client.post(at(published, "changes/moved-in/"), form)
        assert "冻结以后" in text(client.get(at(published, "changes/")))
    assert published.roll_changes.get().after_freeze


@pytest.mark.parametrize("kind", ["omitted", "transferred-in", "x"])
def test_a_kind_that_the_pack_has_not_is_no_page(
    cast: Cast, published: Election, browse: Browse, kind: str
) -> None:
    assert browse(cast.chair).get(at(published, f"changes/{kind}/")).status_code == 404


def test_whoever_came_and_went_is_in_no_supplement(
    cast: Cast, published: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    form = {"key": "k", **newcomer(), **FACTS, "confirm": "1"}
    client.post(at(published, "changes/moved-in/"), form)
    strike_off(acting_user=act(cast.chair), election=published, kind="moved-out", number=6)
    assert client.get(at(published, "changes/notice/")).context["supplement"].is_empty


def test_a_branch_is_told_that_there_are_no_objections_and_whose_decision_that_is(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    load(cast, party_election, party_csv(invented(5), *["正式党员"] * 5))
    publish(cast, party_election)
    shown = text(browse(cast.chair).get(at(party_election, "objections/")))
    assert "没有对名单的异议这一步" in shown
    assert "由谁决定：" in shown
    changes = text(browse(cast.chair).get(at(party_election, "changes/")))
    assert "组织关系转入" in changes
    assert "迁入" not in changes


def test_empty_pages_say_what_to_do(cast: Cast, election: Election, browse: Browse) -> None:
    client = browse(cast.clerk)
    assert "名单还没有公布" in text(client.get(at(election, "objections/")))
    assert "名单还没有公布" in text(client.get(at(election, "changes/")))
    posted_roll(cast, election)
    assert "还没有异议" in text(client.get(at(election, "objections/")))
    assert "公布以后还没有变动" in text(client.get(at(election, "changes/")))
    for nothing, says in (
        ("objections/decisions/", "还没有作出决定"),
        ("changes/notice/", "不用补充"),
    ):
        page = text(client.get(at(election, nothing)))
        assert says in page
        assert "<h1>" in page
        assert "data-print" not in page, "there is nothing to print"


@pytest.mark.parametrize("path", ["objections/", "objections/1/", "changes/", "changes/notice/"])
def test_what_a_page_shows_of_people_is_noted(
    cast: Cast, published: Election, browse: Browse, path: str
) -> None:
    raise_one(cast, published)
    strike_off(acting_user=act(cast.chair), election=published, kind="died", number=1)
    browse(cast.clerk).get(at(published, path))
    assert SecurityEvent.objects.filter(kind=EventKind.READ).get().people == 1


@pytest.mark.parametrize("path", ["objections/file/", "changes/file/"])
def test_a_file_leaves_with_its_purpose_and_without_whoever_objected(
    cast: Cast, published: Election, browse: Browse, path: str
) -> None:
    client = browse(cast.clerk)
    empty = client.post(at(published, path), {"key": "k", "because": "归档"})
    assert "没有可以导出的" in text(empty)
    raise_one(cast, published, number=3)
    strike_off(acting_user=act(cast.chair), election=published, kind="died", number=1)
    answer = client.post(at(published, path), {"key": "k2", "because": "归档"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book.active.values)  # type: ignore[union-attr]
    assert len(rows) == 2
    assert "蓝小田" not in repr(rows)
    assert json.loads(Entry.objects.latest("pk").payload or "")["because"] == "归档"


def test_the_pages_are_english_throughout(cast: Cast, published: Election, browse: Browse) -> None:
    client = browse(cast.chair)
    client.cookies["django_language"] = "en"
    raise_one(cast, published)
    raise_one(cast, published, kind=Kind.OMITTED, number=None, name="钟漏登", ground="resident")
    raise_one(cast, published, kind=Kind.WRONG_ENTRY, number=3, ground="")
    correct_on_roll(
        acting_user=act(cast.chair), election=published, number=4, cells={"group": "第九小组"}
    )
    strike_off(acting_user=act(cast.chair), election=published, kind="died", number=5)
    with on(LATE):
        dismiss_objection(
            acting_user=act(cast.chair), election=published, objection=1, reasons=("once",)
        )
        pages = [
            *("", "objections/", "objections/1/", "objections/2/", "objections/2/uphold/"),
            *("objections/3/uphold/", "objections/2/dismiss/", "objections/2/withdraw/"),
            *("changes/", "changes/?number=3", "changes/moved-in/", "changes/mistake/?number=3"),
            *("changes/died/", "changes/notice/", "objections/decisions/", "objections/file/"),
        ]
        found = [
            fault for path in pages for fault in faults(path, text(client.get(at(published, path))))
        ]
        sent = {
            "objections/2/uphold/": {"key": "k", **newcomer(), **FACTS},
            "objections/2/dismiss/": {"key": "k", "reasons": "resident"},
            "changes/died/": {"key": "k", "number": "3"},
        }
        for path, form in sent.items():
            found += faults(path, text(client.post(at(published, path), form)))
        next_step = text(client.get(f"/elections/{published.pk}/"))
        found += faults("election", next_step)
    assert found == []
    assert "Decide an objection" in next_step
