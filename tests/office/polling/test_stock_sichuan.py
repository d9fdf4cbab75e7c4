"""Sichuan (四川): what was not issued is destroyed before the boxes are opened, art. 31(1)."""

from __future__ import annotations

import pytest
from tests.office.conftest import POLLING_DAY
from tests.office.polling.conftest import Evening
from tests.office.polling.ledgers import Ledger, last_says
from tests.office.polling.pages import Browse, at, text

from huanjie.door.fault import BadInput
from huanjie.law.shelf import load
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election


@pytest.fixture
def sichuan(evening: Evening) -> Ledger:
    """The village's election under the law of Sichuan: 1000 printed, 900 issued."""
    pack = load("villagers-committee", on=POLLING_DAY, today=POLLING_DAY, region="sichuan")
    keep_pack(pack)
    Election.objects.filter(pk=evening.election.pk).update(pack=pack.id, pack_sha256=pack.sha256)
    evening.election.refresh_from_db()
    ledger = Ledger(evening)
    ledger.printed(1000)
    ledger.evening.issue(900)
    return ledger


def test_no_box_is_opened_while_a_paper_is_left(sichuan: Ledger) -> None:
    sichuan.witness(sichuan.destroyed(99))
    with pytest.raises(BadInput, match=r"还有 1 张没有发出.*第三十一条第一款"):
        sichuan.evening.collect(880, voters=880)
    assert sichuan.evening.round.collected is None
    sichuan.witness(sichuan.destroyed(1))
    sichuan.evening.collect(880, voters=880)
    assert sichuan.evening.round.collected == 880
    assert last_says(sichuan.evening.election)["disagrees"] is None


def test_a_destruction_that_nobody_watched_opens_no_box(sichuan: Ledger) -> None:
    line = sichuan.destroyed(100)
    with pytest.raises(BadInput, match="等在场监督的人确认"):
        sichuan.evening.collect(880, voters=880)
    sichuan.witness(line, by=sichuan.evening.cast.observer)
    sichuan.evening.collect(880, voters=880)


def test_what_was_opened_is_corrected_whatever_turns_up_later(sichuan: Ledger) -> None:
    sichuan.witness(sichuan.destroyed(100))
    sichuan.evening.collect(880, voters=880)
    sichuan.printed(10)
    sichuan.evening.collect(881, voters=881)
    assert "还有 10 张没有发出的选票没有销毁" in last_says(sichuan.evening.election)["disagrees"]


def test_nobody_is_held_up_by_what_nobody_knows(sichuan: Ledger) -> None:
    """Where printing was not entered the law's question stays open, and the page says so."""
    sichuan.back(1)
    sichuan.evening.collect(880, voters=880)
    assert "没有登记印了多少张" in last_says(sichuan.evening.election)["disagrees"]


def test_the_page_names_the_article_and_the_way(sichuan: Ledger, browse: Browse) -> None:
    client = browse(sichuan.evening.cast.clerk)
    page = text(client.get(at(sichuan.evening, "collect/")))
    assert "还有 100 张没有发出的选票" in page
    assert "第三十一条第一款" in page
    assert at(sichuan.evening, "stock/") in page
    form = {"collected": "880", "voters": "880", "key": "k", "sheets_in": "0"}
    answer = client.post(at(sichuan.evening, "collect/"), form)
    assert answer.status_code == 422
    assert "没有销毁" in text(answer)
