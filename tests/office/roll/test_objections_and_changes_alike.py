"""What the pages of objections and changes do alike (异议页和变动页): empty, noted, taken away."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from tests.office.conftest import Cast, act, on
from tests.office.readaloud import faults
from tests.office.roll.conftest import (
    invented,
    load,
    newcomer,
    party_csv,
    posted_roll,
    publish,
    raise_one,
)
from tests.office.roll.pages import FACTS, LATE, Browse, at, text

from huanjie.domain.objection import Kind
from huanjie.office.deeds.models import Entry
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import correct_on_roll, strike_off
from huanjie.office.roll.objections import dismiss_objection
from huanjie.office.security.models import Kind as EventKind
from huanjie.office.security.models import SecurityEvent


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
    assert "还没有变动" in text(client.get(at(election, "changes/")))
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
