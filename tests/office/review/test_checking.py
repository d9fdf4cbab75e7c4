"""Before a batch is sent (送审以前核对): whom, to whom, and which departments could not answer."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.office.conftest import Cast
from tests.office.readaloud import english, faults
from tests.office.review.conftest import COURT, GROUP, LADDER, NAMES, hold

from huanjie.domain.permission import Role
from huanjie.office.people.models import User
from huanjie.office.review.models import Batch, Department, Seat
from huanjie.office.review.particulars import Key
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
Send = Callable[..., Any]
People = dict[str, tuple[User, ...]]


@pytest.fixture
def town(village: Unit) -> Unit:
    assert village.parent
    return village.parent


@pytest.fixture
def send(cast: Cast, town: Unit, nominees: list[Key], departments: People) -> Send:
    """The town's office sends the four, by a ladder from a file or as it was written."""

    def sent(client: Client | None = None, ladder: Any = LADDER, **more: Any) -> Any:
        typed: dict[str, Any] = {"people": [":".join(each) for each in nominees]}
        if "written" not in more:
            typed["file"] = SimpleUploadedFile("ladder.json", json.dumps(ladder).encode())
        if client is None:
            client = Client()
            client.force_login(cast.town)
        form = {"key": uuid.uuid4().hex, **typed, **more}
        return client.post(f"/units/{town.pk}/reviews/send/", form)

    return sent


def test_the_check_page_names_everybody_and_the_departments_and_nothing_is_sent(send: Send) -> None:
    text = send().content.decode()
    for word in ("核对：送审", *NAMES, "人民法院、公安局", "4 名", "县级联审", "撤回"):
        assert word in text, word
    assert "不能答复" not in text
    assert not Batch.objects.exists()


def test_a_ladder_from_a_file_is_sent_as_it_was_checked(send: Send) -> None:
    check = send().content.decode()
    assert 'name="written"' in check
    written = json.dumps(LADDER, ensure_ascii=False)
    assert send(written=written, confirm="1").status_code == 302
    assert Batch.objects.get().ladder.name == "县级联审"


@pytest.mark.parametrize("written", ["{", '{"name": "x"}', "[]", "\u0000"])
def test_a_ladder_that_was_forged_on_the_way_is_refused_in_words(send: Send, written: str) -> None:
    answer = send(written=written, confirm="1")
    assert answer.status_code in (400, 422)
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("department", "left", "lacks"),
    [
        (COURT, [], "人民法院：没有人"),
        (COURT, [f"{COURT}-signs-0"], "人民法院：没有联审经办人"),
        (COURT, [f"{COURT}-drafts"], "人民法院：联审签字人有 0 名，要 1 名"),
        (GROUP, [f"{GROUP}-drafts", f"{GROUP}-signs-0"], "联审小组：联审签字人有 1 名，要 2 名"),
    ],
)
def test_a_department_that_cannot_answer_is_named_with_what_to_do(
    send: Send, department: str, left: list[str], lacks: str
) -> None:
    Seat.objects.filter(department__key=department).exclude(user__username__in=left).delete()
    text = send().content.decode()
    assert lacks in text
    assert "“联审部门”页安排人员" in text
    assert text.count("不能答复") == 1


def test_whoever_drafts_does_not_count_as_the_one_who_signs(town: Unit, send: Send) -> None:
    Seat.objects.filter(department__key=COURT).delete()
    both = hold("both", Role.REVIEWER, town)
    both.assignments.create(role=Role.REVIEW_SIGNER, unit=town)
    row = Department.objects.get(key=COURT)
    Seat.objects.create(department=row, user=both, region=row.region)
    text = send().content.decode()
    assert "人民法院：联审签字人有 0 名，要 1 名" in text


def test_who_is_closed_or_holds_the_role_no_more_counts_for_nobody(
    departments: People, send: Send
) -> None:
    drafts, signs = departments[COURT]
    User.objects.filter(pk=drafts.pk).update(is_active=False)
    signs.assignments.all().delete()
    text = send().content.decode()
    assert "人民法院：没有人" in text


def test_a_department_whom_the_law_leaves_nothing_to_ask_is_not_warned_of(send: Send) -> None:
    ladder = deepcopy(LADDER)
    ladder["level"][0]["department"][0]["facts"] = ["expelled_from_party"]
    Seat.objects.filter(department__key=GROUP).delete()
    del ladder["level"][1]
    text = send(ladder=ladder).content.decode()
    assert "不能答复" not in text


def test_the_check_page_is_whole_in_english(cast: Cast, browse: Browse, send: Send) -> None:
    Seat.objects.filter(department__key=COURT).delete()
    html = send(english(browse(cast.town))).content.decode()
    assert list(faults("send", html)) == []
