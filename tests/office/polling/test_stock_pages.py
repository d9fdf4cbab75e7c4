"""Pages of the ballot ledger (选票台账的页面): checked once more, written once, nothing hidden."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.office.conftest import POLLING_DAY, on
from tests.office.polling.conftest import Evening, a_clear_result
from tests.office.polling.ledgers import BOX, Ledger, ledger
from tests.office.polling.pages import Browse, at, text

from huanjie.domain.stock import Kind
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round, StockEntry

__all__ = ["ledger"]


@pytest.fixture
def clerk(evening: Evening, browse: Browse) -> Client:
    """The clerk's browser."""
    return browse(evening.cast.clerk)


def test_an_empty_ledger_says_what_to_do(evening: Evening, clerk: Client) -> None:
    page = text(clerk.get(at(evening, "stock/")))
    assert "台账还是空的" in page
    assert at(evening, "stock/enter/printed/") in page
    assert "data-print" not in page


def test_the_ledger_is_one_touch_from_the_polling_pages(evening: Evening, clerk: Client) -> None:
    assert at(evening, "stock/") in text(clerk.get(at(evening, "", None)))
    evening.issue(700)
    assert at(evening, "stock/") in text(clerk.get(at(evening, "")))


def test_a_line_is_written_after_a_check_page_and_once(evening: Evening, clerk: Client) -> None:
    form = {
        "papers": "９５０",
        "reason": "planned",
        "spot": "batch",
        "spot_number": "1",
        "first_code": "A-1",
        "key": "one-form",
        "seen": str(evening.election.version),
    }
    page = text(clerk.post(at(evening, "stock/enter/printed/"), form))
    assert "按计划印制" in page
    assert "第 1 批" in page
    assert not StockEntry.objects.exists()
    for _ in range(2):  # a double click
        answer = clerk.post(at(evening, "stock/enter/printed/"), form | {"confirm": "1"})
        assert answer.status_code == 302
    assert StockEntry.objects.get().papers == 950
    page = text(clerk.get(at(evening, "stock/")))
    assert "一共印了 950 张" in page
    assert "从 A-1 起" in page


def test_too_many_go_back_into_the_form_before_anything_is_written(
    ledger: Ledger, clerk: Client
) -> None:
    ledger.printed(900)
    form = {"papers": "901", "reason": "voters", "spot": "", "spot_number": "", "key": "k"}
    answer = clerk.post(at(ledger.evening, "stock/enter/issued/"), form)
    assert answer.status_code == 422
    assert "多出 1 张" in text(answer)
    assert 'value="901"' in text(answer)
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("spot", "number", "says"),
    [
        ("box", "", "写上批次或者票箱的号码"),
        ("", "3", "不写号码"),
        ("box", "1000", "小于或等于 999"),
    ],
)
def test_a_box_without_a_number_is_asked_for_it(
    evening: Evening, clerk: Client, spot: str, number: str, says: str
) -> None:
    form = {"papers": "9", "reason": "box", "spot": spot, "spot_number": number, "key": "k"}
    answer = clerk.post(at(evening, "stock/enter/issued/"), form)
    assert answer.status_code == 422
    assert says in text(answer)


def test_a_batch_is_none_of_the_boxes_that_papers_go_out_by(
    evening: Evening, clerk: Client
) -> None:
    form = {"papers": "9", "reason": "box", "spot": "batch", "spot_number": "1", "key": "k"}
    assert clerk.post(at(evening, "stock/enter/issued/"), form).status_code == 422


def test_papers_handed_out_with_a_box_begin_the_vote(ledger: Ledger, clerk: Client) -> None:
    ledger.printed(900)
    form = {"papers": "60", "reason": "box", "spot": "mobile", "spot_number": "1", "key": "k"}
    page = text(clerk.post(at(ledger.evening, "stock/enter/issued/"), form))
    assert "投票就开始了" in page
    clerk.post(at(ledger.evening, "stock/enter/issued/"), form | {"confirm": "1"})
    assert Round.objects.get().issued == 60
    assert "1 号流动票箱" in text(clerk.get(at(ledger.evening, "stock/")))


def test_what_is_left_is_offered_to_be_destroyed(ledger: Ledger, clerk: Client) -> None:
    ledger.printed(900)
    ledger.evening.issue(800)
    assert 'value="100"' in text(clerk.get(at(ledger.evening, "stock/enter/destroyed/")))


def test_a_kind_that_is_not_there_is_not_found(evening: Evening, clerk: Client) -> None:
    assert clerk.get(at(evening, "stock/enter/burnt/")).status_code == 404


def test_before_its_time_a_kind_has_no_form(evening: Evening, clerk: Client) -> None:
    page = clerk.get(at(evening, "stock/enter/returned/"))
    assert page.status_code == 200
    assert "<form method" not in text(page).partition("<main")[2]


def test_a_correction_shows_both_lines(ledger: Ledger, clerk: Client) -> None:
    ledger.printed(900)
    form = {"because": "count", "right": "950", "key": "k"}
    page = text(clerk.post(at(ledger.evening, "stock/1/correct/"), form))
    assert "张数登记错了" in page
    assert "900 → " in page
    answer = clerk.post(at(ledger.evening, "stock/1/correct/"), form | {"confirm": "1"})
    assert answer.status_code == 302
    page = text(clerk.get(at(ledger.evening, "stock/")))
    assert "已由第 2 笔更正" in page
    assert "更正第 1 笔" in page
    assert "−900" in page
    assert at(ledger.evening, "stock/3/correct/") in page
    assert at(ledger.evening, "stock/1/correct/") not in page


def test_a_line_that_was_corrected_is_not_corrected_again(ledger: Ledger, clerk: Client) -> None:
    ledger.printed(900)
    ledger.back(1, right=950)
    assert "现在不能更正" in text(clerk.get(at(ledger.evening, "stock/1/correct/")))
    form = {"because": "count", "right": "1", "key": "k", "confirm": "1"}
    answer = clerk.post(at(ledger.evening, "stock/1/correct/"), form)
    assert answer.status_code == 422
    assert "已经更正过" in text(answer)
    assert clerk.get(at(ledger.evening, "stock/9/correct/")).status_code == 404


def test_whoever_watched_confirms_on_their_own_page(
    ledger: Ledger, browse: Browse, clerk: Client
) -> None:
    evening = ledger.evening
    ledger.printed(900)
    evening.issue(800)
    line = ledger.destroyed(100)
    address = at(evening, f"stock/{line}/witness/")
    assert address not in text(clerk.get(at(evening, "stock/")))
    watcher = browse(evening.cast.scrutineer)
    assert address in text(watcher.get(at(evening, "stock/")))
    assert "确认销毁选票" in text(watcher.get(at(evening, "", None)))
    assert watcher.post(address, {"key": "k"}).status_code == 422
    assert not ledger.sums.destroyed
    answer = watcher.post(address, {"key": "k", "watched": "on", "confirm": "1"})
    assert answer.status_code == 302
    page = text(clerk.get(at(evening, "stock/")))
    assert "吴监票" in page
    assert "在场确认" in page
    assert "监票人" in page


def test_the_piles_are_drawn_and_told(ledger: Ledger, clerk: Client) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    ledger.enter(Kind.SPOILED, 10, "damaged")
    ledger.evening.collect(800, voters=800)
    page = text(clerk.get(at(ledger.evening, "stock/")))
    for width in ("80.00%", "10.00%", "1.00%", "9.00%"):
        assert f"--share:{width}" in page
    assert "发出 900 ＝ 收回 800 ＋ 没有收回 100" in page
    assert "还有 90 张没有发出的选票没有销毁" in page


def test_boxes_stand_in_a_table_of_their_own(ledger: Ledger, clerk: Client) -> None:
    ledger.out(700)
    ledger.out(50, reason="box", spot=BOX)
    ledger.enter(Kind.RETURNED, 10, "box", spot=BOX)
    page = text(clerk.get(at(ledger.evening, "stock/")))
    assert "3 号票箱" in page
    assert "不分批次和票箱" in page


def test_the_ledger_of_a_declared_vote_is_read_and_not_written(
    ledger: Ledger, clerk: Client
) -> None:
    ledger.printed(1000)
    ledger.evening.hold(750, a_clear_result(), collected=700, voters=700)
    page = text(clerk.get(at(ledger.evening, "stock/")))
    assert "一共印了 1,000 张" in page
    assert "stock/enter/" not in page
    assert "/correct/" not in page
    assert clerk.get(at(ledger.evening, "stock/", 2)).status_code == 404


def test_whoever_keeps_no_ledger_sees_it_and_no_form(ledger: Ledger, browse: Browse) -> None:
    ledger.printed(900)
    page = text(browse(ledger.evening.cast.town).get(at(ledger.evening, "stock/")))
    assert "一共印了 900 张" in page
    assert "stock/enter/" not in page


def test_two_windows_do_not_enter_one_thing_twice(evening: Evening, browse: Browse) -> None:
    seen = str(evening.election.version)
    form = {"papers": "950", "reason": "planned", "spot": "", "spot_number": "", "confirm": "1"}
    statuses = [
        browse(user)
        .post(at(evening, "stock/enter/printed/"), form | {"key": user.username, "seen": seen})
        .status_code
        for user in (evening.cast.clerk, evening.cast.chair)
    ]
    assert statuses == [302, 409]
    assert StockEntry.objects.count() == 1


def test_the_history_tells_the_ledger_in_words(ledger: Ledger, clerk: Client) -> None:
    ledger.printed(1000)
    ledger.back(1, right=990)
    page = text(clerk.get(f"/elections/{ledger.evening.election.pk}/history/"))
    assert "登记选票台账" in page
    assert "更正第 1 笔" in page
    assert "改为 990 张" in page


def test_ballots_are_entered_as_printed_before_the_day(
    ready: Election, evening: Evening, browse: Browse
) -> None:
    with on(POLLING_DAY.replace(day=1)):
        page = text(browse(evening.cast.clerk).get(at(evening, "stock/")))
    assert "stock/enter/printed/" in page
    assert "stock/enter/destroyed/" not in page
