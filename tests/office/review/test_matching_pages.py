"""A list for matching (比对名单): taken with its reason, and its hits come back as drafts."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.office.review.conftest import (
    COURT,
    NAMES,
    NUMBERS,
    POLICE,
    PUNISHED,
    Review,
)
from tests.office.review.pages import desk, form, text_of

from huanjie.office.deeds.models import Entry
from huanjie.office.security.models import Kind, SecurityEvent

Browse = Callable[[object], Client]


def test_the_batch_for_matching_is_a_logged_reading_with_its_own_numbers(
    review: Review, browse: Browse
) -> None:
    review.draft(COURT, 1)
    answer = browse(review.people[COURT][0]).post(
        desk(review, COURT, "list/"), form(because="比对名单")
    )
    document = json.loads(answer.content)
    assert [each["line"] for each in document["lines"]] == [2, 3, 4]
    assert document["lines"][0]["number"] == NUMBERS[1]
    assert NAMES[1] not in answer.content.decode()
    entry = Entry.objects.filter(log_id=review.town.log_name).latest("pk")
    assert entry.payload
    assert "比对名单" in str(entry.payload)
    assert SecurityEvent.objects.filter(kind=Kind.READ, people=3).exists()
    assert not any(number in str(entry.payload) for number in NUMBERS)


def test_a_department_without_numbers_takes_no_list(review: Review, browse: Browse) -> None:
    client = browse(review.people[POLICE][0])
    assert client.get(desk(review, POLICE, "match/")).status_code == 404
    assert client.post(desk(review, POLICE, "list/"), form(because="x")).status_code == 404


def answers(review: Review, **changed: object) -> SimpleUploadedFile:
    document = {
        "batch": review.batch.pk,
        "department": COURT,
        "condition": "punished",
        "hits": [2],
        **changed,
    }
    return SimpleUploadedFile("answers.json", json.dumps(document).encode())


def test_hits_come_back_as_drafts(review: Review, browse: Browse) -> None:
    client = browse(review.people[COURT][0])
    assert "huanjie review match" in text_of(client, desk(review, COURT, "match/"))
    client.post(desk(review, COURT, "match/"), form(file=answers(review)))
    assert [review.question(COURT, line).state for line in (1, 2)] == ["asked", "drafted"]
    review.sign(COURT, 2, answer=PUNISHED)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"batch": "other"}, "另一批"),
        ({"department": POLICE}, "另一个部门"),
        ({"condition": "rights"}, "没有问这个部门"),
        ({"hits": [9]}, "没有第 9 人"),
        ({"hits": [2, 2]}, "写了两次"),
        ({"names": ["王"]}, "不认识的键"),
    ],
)
def test_a_result_that_is_not_of_this_question_is_refused(
    review: Review, browse: Browse, changed: dict[str, object], says: str
) -> None:
    client = browse(review.people[COURT][0])
    answer = client.post(desk(review, COURT, "match/"), form(file=answers(review, **changed)))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert review.question(COURT, 2).state == "asked"
