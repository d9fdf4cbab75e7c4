"""The page and the letter of a candidacy that is cancelled (取消候选人资格), Hainan art. 22(2)."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from django.test import Client
from tests.office.candidacy.conftest import under
from tests.office.candidacy.pages import text_of
from tests.office.candidacy.test_cancelling import ARTICLE, cancel, listed
from tests.office.conftest import OPENED_ON, Cast, on

from huanjie.office.candidacy.models import Nominee
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
__all__ = ["listed"]


def test_the_page_asks_for_the_act_and_tells_the_article_before_it_is_done(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    row = Nominee.objects.get(name="丁大山")
    address = f"/elections/{listed.pk}/candidates/{row.pk}/leave/"
    chair = browse(cast.chair)
    page = text_of(chair, address)
    assert ARTICLE in page
    assert "虚报选举票数" in page
    typed = {
        "key": "a",
        "reason": "cancelled",
        "document": "调查报告1号",
        "received_on": OPENED_ON.isoformat(),
    }
    with on(OPENED_ON):
        missing = chair.post(address, typed)
        assert missing.status_code == 422
        assert "要写明查明的是哪一种行为" in missing.content.decode()
        told = typed | {"acts": ["贿赂", "欺骗"]}
        check = chair.post(address, told | {"key": "b"}).content.decode()
        for word in ("欺骗、贿赂", ARTICLE, "5月21日", "本人可以申诉"):
            assert word in check
        assert chair.post(address, told | {"key": "c", "confirm": "1"}).status_code == 302
    shown = text_of(browse(cast.clerk), f"/elections/{listed.pk}/candidates/findings/{row.person}/")
    assert "取消候选人资格" in shown
    assert "在参选过程中实施或者指使他人实施：欺骗、贿赂" in shown


def test_elsewhere_the_page_does_not_ask_for_an_act(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    under(listed, "zhejiang")
    row = Nominee.objects.get(name="丁大山")
    page = text_of(browse(cast.chair), f"/elections/{listed.pk}/candidates/{row.pk}/leave/")
    assert "参选过程中的违法行为" not in page
    assert "虚报选举票数" not in page


def test_the_letter_says_what_was_found_and_that_the_days_are_a_convention(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    person = cancel(cast, listed).person
    address = f"/elections/{listed.pk}/candidates/findings/{person}/notice/"
    answer = browse(cast.clerk).get(address)
    text = "".join(each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs)
    for word in (
        "取消您的候选人资格",
        "在参选过程中实施或者指使他人实施：贿赂",
        ARTICLE,
        "2026年5月21日（周四）以前（含当日）向村民选举委员会书面申诉",
        "约定公布名单以后取消资格的也照此申诉",
    ):
        assert word in text
    assert "认定您不符合条件" not in text
