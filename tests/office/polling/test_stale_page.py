"""Two forms, one record (同时修改): the second is told what was done, and keeps what it typed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from django.test import Client
from tests.office.conftest import Cast
from tests.office.polling.conftest import Evening, a_clear_result

from huanjie.office.deeds.models import Deed
from huanjie.office.people.models import User

Browse = Callable[[User], Client]


def form(evening: Evening, collected: int, **more: str) -> dict[str, str]:
    """The form of the papers that came back, as a page filled it in."""
    number = str(collected)
    return {
        "key": uuid.uuid4().hex,
        "seen": str(evening.election.version),
        "sheets_in": "0",
        "confirm": "1",
        "collected": number,
        "voters": number,
        **more,
    }


def address(evening: Evening) -> str:
    return f"/elections/{evening.election.pk}/rounds/1/collect/"


def carried(page: str) -> dict[str, str]:
    """What the button takes back into the form."""
    own = page.partition("<main")[2]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', own))


def test_the_second_is_told_what_was_done_by_whom_and_when(
    evening: Evening, cast: Cast, browse: Browse
) -> None:
    evening.issue(720)
    first, second = form(evening, 700), form(evening, 690)
    assert browse(cast.clerk).post(address(evening), first).status_code == 302
    page = browse(cast.chair).post(address(evening), second)
    told = page.content.decode()
    assert page.status_code == 409
    assert "登记收回选票" in told
    assert "选举工作人员" in told
    assert "2026年6月28日（周日） 10:00" in told
    assert "700" in told
    assert "登记发出选票" not in told, "只说这期间办的"
    assert evening.round.collected == 700


def test_what_was_typed_goes_back_into_the_form_and_is_checked_anew(
    evening: Evening, cast: Cast, browse: Browse
) -> None:
    evening.issue(720)
    second = form(evening, 690)
    evening.collect(700, voters=700)
    chair = browse(cast.chair)
    typed = carried(chair.post(address(evening), second).content.decode())
    assert {"collected", "voters"} <= typed.keys()
    assert not {"key", "seen", "confirm", "sheets_in"} & typed.keys()
    before = Deed.objects.count()
    again = chair.post(address(evening), {**typed, "edit": "1"})
    assert again.status_code == 200
    assert 'value="690"' in again.content.decode()
    assert Deed.objects.count() == before


def test_a_sheet_that_came_in_meanwhile_is_the_reason(
    evening: Evening, cast: Cast, browse: Browse
) -> None:
    evening.issue(720)
    evening.collect(700, voters=700)
    second = form(evening, 690)
    evening.enter(a_clear_result())
    page = browse(cast.clerk).post(address(evening), second)
    told = page.content.decode()
    assert page.status_code == 409
    assert "计票单的份数变了" in told
    assert "450" not in told, "计票单的数字谁也看不到"


def test_a_version_that_nobody_showed_tells_no_more_than_the_last_deed(
    evening: Evening, cast: Cast, browse: Browse
) -> None:
    evening.issue(720)
    evening.collect(700, voters=700)
    for seen in ("-1", "99999", "x"):
        page = browse(cast.clerk).post(address(evening), form(evening, 690, seen=seen))
        assert page.status_code == 409
        assert page.content.decode().count("已办") == 1


def test_nothing_typed_is_shown_as_anything_but_text(
    evening: Evening, cast: Cast, browse: Browse
) -> None:
    evening.issue(720)
    second = form(evening, 690, note='"><script>alert(1)</script>')
    evening.collect(700, voters=700)
    page = browse(cast.clerk).post(address(evening), second)
    assert "<script>alert" not in page.content.decode()
