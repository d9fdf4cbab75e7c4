"""The pages of filings (请示和备案): what they show, what they refuse, and the Word files."""

from __future__ import annotations

import datetime
import io
import uuid
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast
from tests.office.filings.test_sending import APPROVED, EVENT, RETURNED, answered, sent
from tests.office.readaloud import english, faults

from huanjie.domain.cycle import Stage
from huanjie.domain.filing import State
from huanjie.office.filings.matters import matter_of
from huanjie.office.filings.models import Turn
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

Browse = Callable[[User], Client]


def at(election: Election, rest: str = "") -> str:
    return f"/elections/{election.pk}/filings/{rest}"


def typed(**more: str) -> dict[str, str]:
    form = {"key": uuid.uuid4().hex, "on": OPENED_ON.isoformat(), "organ": "罗阳镇党委"}
    return form | {"number": "1号"} | more


def words(raw: bytes) -> str:
    """Everything that a Word file says."""
    document = docx.Document(io.BytesIO(raw))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_page_names_every_matter_its_article_and_its_last_day(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    text = browse(cast.clerk).get(at(party_election)).content.decode()
    assert "向上级党组织请示换届" in text
    assert "向上级党组织请示委员候选人预备人选" in text
    assert "还没有报送" in text
    assert "最迟" in text
    assert "中国共产党基层组织选举工作条例" in text


def test_a_clerk_sends_and_the_office_answers_by_their_forms(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    done = browse(cast.clerk).post(at(party_election, f"{EVENT}/send/"), typed())
    assert done.status_code == 302
    assert matter_of(party_election, EVENT).state is State.SENT
    waiting = browse(cast.town).get("/filings/").content.decode()
    assert "罗阳镇三联村" in waiting
    assert 'data-filter="#waiting"' in waiting
    form = typed(deed="approve", number="罗党〔2026〕9号")
    address = at(party_election, f"{EVENT}/answer/")
    check = browse(cast.town).post(address, form).content.decode()
    assert "核对：登记答复" in check
    assert "罗党〔2026〕9号" in check
    assert matter_of(party_election, EVENT).state is State.SENT
    assert browse(cast.town).post(address, form | {"confirm": "1"}).status_code == 302
    assert matter_of(party_election, EVENT).state is State.APPROVED
    assert "现在没有等您答复的" in browse(cast.town).get("/filings/").content.decode()


def test_the_office_finds_what_waits_from_any_page_and_a_clerk_is_not_led_there(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    assert 'href="/filings/"' in browse(cast.town).get("/board/").content.decode()
    assert 'href="/filings/"' not in browse(cast.clerk).get(at(party_election)).content.decode()


def test_what_is_missing_stands_on_the_page_that_sends_it_again(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    sent(cast, party_election)
    answered(cast, party_election, RETURNED)
    text = browse(cast.clerk).get(at(party_election, f"{EVENT}/send/")).content.decode()
    assert "没有附选举办法" in text
    assert "退回补正" in text


def test_a_return_that_does_not_say_what_is_missing_comes_back_with_its_words(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    sent(cast, party_election)
    form = typed(deed="return", number="甲号")
    page = browse(cast.town).post(at(party_election, f"{EVENT}/answer/"), form)
    assert page.status_code == 422
    assert "没有写要补正什么" in page.content.decode()
    assert "甲号" in page.content.decode()
    assert Turn.objects.count() == 1


@pytest.mark.parametrize(
    ("deed", "says"),
    [
        ("approve", "报送的单位看到批复同意"),
        ("refuse", "可以改好以后重新报送"),
        ("return", "补正以后重新报送"),
    ],
)
def test_an_answer_is_looked_at_with_what_follows_before_it_is_given(
    cast: Cast, party_election: Election, browse: Browse, deed: str, says: str
) -> None:
    sent(cast, party_election)
    town, address = browse(cast.town), at(party_election, f"{EVENT}/answer/")
    form = typed(deed=deed, missing="缺一页" if deed == "return" else "")
    page = town.post(address, form).content.decode()
    assert says in page
    assert "不能再改" in page
    assert list(faults(address, english(town).post(address, form).content.decode())) == []
    assert Turn.objects.count() == 1
    assert town.post(address, form | {"confirm": "1"}).status_code == 302
    assert Turn.objects.count() == 2


def test_what_would_be_refused_is_refused_before_it_is_asked(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    sent(cast, party_election)
    form = typed(deed="approve", on=(OPENED_ON - datetime.timedelta(days=1)).isoformat())
    page = browse(cast.town).post(at(party_election, f"{EVENT}/answer/"), form)
    assert page.status_code == 422
    assert "日期早于上一步的日期" in page.content.decode()


def test_only_a_return_says_what_is_missing(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    sent(cast, party_election)
    form = typed(deed="approve", missing="缺一页")
    page = browse(cast.town).post(at(party_election, f"{EVENT}/answer/"), form)
    assert page.status_code == 422
    assert "只有退回补正的才写这一项" in page.content.decode()


def test_a_request_is_taken_back_after_it_was_asked(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    sent(cast, party_election)
    client, address = browse(cast.clerk), at(party_election, f"{EVENT}/withdraw/")
    assert "原来的报送留在记录里" in client.get(address).content.decode()
    client.post(address, {"key": "k", "confirm": "1"})
    assert matter_of(party_election, EVENT).state is State.WITHDRAWN


def test_the_request_in_word_says_what_is_asked_of_whom(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    sent(cast, party_election)
    raw = browse(cast.clerk).get(at(party_election, f"{EVENT}/letter.docx")).content
    text = words(raw)
    for said in (
        "关于泰顺县罗阳镇三联村党支部委员会\n换届选举的请示",
        "罗阳镇党委：",
        "三联支〔2026〕1号",
        "选举日定为2026年6月12日（周五），由党员大会投票选举。",
        "妥否，请批示。",
        "二〇二六年五月十八日",
    ):
        assert said in text


def test_the_request_for_nominees_lists_them_in_stroke_order(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    for number, name in enumerate(("钟一鸣", "丁大山"), 1):
        entry = RollEntry.objects.create(
            election=party_election,
            region=party_election.region,
            number=number,
            name=name,
            sex="m",
            standing="full",
        )
        party_election.nominees.create(
            region=party_election.region,
            contest=party_election.contests.get(),
            entry=entry,
            person=f"p{number}",
            name=name,
            sex="m",
        )
    Election.objects.update(stage=Stage.ROLL_PUBLISHED)
    address = at(party_election, "nominees-requested/letter.docx")
    text = words(browse(cast.clerk).get(address).content)
    assert text.index("丁大山") < text.index("钟一鸣")


def test_a_result_is_not_written_of_before_there_is_one(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    page = browse(cast.clerk).get(at(party_election)).content.decode()
    assert "选举到了“已宣布结果”才能报送" in page
    assert "result-reported/letter.docx" not in page
    assert f"{EVENT}/letter.docx" in page
    answer = browse(cast.clerk).get(at(party_election, "result-reported/letter.docx"))
    assert answer.status_code == 422
    assert "这份文书要写的内容还没有" in answer.content.decode()


def test_there_is_no_reply_before_the_office_replies(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    sent(cast, party_election)
    address = at(party_election, f"{EVENT}/reply.docx")
    page = browse(cast.clerk).get(address)
    assert "上级还没有批复这一份" in page.content.decode()
    answered(cast, party_election, APPROVED)
    text = words(browse(cast.clerk).get(address).content)
    assert "罗党〔2026〕9号" in text
    assert "现批复如下：同意所请事项。" in text
    assert "（三联支〔2026〕1号）收悉" in text


def test_requests_and_filings_have_their_place_among_the_pages_of_an_election(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    tab = f'<a href="{at(party_election)}"'
    client = browse(cast.clerk)
    assert f"{tab}>请示和备案</a>" in client.get(f"/elections/{party_election.pk}/").text
    assert f'{tab} aria-current="page">' in client.get(at(party_election)).text


def test_the_next_steps_lead_to_what_is_waited_for(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    sent(cast, party_election)
    text = browse(cast.clerk).get(f"/elections/{party_election.pk}/").content.decode()
    assert "已报送，等答复" in text
    assert at(party_election) in text


def test_what_went_back_is_the_next_step(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    sent(cast, party_election)
    answered(cast, party_election, RETURNED)
    text = browse(cast.clerk).get(f"/elections/{party_election.pk}/").content.decode()
    assert "退回补正" in text


@pytest.mark.parametrize("who", ["teller", "stranger"])
def test_nobody_else_sends_or_answers(
    cast: Cast, party_election: Election, browse: Browse, who: str
) -> None:
    client = browse(getattr(cast, who))
    for page in ("send", "withdraw", "answer"):
        status = client.post(at(party_election, f"{EVENT}/{page}/"), typed()).status_code
        assert status in (403, 404)
    assert client.get("/filings/").status_code == 403
    assert not Turn.objects.exists()


def test_an_office_sees_what_waits_in_its_own_places_alone(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    said = "三联村"
    assert said not in browse(cast.town).get("/filings/").content.decode().split("<main")[-1]
    sent(cast, party_election)
    assert said in browse(cast.county).get("/filings/").content.decode()
