"""The pages and letters of an appeal above (申诉的网页和文书)."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from tests.office.conftest import Cast, act, on
from tests.office.readaloud import english, faults
from tests.office.roll.appealing import (
    ANSWER,
    LAST,
    LETTER,
    change,
    dismissed,
    file,
    published,
    upheld,
)
from tests.office.roll.conftest import RESIDENT, newcomer, under

from huanjie.domain.objection import Kind
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollChange
from huanjie.office.roll.objections import Remedy
from huanjie.office.roll.takingobjections import CHANGE_HEADS, HEADS, take_changes, take_objections

Browse = Callable[[User], Client]
__all__ = ["published"]


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


def test_where_the_law_knows_no_appeal_the_page_says_so_and_asks_for_nothing(
    cast: Cast, published: Election, browse: Browse
) -> None:
    dismissed(cast, published)
    clerk = browse(cast.clerk)
    assert 'name="appealed_by"' in clerk.get(at(published, "appeal/")).content.decode()
    under(published, None)
    page = clerk.get(at(published, "appeal/")).content.decode()
    assert "没有对异议处理决定的申诉这一步" in page
    assert 'name="appealed_by"' not in page
    assert f'class="btn" href="{at(published)}"' in page


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
    assert shown.count("<dt>姓名</dt>") == 1
    assert "<dd>是</dd>" in shown
    assert "True" not in shown
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


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    return "\n".join(each.text for each in document.paragraphs)
