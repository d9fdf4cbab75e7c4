"""Pages of joint review (联审的页面): each sees its own, and no more."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.office.conftest import Cast
from tests.office.review.conftest import (
    COURT,
    GROUP,
    NAMES,
    NUMBERS,
    POLICE,
    PUNISHED,
    SENT_ON,
    Review,
    at,
)

from huanjie.domain.identity import masked
from huanjie.office.deeds.models import Entry
from huanjie.office.review.models import Batch, Reminder
from huanjie.office.security.models import Kind, SecurityEvent

Browse = Callable[[object], Client]


def desk(review: Review, department: str, below: str = "") -> str:
    return f"/questions/{review.batch.pk}/{department}/{below}"


def office(review: Review, below: str = "") -> str:
    return f"/units/{review.town.pk}/reviews/{below}"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def form(**fields: object) -> dict[str, object]:
    return {"key": f"k{len(str(fields))}{hash(str(fields))}"[:60], **fields}


def test_a_department_sees_its_own_columns_alone(review: Review, browse: Browse) -> None:
    court = text_of(browse(review.people[COURT][0]), desk(review, COURT))
    police = text_of(browse(review.people[POLICE][0]), desk(review, POLICE))
    assert all(name in court and name in police for name in NAMES)
    assert masked(NUMBERS[0]) in court
    assert masked(NUMBERS[0]) not in police
    assert "1990-03-01" in police
    assert "1990-03-01" not in court
    for page in (court, police):
        assert NUMBERS[0] not in page
        assert "三联村" not in page
        assert "村民委员会主任" not in page


def test_a_department_is_offered_the_conditions_that_it_was_asked(
    review: Review, browse: Browse
) -> None:
    court = text_of(browse(review.people[COURT][0]), desk(review, COURT))
    assert 'value="punished"' in court
    assert 'value="rights"' not in court
    assert "<textarea" not in court


@pytest.mark.parametrize("department", [POLICE, GROUP])
@pytest.mark.parametrize("below", ["", "sign/", "return/", "match/"])
def test_another_departments_question_is_not_there(
    review: Review, browse: Browse, department: str, below: str
) -> None:
    answer = browse(review.people[COURT][0]).get(desk(review, department, below))
    assert answer.status_code == 404
    assert NAMES[0] not in answer.content.decode()


def test_a_departments_person_reaches_neither_roll_nor_candidates_nor_the_office(
    review: Review, browse: Browse
) -> None:
    own = f"/elections/{review.election.pk}/"
    for who in review.people[COURT]:
        client = browse(who)
        for address in (
            own,
            f"{own}roll/",
            f"{own}candidates/",
            f"{own}review/",
            office(review),
            office(review, f"{review.batch.pk}/"),
            office(review, "times/"),
            office(review, "departments/"),
            "/board/",
        ):
            assert client.get(address).status_code in (403, 404), address


def test_the_office_sees_no_department_page_and_no_answer(
    review: Review, browse: Browse, cast: Cast
) -> None:
    review.answer(COURT, 1, answer=PUNISHED)
    assert browse(cast.town).get(desk(review, COURT)).status_code == 404
    page = text_of(browse(cast.town), office(review, f"{review.batch.pk}/"))
    assert "已签" in page
    assert "刑事处罚" not in page
    assert "court-drafts" not in page


def test_the_clerk_sees_the_state_of_the_case_alone(
    review: Review, browse: Browse, cast: Cast
) -> None:
    review.answer(COURT, 1, answer=PUNISHED)
    page = text_of(browse(cast.clerk), f"/elections/{review.election.pk}/review/")
    assert page.count("审查中") == 4
    assert "人民法院" not in page
    for address in (office(review), office(review, f"{review.batch.pk}/"), desk(review, COURT)):
        assert browse(cast.clerk).get(address).status_code in (403, 404)


def test_the_office_finds_its_reviews_from_any_page(
    review: Review, browse: Browse, cast: Cast
) -> None:
    assert f'href="{office(review)}"' in text_of(browse(cast.town), "/board/")
    county = office(review).replace(review.town.pk, review.town.pk[:6] + "0" * 6)
    assert f'href="{county}"' in text_of(browse(cast.county), "/board/")
    assert "/reviews/" not in text_of(browse(cast.clerk), f"/elections/{review.election.pk}/")


def test_somebody_of_a_department_is_led_to_its_batches(review: Review, browse: Browse) -> None:
    client = browse(review.people[COURT][1])
    assert client.get("/").headers["Location"] == "/questions/"
    page = text_of(client, "/questions/")
    assert "第 1 批" in page
    assert "还有 2.5 个工作日" in page


def test_the_clock_says_when_it_is_over(review: Review, browse: Browse, cast: Cast) -> None:
    with at(SENT_ON.replace(day=11), 9):
        page = text_of(browse(review.people[COURT][0]), desk(review, COURT))
        assert "逾期 0.5 个工作日" in page
        page = text_of(browse(cast.town), office(review, f"{review.batch.pk}/"))
        assert page.count("逾期 0.5 个工作日") == 2
    with at(SENT_ON.replace(day=10), 23):
        assert "逾期" not in text_of(browse(review.people[COURT][0]), desk(review, COURT))


def test_all_are_answered_with_one_button_and_exceptions_by_article(
    review: Review, browse: Browse
) -> None:
    client = browse(review.people[COURT][0])
    shown = shown_on(text_of(client, desk(review, COURT)))
    assert shown == "1,2,3,4"
    sent = client.post(desk(review, COURT), form(shown=shown, bar_2=["punished"]), follow=True)
    assert "已初核 4 人" in sent.content.decode()
    review.sign(COURT, 1, 3, 4)
    review.sign(COURT, 2, answer=PUNISHED)


def shown_on(page: str) -> str:
    found = re.search(r'name="shown" value="([^"]*)"', page)
    assert found
    return found[1]


def test_only_those_whom_the_page_showed_are_answered_together(
    review: Review, browse: Browse
) -> None:
    client = browse(review.people[COURT][0])
    sent = client.post(desk(review, COURT), form(shown="1,3", bar_3=["punished"]), follow=True)
    assert "已初核 2 人" in sent.content.decode()
    states = [review.question(COURT, line).state for line in review.lines]
    assert states == ["drafted", "asked", "drafted", "asked"]


def test_whoever_was_answered_meanwhile_is_named_and_nobody_else_is_answered(
    review: Review, browse: Browse
) -> None:
    client = browse(review.people[COURT][0])
    shown = shown_on(text_of(client, desk(review, COURT)))
    review.draft(COURT, 2, answer=PUNISHED)
    answer = client.post(desk(review, COURT), form(shown=shown, bar_3=["punished"]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第 2 人：已经有人初核过" in page
    assert re.search(r'name="bar_3" value="punished" checked', page)
    assert [review.question(COURT, line).state for line in (1, 3)] == ["asked", "asked"]
    review.sign(COURT, 2, answer=PUNISHED)


def test_what_is_ticked_for_others_stays_while_one_is_answered_alone(
    review: Review, browse: Browse
) -> None:
    client = browse(review.people[COURT][0])
    answer = client.post(desk(review, COURT), form(shown="1,2,3,4", one="3", bar_2=["punished"]))
    page = answer.content.decode()
    assert "已初核 1 人" in page
    assert re.search(r'name="bar_2" value="punished" checked', page)
    assert shown_on(page) == "1,2,4"
    client.post(desk(review, COURT), form(shown="1,2,4", bar_2=["punished"]))
    review.sign(COURT, 2, answer=PUNISHED)


@pytest.mark.parametrize(
    "fields",
    [
        {"one": "3", "bar_2": ["punished"]},
        {"shown": "1,3", "bar_2": ["punished"]},
        {"shown": "1,x"},
        {"one": "x"},
        {"one": "3", "bar_x": ["punished"]},
        {"shown": ""},
    ],
)
def test_a_ticked_bar_is_never_dropped_and_a_form_that_cannot_be_read_does_nothing(
    review: Review, browse: Browse, fields: dict[str, object]
) -> None:
    review.draft(COURT, 2)
    answer = browse(review.people[COURT][0]).post(desk(review, COURT), form(**fields))
    assert answer.status_code == 422
    states = [review.question(COURT, line).state for line in (1, 3, 4)]
    assert states == ["asked", "asked", "asked"]


def test_one_is_answered_alone(review: Review, browse: Browse) -> None:
    client = browse(review.people[COURT][0])
    client.post(desk(review, COURT), form(one="3"))
    states = [review.question(COURT, line).state for line in review.lines]
    assert states == ["asked", "asked", "drafted", "asked"]


def test_the_second_person_signs_what_the_page_shows(review: Review, browse: Browse) -> None:
    review.draft(COURT, 1, 2, 3)
    review.draft(COURT, 4, answer=PUNISHED)
    client = browse(review.people[COURT][1])
    page = text_of(client, desk(review, COURT, "sign/"))
    first = re.search(r'name="lines" value="(\d)"', page)
    assert first
    assert first[1] == "4"
    fields = form(lines=["4"], answer_4=json.dumps(["punished"]))
    client.post(desk(review, COURT, "sign/"), fields)
    assert [review.question(COURT, line).state for line in (3, 4)] == ["drafted", "signed"]


def test_a_draft_that_changed_is_not_signed_and_the_page_says_so(
    review: Review, browse: Browse
) -> None:
    review.draft(COURT, 1, answer=PUNISHED)
    answer = browse(review.people[COURT][1]).post(
        desk(review, COURT, "sign/"), form(lines=["1"], answer_1="[]")
    )
    assert answer.status_code == 422
    assert "打开这一页以后变了" in answer.content.decode()
    assert review.question(COURT).state == "drafted"


@pytest.mark.parametrize("shown", [None, "", "x", "{}", "[1]", "null", '"punished"'])
def test_an_answer_that_the_form_does_not_show_is_not_read_as_no_bar(
    review: Review, browse: Browse, shown: str | None
) -> None:
    review.draft(COURT, 1)
    fields = {} if shown is None else {"answer_1": shown}
    answer = browse(review.people[COURT][1]).post(
        desk(review, COURT, "sign/"), form(lines=["1"], **fields)
    )
    assert answer.status_code == 422
    assert "没有页面显示的答复" in answer.content.decode()
    assert review.question(COURT).state == "drafted"


def test_the_drafter_is_told_that_another_signs(review: Review, browse: Browse) -> None:
    review.draft(COURT)
    page = text_of(browse(review.people[COURT][0]), desk(review, COURT, "sign/"))
    assert "由另一个人签字" in page


def test_a_return_names_the_column_on_both_sides(
    review: Review, browse: Browse, cast: Cast
) -> None:
    client = browse(review.people[COURT][0])
    client.post(desk(review, COURT, "return/"), form(lines=["1"], columns=["identity-number"]))
    assert "等主办单位补正：证件号码" in text_of(client, desk(review, COURT))
    page = text_of(browse(cast.town), office(review, f"{review.batch.pk}/"))
    assert "已退回" in page
    assert "证件号码" in page
    answer = client.post(desk(review, COURT, "return/"), form(lines=["2"]))
    assert answer.status_code == 422


def test_a_signature_is_taken_back_on_the_page(review: Review, browse: Browse) -> None:
    review.answer(COURT, 1)
    client = browse(review.people[COURT][1])
    assert "收回我的签字" in text_of(client, desk(review, COURT))
    client.post(desk(review, COURT, "take-back/"), form(line="1"))
    assert review.question(COURT).state == "drafted"


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
