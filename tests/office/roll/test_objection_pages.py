"""Pages of objections (异议的页面): checked before they are decided; who objected is not told."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import pytest
from tests.office.conftest import Cast, act, on
from tests.office.roll.conftest import (
    LAST_DAY,
    POSTED,
    newcomer,
    raise_one,
)
from tests.office.roll.pages import FACTS, IN_TIME, LATE, Browse, at, said, text

from huanjie.domain.objection import Kind
from huanjie.office.planning.models import Election
from huanjie.office.roll.objections import dismiss_objection


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
        assert text(check).count("（未写明，视为符合）") == 2
        assert published.roll.count() == 5
        back = client.post(at(published, "objections/1/uphold/"), {**form, "edit": "1"})
        assert f'value="{person["id_number"]}"' in text(back)
        done = client.post(at(published, "objections/1/uphold/"), {**form, "confirm": "1"})
        decided = text(client.get(at(published, "objections/1/")))
        letter = client.get(at(published, "objections/1/answer.docx"))
    assert done["Location"] == at(published, "objections/1/")
    assert decided.count("（未写明，视为符合）") == 2
    words = zipfile.ZipFile(io.BytesIO(letter.content)).read("word/document.xml").decode()
    assert words.count("（未写明，视为符合）") == 2
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
        form = {"key": "k", "reasons": ["once", "resident"]}
        irrelevant = client.post(there, {**form, "reasons": ["age"]})
        assert irrelevant.status_code == 422
        assert "决定的理由没有回应这一条" in text(irrelevant)
        check = client.post(there, form)
        assert "理由（涉及的登记条件）" in text(check)
        assert text(check).count('name="reasons"') == 2
        assert "》第十六条第二款第一项：" in text(check)
        client.post(there, {**form, "confirm": "1"})
    assert published.objections.get().reasons == ["once", "resident"]
    assert client.get(there)["Location"] == at(published, "objections/1/")


def test_the_condition_that_the_objection_names_is_ticked_already(
    cast: Cast, published: Election, browse: Browse
) -> None:
    raise_one(cast, published)
    with on(IN_TIME):
        page = text(browse(cast.chair).get(at(published, "objections/1/dismiss/")))
    ticked = re.findall(r"<input[^>]*checked[^>]*>", page)
    assert len(ticked) == 1
    assert 'value="once"' in ticked[0]


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
        assert "选出这个人符合的登记条件" in dismissed
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
            acting_user=act(cast.chair),
            election=published,
            objection=1,
            reasons=("once", "resident"),
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
