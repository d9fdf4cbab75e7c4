"""Ballots of a vote (印选票): a batch with codes of its own, its file, its line in the ledger."""

from __future__ import annotations

import json
import re
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from tests.office.conftest import Cast
from tests.office.polling.conftest import Evening
from tests.office.polling.pages import Browse, at, text

from huanjie.domain.ballotform import PaperSize
from huanjie.domain.cycle import Stage
from huanjie.domain.departure import Reason
from huanjie.domain.stock import Kind
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.departing import Leaving, leave_list
from huanjie.office.command import ActingUser
from huanjie.office.deeds.models import Deed
from huanjie.office.planning.models import Election
from huanjie.office.polling.ballots import (
    MOST,
    Order,
    order_ballots,
    pdf_of,
    take_ballots,
    the_batch,
)
from huanjie.office.polling.models import BallotPrint, StockEntry
from huanjie.office.polling.printcodes import forget_codes, printed_codes
from huanjie.paper.ballot_code import read_code

ORDER = {"key": "k1", "papers": "12", "size": "A5", "marking": "boxes"}


def acting(cast: Cast, key: str = "a", who: str = "clerk") -> ActingUser:
    return ActingUser(user=getattr(cast, who), key=key)


def ordered(
    evening: Evening,
    papers: int = 3,
    key: str = "a",
    *,
    size: PaperSize = "A4",
    symbols: bool = False,
) -> int:
    order = Order(papers=papers, size=size, symbols=symbols)
    return order_ballots(
        acting_user=acting(evening.cast, key), election=evening.election, number=1, order=order
    )


def codes_on(pdf: bytes) -> set[str]:
    """Every code that a reader finds on the pages."""
    found = set()
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            grey = np.array(page.render(scale=2, grayscale=True).to_numpy())
            for each in zxingcpp.read_barcodes(cv2.resize(grey, None, fx=1, fy=1)):
                code = read_code(each.text)
                if code:
                    found.add(code.code)
    return found


# 印一批


def test_a_batch_is_ordered_on_the_page_and_stands_in_the_ledger(
    evening: Evening, browse: Browse
) -> None:
    page = browse(evening.cast.clerk)
    answer = page.post(at(evening, "print/"), ORDER)
    assert answer.status_code == 302
    made = BallotPrint.objects.get()
    assert (made.batch, made.papers, made.size, made.symbols) == (1, 12, "A5", False)
    line = StockEntry.objects.get()
    assert (line.what, line.papers, line.spot, line.spot_number) == (Kind.PRINTED, 12, "batch", 1)
    assert "第 1 批：12 张" in text(page.get(at(evening, "print/")))


def test_every_sheet_has_a_code_of_its_own_and_the_site_knows_them_all(evening: Evening) -> None:
    ordered(evening, 3, "a")
    ordered(evening, 2, "b", size="A5")
    known = printed_codes(evening.election, 1)
    assert known is not None
    assert len(known) == 5
    pdfs = [pdf_of(the_batch(evening.election, 1, batch)) for batch in (1, 2)]
    assert codes_on(pdfs[0]) | codes_on(pdfs[1]) == known


def test_the_second_batch_is_a_later_print(evening: Evening) -> None:
    ordered(evening, 3, "a")
    ordered(evening, 2, "b")
    assert [line.reason for line in StockEntry.objects.order_by("line")] == ["planned", "more"]


def test_a_form_that_comes_twice_prints_once(evening: Evening, browse: Browse) -> None:
    page = browse(evening.cast.clerk)
    for _ in range(2):
        assert page.post(at(evening, "print/"), ORDER).status_code == 302
    assert BallotPrint.objects.count() == 1


@pytest.mark.parametrize("papers", [0, MOST + 1])
def test_a_batch_of_no_size_is_refused(evening: Evening, papers: int) -> None:
    with pytest.raises(BadInput):
        ordered(evening, papers)
    assert not BallotPrint.objects.exists()
    assert not StockEntry.objects.exists()


def test_a_paper_of_plain_choices_has_no_form_for_symbols(evening: Evening) -> None:
    assert evening.election.style == "choice"
    with pytest.raises(BadInput, match="没有 ○ 和 ×"):
        ordered(evening, symbols=True)
    assert not StockEntry.objects.exists()


def test_a_name_that_no_font_draws_refuses_the_batch_and_is_named(
    evening: Evening, browse: Browse
) -> None:
    nominee = evening.election.nominees.earliest("pk")
    nominee.__class__.objects.filter(pk=nominee.pk).update(name="王\U0002b79e")
    answer = browse(evening.cast.clerk).post(at(evening, "print/"), ORDER)
    assert answer.status_code == 422
    assert "U+2B79E" in text(answer)
    assert not StockEntry.objects.exists()


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer", "county"])
def test_who_keeps_no_stock_orders_nothing(evening: Evening, who: str) -> None:
    with pytest.raises(PermissionDenied):
        order_ballots(
            acting_user=acting(evening.cast, who=who),
            election=evening.election,
            number=1,
            order=Order(papers=3, size="A4", symbols=False),
        )


def test_nothing_is_printed_before_the_candidates_are_published(
    evening: Evening, browse: Browse
) -> None:
    Election.objects.filter(pk=evening.election.pk).update(
        stage=Stage.ROLL_PUBLISHED, candidates_published_on=None
    )
    answer = browse(evening.cast.clerk).post(at(evening, "print/"), ORDER)
    assert answer.status_code == 422
    assert not BallotPrint.objects.exists()


# 下载


def taken(evening: Evening, browse: Browse, key: str, because: str = "") -> Any:
    address = reverse("print-file", args=(evening.election.pk, 1, 1))
    said = {"key": key, "because": because}
    return browse(evening.cast.clerk).post(address, said)


def test_the_file_is_a_pdf_with_a_page_for_every_sheet(evening: Evening, browse: Browse) -> None:
    ordered(evening, 3)
    answer = taken(evening, browse, "t1")
    assert answer["Content-Type"] == "application/pdf"
    with pdfium.PdfDocument(answer.content) as document:
        assert len(document) == 3


def test_the_file_is_handed_out_again_only_with_a_reason(evening: Evening, browse: Browse) -> None:
    ordered(evening, 1)
    assert taken(evening, browse, "t1").status_code == 200
    assert taken(evening, browse, "t2").status_code == 422
    assert taken(evening, browse, "t3", "打印机卡纸，没有印出来").status_code == 200
    assert the_batch(evening.election, 1, 1).taken == 2
    says = [deed.entry.payload for deed in Deed.objects.order_by("pk")][-1]
    assert "打印机卡纸" in json.dumps(json.loads(str(says)), ensure_ascii=False)


def test_no_batch_is_not_handed_out(evening: Evening, browse: Browse) -> None:
    answer = taken(evening, browse, "t1")
    assert answer.status_code == 422
    assert "没有第 1 批" in text(answer)


def test_codes_are_gone_once_they_have_nothing_to_prove(evening: Evening, browse: Browse) -> None:
    ordered(evening, 2)
    forget_codes(evening.election, 1)
    assert BallotPrint.objects.get().codes is None
    answer = taken(evening, browse, "t1")
    assert answer.status_code == 422
    assert "已经删去" in text(answer)


def test_the_database_holds_no_code_in_the_clear(evening: Evening) -> None:
    from django.db import connection

    ordered(evening, 2)
    known = printed_codes(evening.election, 1)
    assert known
    with connection.cursor() as cursor:
        cursor.execute("SELECT codes FROM polling_ballotprint")
        (raw,) = cursor.fetchone()
    assert not any(code.encode() in bytes(raw) for code in known)


def test_no_page_and_no_log_shows_a_code(evening: Evening, browse: Browse) -> None:
    ordered(evening, 2)
    known = printed_codes(evening.election, 1)
    assert known
    page = browse(evening.cast.clerk)
    seen = text(page.get(at(evening, "print/"))) + text(page.get(at(evening, "stock/")))
    logged = "".join(str(deed.entry.payload) for deed in Deed.objects.all())
    assert not any(code in seen + logged for code in known)


def test_papers_printed_elsewhere_have_no_codes_to_hold_them_to(evening: Evening) -> None:
    assert printed_codes(evening.election, 1) is None


# 样票


@pytest.mark.parametrize("who", ["observer", "county", "teller"])
def test_a_sample_is_for_whoever_sees_the_election_and_is_no_ballot(
    evening: Evening, browse: Browse, who: str
) -> None:
    address = reverse("print-sample", args=(evening.election.pk, 1))
    answer = browse(getattr(evening.cast, who)).get(address, {"size": "A4"})
    assert answer["Content-Type"] == "application/pdf"
    assert codes_on(answer.content) == set()
    with pdfium.PdfDocument(answer.content) as document:
        said = re.sub(r"\s", "", document[0].get_textpage().get_text_bounded())
    assert "样票" in said
    assert not StockEntry.objects.exists()


def test_a_sample_of_no_size_is_refused(evening: Evening, browse: Browse) -> None:
    address = reverse("print-sample", args=(evening.election.pk, 1))
    assert browse(evening.cast.clerk).get(address, {"size": "A3"}).status_code == 422


def test_taking_is_a_deed_of_whoever_keeps_the_stock(evening: Evening) -> None:
    ordered(evening, 1)
    with pytest.raises(PermissionDenied):
        take_ballots(
            acting_user=acting(evening.cast, "x", "teller"),
            election=evening.election,
            number=1,
            batch=1,
        )


# 名单变动以后


def leaves(evening: Evening, name: str) -> None:
    """Somebody steps back after the list was published, in writing."""
    row = evening.election.nominees.get(name=name)
    leaving = Leaving(
        reason=Reason.OWN_WISH, document="退出声明", received_on=evening.election.start_day
    )
    leave_list(
        acting_user=acting(evening.cast, f"leave-{name}", "chair"),
        election=evening.election,
        nominee=row.pk,
        leaving=leaving,
    )


def test_a_batch_is_void_once_somebody_left_the_list(evening: Evening, browse: Browse) -> None:
    ordered(evening, 3, "a")
    before = printed_codes(evening.election, 1)
    leaves(evening, "钟文斌")
    assert before
    assert printed_codes(evening.election, 1) == frozenset()
    assert "已作废" in text(browse(evening.cast.clerk).get(at(evening, "print/")))
    with pytest.raises(BadInput, match="第 1 批是名单变动以前做的，已经作废") as refused:
        take_ballots(
            acting_user=acting(evening.cast, "t"), election=evening.election, number=1, batch=1
        )
    assert "台账登记销毁" in refused.value.remedy
    assert the_batch(evening.election, 1, 1).taken == 0


def test_a_new_batch_lists_whoever_is_left_under_codes_of_its_own(evening: Evening) -> None:
    ordered(evening, 3, "a")
    before = printed_codes(evening.election, 1)
    leaves(evening, "钟文斌")
    ordered(evening, 2, "b")
    good = printed_codes(evening.election, 1)
    assert before
    assert good
    assert (len(good), good & before) == (2, frozenset())
    assert codes_on(pdf_of(the_batch(evening.election, 1, 2))) == good


def test_no_ballot_is_made_of_a_list_that_is_too_short(evening: Evening) -> None:
    leaves(evening, "蓝志强")
    with pytest.raises(BadInput, match="主任选 1 人，候选人应有 2 人"):
        ordered(evening)
    assert not StockEntry.objects.exists()
