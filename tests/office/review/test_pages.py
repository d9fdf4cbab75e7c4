"""Pages of joint review (联审的页面): each sees its own, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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
from tests.office.review.pages import desk, office, text_of

from huanjie.domain.identity import masked

Browse = Callable[[object], Client]


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


def test_the_page_of_an_election_leads_whoever_sends_to_where_it_is_sent(
    review: Review, browse: Browse, cast: Cast
) -> None:
    page, way = f"/elections/{review.election.pk}/review/", f'href="{office(review)}"'
    assert way in text_of(browse(cast.town), page)
    assert way not in text_of(browse(cast.clerk), page)


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
