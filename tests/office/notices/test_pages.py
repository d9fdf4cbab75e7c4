"""Pages of the notice (公示页): posted, objected to, decided, and the papers."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from django.test import Client
from django.urls import reverse
from tests.office.conftest import Cast, act, on
from tests.office.notices.conftest import DECIDED, POSTED, object_to, post

from huanjie.office.candidacy.declaring import Paper, state_facts
from huanjie.office.candidacy.models import Nominee
from huanjie.office.notices.models import NomineeObjection, Notice
from huanjie.office.overview.kept import kept_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election


def at(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(raw: bytes) -> str:
    """Everything that a Word file says."""
    document = docx.Document(io.BytesIO(raw))
    cells = [x.text for t in document.tables for row in t.rows for x in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_chair_posts_and_everybody_here_reads_it(cast: Cast, slate: Election) -> None:
    told = {"posted_on": POSTED, "days": 5, "answer_days": 3, "decision": "选举办法", "key": "k"}
    with on(POSTED):
        address = reverse("public-notice-post", args=[slate.pk])
        assert "规定没有写公示几天" in at(cast.chair).get(address).text
        asked = at(cast.chair).post(address, told)
        assert asked.status_code == 200
        assert not Notice.objects.exists(), "asked first: no deed takes a posted notice back"
        answer = at(cast.chair).post(address, {**told, "confirm": "1"})
        assert answer.status_code == 302
        page = at(cast.observer).get(reverse("public-notice", args=[slate.pk])).text
    for part in ("2026年6月8日（周一） 24 时", "丁大山、钟一鸣", "不能撤销", "《选举办法》"):
        assert part in asked.text, part
    assert "公示中" in page
    assert "丁大山" in page
    assert "1980年2月" in page
    assert page.index("丁大山") < page.index("钟一鸣")


def test_what_was_typed_can_be_mended_before_it_is_posted(cast: Cast, slate: Election) -> None:
    told = {"posted_on": POSTED, "days": 7, "answer_days": 3, "decision": "选举办法", "key": "k"}
    with on(POSTED):
        address = reverse("public-notice-post", args=[slate.pk])
        back = at(cast.chair).post(address, {**told, "edit": "1"})
    assert 'name="days" value="7"' in back.text
    assert not Notice.objects.exists()


def test_what_is_refused_comes_back_with_what_was_typed(cast: Cast, slate: Election) -> None:
    told = {"posted_on": "2026-06-02", "days": 5, "answer_days": 3, "decision": "选举办法甲"}
    with on(POSTED):
        address = reverse("public-notice-post", args=[slate.pk])
        answer = at(cast.chair).post(address, {**told, "key": "k"})
    assert answer.status_code == 422
    assert "张贴的日期还没有到" in answer.text
    assert "选举办法甲" in answer.text
    assert not Notice.objects.exists()


def test_the_sheet_and_the_word_file_say_the_same(cast: Cast, posted: Election) -> None:
    with on(POSTED):
        sheet = at(cast.clerk).get(reverse("public-notice-sheet", args=[posted.pk, 1])).text
        raw = at(cast.clerk).get(reverse("public-notice-file", args=[posted.pk, 1])).content
    said = words(raw)
    for part in ("人选公示", "钟一鸣", "1980年2月", "5 个工作日", "3 个工作日内", "张贴当日不计入"):
        assert part in sheet, part
        assert part in said, part
    for own in ("泰顺县罗阳镇三联村村民委员会选举", "泰顺县罗阳镇三联村村民选举委员会（盖章）"):
        assert own in sheet.replace("<br>", ""), own
        assert own in said, own
    assert "（《选举办法》）" in said
    assert "（《选举办法》）" in sheet  # what the unit decided is called by its own name
    assert "第1村民小组" not in said  # nothing but what is posted


@pytest.mark.parametrize(("after", "is_open"), [(0, True), (1, False)])
def test_where_to_object_is_to_be_written_on_the_sheet_until_the_last_day_is_over(
    cast: Cast, posted: Election, after: int, is_open: bool
) -> None:
    last = Notice.objects.get().last_day
    with on(last + datetime.timedelta(days=after)):
        sheet = at(cast.clerk).get(reverse("public-notice-sheet", args=[posted.pk, 1])).text
        raw = at(cast.clerk).get(reverse("public-notice-file", args=[posted.pk, 1])).content
        page = at(cast.clerk).get(reverse("public-notice", args=[posted.pk])).text
    for line in ("受理地点：＿", "联系电话：＿"):
        assert (line in sheet) is is_open
        assert (line in words(raw)) is is_open
        assert line not in page


def test_the_steps_of_the_election_show_the_notice_with_its_days_and_lead_to_it(
    cast: Cast, slate: Election
) -> None:
    assert kept_of(slate).notice is None
    post(cast, slate)
    notice = Notice.objects.get()
    assert kept_of(slate).notice == (POSTED, notice.last_day)
    with on(POSTED):
        page = at(cast.observer).get(reverse("election", args=[slate.pk])).text
    assert f'href="{reverse("public-notice", args=[slate.pk])}">候选人公示开始' in page
    assert "正在计时，期满自动结束" in page


def test_nobody_is_asked_to_post_a_notice_that_would_name_nobody(
    cast: Cast, slate: Election
) -> None:
    slate.nominees.all().delete()
    with on(POSTED):
        page = at(cast.chair).get(reverse("public-notice-post", args=[slate.pk])).text
        empty = at(cast.clerk).get(reverse("public-notice", args=[slate.pk])).text
    assert "还没有人选，先提名" in page
    assert 'name="decision"' not in page
    assert "由选举主持人决定公示几天" in empty


def test_before_it_is_posted_the_page_names_whoever_is_found_unfit(
    cast: Cast, slate: Election
) -> None:
    address = reverse("public-notice-post", args=[slate.pk])
    with on(POSTED):
        assert "资格还没有审查清楚" not in at(cast.chair).get(address).text
        state_facts(
            acting_user=act(cast.clerk),
            election=slate,
            person="p1",
            facts={"criminal_punishment": True},
            paper=Paper(source="document", reference="刑事判决书〔2024〕8号"),
        )
        page = at(cast.chair).get(address).text
    assert "资格还没有审查清楚的人也在这份公示上" in page
    assert "钟一鸣不符合“没有因犯罪受过刑事处罚”" in page


def test_a_notice_that_is_not_there_is_not_found(cast: Cast, posted: Election) -> None:
    for name in ("public-notice-sheet", "public-notice-file"):
        assert at(cast.clerk).get(reverse(name, args=[posted.pk, 2])).status_code == 404


def test_an_objection_goes_from_the_clerk_to_the_chair_to_the_letter(
    cast: Cast, posted: Election
) -> None:
    clerk, chair = at(cast.clerk), at(cast.chair)
    told = {
        "person": "p1",
        "ground": "punished",
        "note": "2024年被判处刑罚",
        "raised_by": "蓝小田",
        "phone": "13800001234",
        "received_on": DECIDED,
        "key": "k",
    }
    with on(DECIDED):
        assert (
            clerk.post(reverse("nominee-objection-raise", args=[posted.pk]), told).status_code
            == 302
        )
        page = clerk.get(reverse("nominee-objection", args=[posted.pk, 1])).text
        assert "138****1234" in page
        assert "13800001234" not in page
        answer = reverse("nominee-objection-answer", args=[posted.pk, 1])
        assert clerk.get(answer).status_code == 404
        uphold = reverse("nominee-objection-uphold", args=[posted.pk, 1])
        assert clerk.post(uphold, {"key": "k2"}).status_code == 403
        none = {"key": "k3", "evidence": "判决书", "criminal_punishment": "no"}
        assert chair.post(uphold, none).status_code == 422
        found = {"key": "k4", "evidence": "判决书8号", "criminal_punishment": "yes"}
        assert chair.post(uphold, {**found, "confirm": "1"}).status_code == 302
        letter = words(clerk.get(answer).content)
    assert NomineeObjection.objects.get().state == "upheld"
    for part in ("蓝小田：", "异议成立", "钟一鸣不符合这一条件", "判决书8号"):
        assert part in letter, part
    assert "13800001234" not in letter


HANDED = "请打印答复书交给提出人"
POSTED_UP = "异议没有署名，没有人可以送交：请打印处理决定，盖章张贴"


@pytest.mark.parametrize("name", ["蓝小田", ""])
def test_whoever_signed_is_handed_the_decision_and_where_nobody_did_it_is_posted(
    cast: Cast, posted: Election, name: str
) -> None:
    object_to(cast, posted, raised_by=name, phone="13800001234" if name else "")
    says, other = (HANDED, POSTED_UP) if name else (POSTED_UP, HANDED)
    chair, pages = at(cast.chair), []
    with on(DECIDED):
        dismiss = reverse("nominee-objection-dismiss", args=[posted.pk, 1])
        pages.append(chair.get(dismiss).text)
        done = chair.post(dismiss, {"key": "k", "confirm": "1"}, follow=True)
        pages.append(done.text)
        letter = words(chair.get(reverse("nominee-objection-answer", args=[posted.pk, 1])).content)
    for page in pages:
        assert says in page
        assert other not in page
    assert ("您于" in letter) is bool(name)
    assert ("收到没有署名的异议" in letter) is not bool(name)
    assert ("现予公布" in letter) is not bool(name)


def test_the_posted_decision_says_nothing_of_the_documents(cast: Cast, posted: Election) -> None:
    object_to(cast, posted, raised_by="", phone="")
    found = {"key": "k4", "evidence": "判决书8号", "criminal_punishment": "yes", "confirm": "1"}
    with on(DECIDED):
        uphold = reverse("nominee-objection-uphold", args=[posted.pk, 1])
        assert at(cast.chair).post(uphold, found).status_code == 302
        letter = words(
            at(cast.clerk).get(reverse("nominee-objection-answer", args=[posted.pk, 1])).content
        )
    assert "钟一鸣不符合这一条件，异议成立。现予公布。" in letter
    assert "判决书" not in letter


def test_who_objected_is_not_on_the_page_of_the_notice(cast: Cast, posted: Election) -> None:
    object_to(cast, posted)
    address = reverse("public-notice", args=[posted.pk])
    with on(DECIDED):
        for user in (cast.clerk, cast.chair, cast.town, cast.observer):
            assert "蓝小田" not in at(user).get(address).text
        assert "对人选的异议" not in at(cast.observer).get(address).text
        assert at(cast.observer).get(
            reverse("nominee-objection", args=[posted.pk, 1])
        ).status_code in (403, 404)


@pytest.mark.parametrize("step", ["dismiss", "withdraw"])
def test_a_step_asks_and_is_done_once(cast: Cast, posted: Election, step: str) -> None:
    object_to(cast, posted)
    address = reverse(f"nominee-objection-{step}", args=[posted.pk, 1])
    with on(DECIDED):
        chair = at(cast.chair)
        assert chair.get(address).status_code == 200
        assert chair.post(address, {"key": "k", "confirm": "1"}).status_code == 302
        assert chair.get(address).status_code == 302
    assert NomineeObjection.objects.get().state != "raised"


def test_a_published_candidate_is_offered_three_working_days_to_appeal(
    cast: Cast, posted: Election
) -> None:
    object_to(cast, posted)
    chair, uphold = at(cast.chair), reverse("nominee-objection-uphold", args=[posted.pk, 1])
    found = {"key": "k", "evidence": "判决书8号", "criminal_punishment": "yes"}
    with on(DECIDED):
        assert "换届约定" not in chair.post(uphold, found).text, "not on a list: no such day"
    Notice.objects.update(last_day=POSTED)
    Nominee.objects.update(state="candidate")
    Election.objects.update(stage="ready", candidates_published_on=POSTED)
    with on(DECIDED):
        assert 'value="2026-06-10"' in chair.get(uphold).text  # Friday; Monday to Wednesday
        for day, warned in (("2026-06-09", True), ("2026-06-10", False)):
            check = chair.post(uphold, found | {"appeal_until": day})
            assert check.status_code == 200
            assert ("不满 3 个（换届约定）" in check.text) is warned, day
