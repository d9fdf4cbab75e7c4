"""The office that sends (主办单位的联审页): sending, reminding, withdrawing, and the times."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.office.conftest import Cast
from tests.office.review.conftest import (
    COURT,
    LADDER,
    NAMES,
    POLICE,
    SENT_ON,
    Review,
    at,
)
from tests.office.review.pages import desk, form, office, text_of

from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee
from huanjie.office.review.models import Batch, Reminder
from huanjie.office.review.particulars import Key
from huanjie.office.review.services import check_sending
from huanjie.office.units.models import Unit

Browse = Callable[[object], Client]


def test_the_office_reminds_and_the_department_is_told(
    review: Review, browse: Browse, cast: Cast
) -> None:
    browse(cast.town).post(office(review, f"{review.batch.pk}/remind/{COURT}/"), form())
    assert Reminder.objects.get().waiting == 4
    assert "催办，请尽快答复" in text_of(browse(review.people[COURT][0]), desk(review, COURT))
    assert "催办" not in text_of(browse(review.people[POLICE][0]), desk(review, POLICE))


def test_the_office_withdraws_after_asking_once_more(
    review: Review, browse: Browse, cast: Cast
) -> None:
    client = browse(cast.town)
    address = office(review, f"{review.batch.pk}/withdraw/")
    asked = client.post(address, form(lines=["1", "2"]))
    assert NAMES[1] in asked.content.decode()
    assert review.case().state == "in-review"
    client.post(address, form(lines=["1", "2"], confirm="1"))
    assert [review.case(line).state for line in (1, 2, 3)] == [
        "withdrawn",
        "withdrawn",
        "in-review",
    ]


def test_a_batch_is_sent_from_the_page(
    nominees: object, departments: object, browse: Browse, cast: Cast, village: object
) -> None:
    client = browse(cast.town)
    place = f"/units/{cast.town.assignments.get().unit_id}/reviews/"
    page = text_of(client, f"{place}send/")
    people = re.findall(r'name="people" value="([^"]+)" checked', page)
    assert len(people) == 4
    refused = client.post(f"{place}send/", form(people=people, ladder="fifteen-departments"))
    assert refused.status_code == 422
    assert "还没有设部门" in refused.content.decode()
    client.post(f"{place}departments/", form(ladder="fifteen-departments"))
    client.post(f"{place}send/", form(people=people, ladder="fifteen-departments", confirm="1"))
    batch = Batch.objects.get()
    assert batch.cases.count() == 4
    assert batch.ladder.name == "十五个部门联审"


def test_whoever_is_barred_is_neither_offered_nor_sent(
    nominees: list[Key], departments: object, browse: Browse, cast: Cast
) -> None:
    election, person = nominees[0]
    row = Nominee.objects.get(election=election, person=person)
    client, town = browse(cast.town), cast.town.assignments.get().unit_id
    place = f"/units/{town}/reviews/"
    assert f'value="{election}:{person}"' in text_of(client, f"{place}send/")
    Nominee.objects.filter(pk=row.pk).update(state=NomineeState.BARRED)
    page = text_of(client, f"{place}send/")
    assert f'value="{election}:{person}"' not in page
    assert "共 3 名" in page
    assert "有 3 名人选还没有送审" in text_of(client, place)
    unit = Unit.objects.get(pk=town)
    with pytest.raises(BadInput, match=f"{row.name}已经认定不符合条件"):
        check_sending(unit, LADDER, nominees)
    assert len(check_sending(unit, LADDER, nominees[1:]).people) == 3


def test_a_ladder_is_uploaded_and_a_bad_one_is_told_by_table_and_key(
    nominees: object, departments: object, browse: Browse, cast: Cast
) -> None:
    client = browse(cast.town)
    place = f"/units/{cast.town.assignments.get().unit_id}/reviews/departments/"
    bad = b'name = "x"\n[[level]]\nkey = "a"\nname = "b"\nhalf_days = 0\n'
    answer = client.post(place, form(file=SimpleUploadedFile("l.toml", bad)))
    assert answer.status_code == 422
    assert "l.toml" in answer.content.decode()


def test_medians_stand_by_department_and_name_no_person(
    review: Review, browse: Browse, cast: Cast
) -> None:
    with at(SENT_ON.replace(day=9), 15):
        review.answer(COURT)
    page = text_of(browse(cast.town), office(review, "times/"))
    assert 'data-value="1.5"' in page
    assert "人民法院" in page
    assert not any(name in page for name in NAMES)
    assert "court-" not in page
