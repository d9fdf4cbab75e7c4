"""Pages of papers issued and collected (发出、收回选票的页面): checked once more, and done once."""

from __future__ import annotations

import pytest
from tests.office.polling.conftest import Evening, a_clear_result
from tests.office.polling.pages import Browse, at, text

from huanjie.office.polling.models import Round, Sheet


def test_papers_are_issued_after_a_check_page_and_once(evening: Evening, browse: Browse) -> None:
    client = browse(evening.cast.clerk)
    form = {"issued": "９５０", "key": "one-form", "seen": str(evening.election.version)}
    page = text(client.post(at(evening, "issue/"), form))
    assert "比能参加投票的人多" in page
    assert not Round.objects.exists()
    for _ in range(2):  # a double click
        answer = client.post(at(evening, "issue/"), form | {"confirm": "1"})
        assert answer.status_code == 302
    assert Round.objects.get().issued == 950


def test_a_stale_form_is_answered_by_its_own_page(evening: Evening, browse: Browse) -> None:
    seen = str(evening.election.version)
    evening.issue(700)
    form = {"issued": "710", "because": "more", "key": "k", "seen": seen, "confirm": "1"}
    assert browse(evening.cast.chair).post(at(evening, "issue/"), form).status_code == 409
    assert Round.objects.get().issued == 700


@pytest.mark.parametrize("number", ["", "-1", "7.0", "7,00", "1_0", "٣", "1e3", "12345678", "0x1"])
def test_what_is_no_plain_number_is_not_read_as_one(
    evening: Evening, browse: Browse, number: str
) -> None:
    form = {"issued": number, "key": "k", "confirm": "1"}
    answer = browse(evening.cast.clerk).post(at(evening, "issue/"), form)
    assert answer.status_code == 422
    assert not Round.objects.exists()


def test_the_check_page_says_what_the_law_will_say(evening: Evening, browse: Browse) -> None:
    evening.issue(750)
    client = browse(evening.cast.clerk)
    form = {"collected": "701", "voters": "700", "key": "k", "sheets_in": "0"}
    page = text(client.post(at(evening, "collect/"), form))
    assert "这次投票无效" in page
    assert "第二十七条第二款" in page
    for _ in range(2):
        assert client.post(at(evening, "collect/"), form | {"confirm": "1"}).status_code == 302
    assert Round.objects.get().collected == 701


def test_the_check_page_of_a_correction_says_that_a_sheet_is_lost(
    counting: Evening, browse: Browse
) -> None:
    counting.enter(a_clear_result())
    client = browse(counting.cast.clerk)
    form = {"collected": "701", "voters": "701", "key": "k", "sheets_in": "1"}
    assert "已经交了一份计票单" in text(client.post(at(counting, "collect/"), form))
    assert Sheet.objects.exists()
    client.post(at(counting, "collect/"), form | {"confirm": "1"})
    assert not Sheet.objects.exists()


def test_voters_above_the_roll_go_back_into_the_form(evening: Evening, browse: Browse) -> None:
    evening.issue(950)
    form = {"collected": "901", "voters": "901", "key": "k"}
    answer = browse(evening.cast.clerk).post(at(evening, "collect/"), form)
    assert answer.status_code == 422
    assert "多于登记参加选举的 900 人" in text(answer)
    assert 'value="901"' in text(answer)
