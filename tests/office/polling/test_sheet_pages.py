"""The teller's page (计票单页): what is typed, looked at once more, and handed in once."""

from __future__ import annotations

import pytest
from tests.office.polling.conftest import Evening, a_clear_result
from tests.office.polling.pages import Browse, at, text, typed

from huanjie.office.polling.models import Sheet
from huanjie.office.polling.stored import opened


def test_a_sheet_is_looked_at_once_more_and_handed_in_once(
    counting: Evening, browse: Browse
) -> None:
    client = browse(counting.cast.teller)
    form = typed(a_clear_result())
    assert "逐项对一遍" in text(client.post(at(counting, "sheet/"), form))
    assert not Sheet.objects.exists()
    for _ in range(2):
        answer = client.post(at(counting, "sheet/"), form | {"confirm": "1"})
        assert answer.status_code == 302
    assert opened(Sheet.objects.get()) == a_clear_result()


def test_a_click_that_comes_twice_is_answered_alike_even_by_the_second_teller(
    counting: Evening, browse: Browse
) -> None:
    counting.enter(a_clear_result())
    client = browse(counting.cast.other_teller)
    form = typed(a_clear_result(), confirm="1")
    answers = [client.post(at(counting, "sheet/"), form).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Sheet.objects.count() == 2


def test_every_contradiction_is_shown_and_what_was_typed_is_still_there(
    counting: Evening, browse: Browse
) -> None:
    form = typed(a_clear_result()) | {"chair-votes-p1": "691", "member-invalid": "11"}
    answer = browse(counting.cast.teller).post(at(counting, "sheet/"), form | {"confirm": "1"})
    page = text(answer)
    assert answer.status_code == 422
    assert "得赞成 691 票" in page
    assert "多 1 张" in page
    assert 'value="691"' in page
    assert not Sheet.objects.exists()


def test_a_number_that_was_left_out_is_asked_for(counting: Evening, browse: Browse) -> None:
    form = typed(a_clear_result()) | {"chair-votes-p1": ""}
    answer = browse(counting.cast.teller).post(at(counting, "sheet/"), form | {"confirm": "1"})
    assert "没有的写 0" in text(answer)
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"chair-votes-p9": "5"},
        {"chair-votes-p3": "5"},
        {"secretary-valid": "690"},
        {"chair-oppose-p1": "5"},
        {"chair-name-60": "盘古月"},
    ],
)
def test_a_column_that_the_paper_has_not_is_refused(
    counting: Evening, browse: Browse, forged: dict[str, str]
) -> None:
    form = typed(a_clear_result(), confirm="1") | forged
    answer = browse(counting.cast.teller).post(at(counting, "sheet/"), form)
    assert answer.status_code == 422
    assert "没有的栏目" in text(answer)
    assert not Sheet.objects.exists()


def test_one_more_row_keeps_what_was_typed_and_stores_nothing(
    counting: Evening, browse: Browse
) -> None:
    form = {"chair-valid": "6九", "chair-name-0": "盘古月", "chair-name-1": "", "more": "chair"}
    page = text(browse(counting.cast.teller).post(at(counting, "sheet/"), form))
    assert 'value="6九"' in page
    assert 'value="盘古月"' in page
    assert 'name="chair-name-2"' in page
    assert 'name="member-name-2"' not in page
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"chair-name-0": "盘古月"}, "没有写得票"),
        ({"chair-number-0": "3"}, "没有写姓名"),
        ({"chair-name-0": "盘古月", "chair-number-0": "0"}, "没有人写"),
        ({"chair-name-0": "蓝 志强", "chair-number-0": "1"}, "印在选票上"),
        ({"chair-name-0": "=1+1", "chair-number-0": "1"}, "不能用的字符"),
        (
            {
                "chair-name-0": "盘古月",
                "chair-number-0": "1",
                "chair-name-1": "盘 古月",
                "chair-number-1": "1",
            },
            "两行",
        ),
    ],
)
def test_a_row_of_somebody_written_in_is_whole_or_refused(
    counting: Evening, browse: Browse, row: dict[str, str], says: str
) -> None:
    form = typed(a_clear_result(), confirm="1") | {"chair-votes-p2": "180"} | row
    answer = browse(counting.cast.teller).post(at(counting, "sheet/"), form)
    assert says in text(answer)
    assert not Sheet.objects.exists()


def test_the_first_teller_sees_their_own_sheet_and_may_mend_it(
    counting: Evening, browse: Browse
) -> None:
    counting.enter(a_clear_result())
    assert 'value="500"' in text(browse(counting.cast.teller).get(at(counting, "sheet/")))
    counting.enter(a_clear_result(), second=True)
    page = text(browse(counting.cast.teller).get(at(counting, "sheet/")))
    assert "不能再改" in page
    assert 'value="500"' not in page
