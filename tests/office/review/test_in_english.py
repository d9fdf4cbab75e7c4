"""Joint review in English (英文的联审页): nothing is Chinese but what says that it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.readaloud import CHINESE, Reader
from tests.office.review.conftest import COURT, PUNISHED, SENT_ON, Review, at

from huanjie.domain.ladder import Column
from huanjie.office.review.answering import return_questions

Browse = Callable[[object], Client]


@pytest.fixture
def filled(review: Review) -> Review:
    """Something in every state."""
    review.draft(COURT, 1)
    review.draft(COURT, 2, answer=PUNISHED)
    review.sign(COURT, 2, answer=PUNISHED)
    return_questions(
        acting_user=act(review.people[COURT][0]),
        unit=review.town,
        batch=review.batch.pk,
        department=COURT,
        lines=[3],
        columns=[Column.IDENTITY_NUMBER],
    )
    return review


def chinese_of(client: Client, address: str) -> list[str]:
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, address
    read = Reader(answer.content.decode())
    assert read.language == "en"
    return [word for word in read.own if CHINESE.search(word)]


def test_the_pages_are_english(filled: Review, browse: Browse, cast: Cast) -> None:
    batch, place = filled.batch.pk, filled.town.pk
    desk, office = f"/questions/{batch}/{COURT}/", f"/units/{place}/reviews/"
    drafts, signs = filled.people[COURT]
    looks = [
        *(
            (drafts, address)
            for address in ("/questions/", desk, f"{desk}return/", f"{desk}match/")
        ),
        *((signs, address) for address in (desk, f"{desk}sign/")),
        *((cast.town, f"{office}{below}") for below in ("", "send/", "times/", "departments/")),
        (cast.town, f"{office}{batch}/"),
        (cast.county, f"/units/{filled.town.parent_id}/reviews/departments/"),
        (cast.clerk, f"/elections/{filled.election.pk}/review/"),
    ]
    with at(SENT_ON.replace(day=11), 9):
        told = {address: chinese_of(browse(who), address) for who, address in looks}
    assert {address: words for address, words in told.items() if words} == {}
