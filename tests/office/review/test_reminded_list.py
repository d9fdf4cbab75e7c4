"""The list of a department's batches (部门的批次): what is urgent, and what it was reminded of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.conftest import act
from tests.office.review.conftest import COURT, POLICE, SENT_ON, Review, at
from tests.office.review.pages import text_of

from huanjie.office.review.services import remind

Browse = Callable[[object], Client]
LIST = "/questions/"
REMINDED = "主办单位 2026年6月8日（周一） 催办"


def test_a_reminder_is_told_in_the_list_until_the_department_has_answered(
    review: Review, browse: Browse
) -> None:
    court, police = (browse(review.people[key][0]) for key in (COURT, POLICE))
    assert "催办" not in text_of(court, LIST)
    remind(
        acting_user=act(review.office), unit=review.town, batch=review.batch.pk, department=COURT
    )
    assert REMINDED in text_of(court, LIST)
    assert "催办" not in text_of(police, LIST)
    review.answer(COURT)
    assert "催办" not in text_of(court, LIST)


@pytest.mark.parametrize(
    ("day", "hour", "marked"),
    [(9, 15, False), (10, 9, True), (10, 15, True), (11, 9, False)],
    ids=["one-day-left", "half-a-day-left", "the-last-half", "overdue"],
)
def test_a_batch_with_half_a_working_day_left_or_less_is_marked(
    review: Review, browse: Browse, day: int, hour: int, marked: bool
) -> None:
    with at(SENT_ON.replace(day=day), hour):
        page = text_of(browse(review.people[COURT][0]), LIST)
    assert ("快到时限" in page) == marked
