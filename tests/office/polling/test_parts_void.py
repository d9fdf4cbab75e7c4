"""A place on a paper that nobody can read (部分作废): in Sichuan a teller has a column for it, and
the sums agree; elsewhere there is none.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.office.conftest import POLLING_DAY
from tests.office.polling.conftest import Evening, marked
from tests.office.polling.pages import Browse, at, text, typed

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.sheets import Sheet
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Sheet as SheetRow
from huanjie.office.polling.rounds import stored_count
from huanjie.office.polling.stored import opened

CHAIR, LAN = Post("chair"), PersonId("p1")


def held(evening: Evening, region: str | None) -> Evening:
    """700 papers with three marks a person are collected, under the law of a province."""
    pack = load("villagers-committee", on=POLLING_DAY, today=POLLING_DAY, region=region)
    keep_pack(pack)
    Election.objects.filter(pk=evening.election.pk).update(
        pack=pack.id, pack_sha256=pack.sha256, style="approve-oppose-abstain"
    )
    evening.election.refresh_from_db()
    evening.issue(700)
    evening.collect(700, voters=700)
    return evening


def counted(void: int | None) -> Sheet:
    """A clear result; of the chair's first candidate so many places are void."""
    sheet = marked(
        690,
        10,
        chair={"p1": (500, 100), "p2": (190, 400)},
        member={"p3": (450, 10), "p4": (400, 10), "p5": (200, 10), "p6": (100, 10)},
        妇女委员={"p7": (400, 10), "p8": (280, 10)},
    )
    return sheet if void is None else _voided(sheet, void)


def _voided(sheet: Sheet, void: int) -> Sheet:
    parts = {}
    for post, part in sheet.contests.items():
        spoilt = dict.fromkeys(part.votes, 0)
        abstain = dict(part.abstain or {})
        if post == CHAIR:
            spoilt[LAN] = void
            abstain[LAN] -= void
        parts[post] = replace(part, spoilt=spoilt, abstain=abstain)
    return Sheet(contests=parts)


def test_in_sichuan_the_sheet_has_a_column_for_it_and_names_the_article(
    evening: Evening, browse: Browse
) -> None:
    own = held(evening, "sichuan")
    client = browse(own.cast.teller)
    page = text(client.get(at(own, "sheet/")))
    assert "部分作废" in page
    assert "第三十二条第二款" in page
    form = typed(counted(7), confirm="1")
    assert form["chair-spoilt-p1"] == "7"
    assert client.post(at(own, "sheet/"), form).status_code == 302
    assert opened(SheetRow.objects.get()) == counted(7)


def test_the_places_that_are_void_must_agree_with_the_valid_papers(
    evening: Evening, browse: Browse
) -> None:
    own = held(evening, "sichuan")
    form = typed(counted(7), confirm="1") | {"chair-spoilt-p1": "8"}
    answer = browse(own.cast.teller).post(at(own, "sheet/"), form)
    assert answer.status_code == 422
    assert "部分作废 8 票，一共 691 票，有效票是 690 张" in text(answer)
    assert not SheetRow.objects.exists()


def test_the_rest_of_the_paper_counts_and_the_result_is_declared(evening: Evening) -> None:
    own = held(evening, "sichuan")
    own.enter_both(counted(7))
    own.declare()
    count = stored_count(own.round)
    assert count.rounds[0].sheets
    assert count.rounds[0].sheets.decided == counted(7)
    assert count.election.contests[0].post == CHAIR


@pytest.mark.parametrize("region", [None, "zhejiang"])
def test_elsewhere_a_sheet_has_no_such_column(
    evening: Evening, browse: Browse, region: str | None
) -> None:
    own = held(evening, region)
    client = browse(own.cast.teller)
    assert "部分作废" not in text(client.get(at(own, "sheet/")))
    answer = client.post(at(own, "sheet/"), typed(counted(7), confirm="1"))
    assert answer.status_code == 422
    with pytest.raises(BadInput, match="没有部分作废"):
        own.enter(counted(7))
    assert client.post(at(own, "sheet/"), typed(counted(None), confirm="1")).status_code == 302
