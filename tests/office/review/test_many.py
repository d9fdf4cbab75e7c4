"""However many batches and people there are (人多、批次多): the same number of queries, and no
identity number read for a page that shows none.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.api.conftest import program
from tests.office.conftest import Cast
from tests.office.review.conftest import (
    COURT,
    POLICE,
    PUNISHED,
    SENT_ON,
    Review,
    at,
)
from tests.office.review.many import more_nominees, queries, send

from huanjie.domain.permission import Action
from huanjie.domain.reviewstates import CaseState
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.review.desk import Desk, desk_of, rows_of
from huanjie.office.review.desks import Heading, heading_of, headings_for
from huanjie.office.review.matrix import lines_of
from huanjie.office.review.models import Batch
from huanjie.office.review.progress import paces_at, progress_of
from huanjie.office.review.storing import ladder_of
from huanjie.office.units.permission import places_of

Browse = Callable[[object], Client]


def headings(review: Review) -> list[Heading]:
    user = type(review.office).objects.get(username=f"{COURT}-signs-0")
    return headings_for(user, places_of(user, Action.SEE_QUESTIONS))


def desk_at(review: Review, user: User) -> Desk:
    ladder, court = ladder_of(review.batch), (COURT, "人民法院")
    return desk_of(review.batch, ladder, review.town, court, user)


def test_the_list_of_a_departments_batches_asks_as_much_for_many_as_for_one(
    review: Review, cast: Cast
) -> None:
    one = queries(lambda: headings(review))
    for people in (more_nominees(review.election, 3), more_nominees(review.election, 2)):
        send(review, cast, people)
    many = queries(lambda: headings(review))
    assert [each.people for each in headings(review)] == [2, 3, 4]
    assert len(many) == len(one)
    assert not any("id_number" in each or '"answer"' in each for each in many)


def test_a_heading_says_what_the_desk_says(review: Review) -> None:
    review.draft(COURT, 1, 2, answer=PUNISHED)
    review.sign(COURT, 1, answer=PUNISHED)
    with at(SENT_ON.replace(day=12), 9):
        for user in review.people[COURT]:
            (counted,) = headings_for(user, places_of(user, Action.SEE_QUESTIONS))
            desk = desk_at(review, user)
            rows = rows_of(desk, desk.questions)
            assert counted == heading_of(desk)
            assert counted.people == len(rows)
            assert counted.to_draft == sum(row.is_to_draft for row in rows)
            assert counted.to_sign == desk.to_sign.count()
            assert counted.clock == min(
                (r.clock for r in rows if r.is_open), key=lambda c: c.end.half
            )
    assert (counted.to_draft, counted.to_sign, counted.signed) == (2, 1, 1)


def test_the_offices_list_asks_as_much_for_many_batches_as_for_one(
    review: Review, cast: Cast, browse: Browse
) -> None:
    client, address = browse(cast.town), f"/units/{review.town.pk}/reviews/"
    client.get(address)
    one = queries(lambda: client.get(address))
    for people in (more_nominees(review.election, 3), more_nominees(review.election, 2)):
        send(review, cast, people)
    many = queries(lambda: client.get(address))
    assert "第 3 批" in client.get(address).content.decode()
    assert len(many) == len(one)
    assert not any("id_number" in each for each in many)


def test_medians_of_many_batches_ask_as_much_as_those_of_one(review: Review, cast: Cast) -> None:
    review.answer(COURT, 1)
    one = queries(lambda: paces_at(review.town))
    (pace,) = paces_at(review.town)
    assert (pace.answers, pace.late) == (1, 0)
    send(review, cast, more_nominees(review.election, 2))
    with at(SENT_ON.replace(day=12), 9):
        review.answer(COURT, 2, 3)
    many = queries(lambda: paces_at(review.town))
    (pace,) = paces_at(review.town)
    assert (pace.answers, pace.late) == (3, 2)
    assert len(many) == len(one)


def test_the_numbers_of_a_batch_say_what_its_lines_say(review: Review) -> None:
    review.answer(POLICE, 1, 2)
    review.draft(COURT, 1)
    with at(SENT_ON.replace(day=12), 9):
        (progress,) = progress_of([review.batch])
        lines = lines_of(progress.ladder, review.batch.cases.all())
        assert progress.counts == {
            state.value: sum(line.state == state for line in lines) for state in CaseState
        }
        assert progress.people == len(lines)
        owing = {each.asked.key: (each.waiting, each.late) for each in progress.owing}
        late = {COURT: 0, POLICE: 0}
        for line in lines:
            for asked, (_name, cell) in zip(progress.ladder.departments, line.cells, strict=True):
                if cell and cell.is_late:
                    late[asked.key] += 1
        assert owing == {COURT: (4, late[COURT]), POLICE: (2, late[POLICE])}
        assert late == {COURT: 4, POLICE: 2}


def test_the_matrix_has_a_hundred_people_a_page_and_asks_as_much_for_each(
    review: Review, cast: Cast, browse: Browse
) -> None:
    office, places = browse(cast.town), f"/units/{review.town.pk}/reviews/"
    few = send(review, cast, more_nominees(review.election, 100))
    many = send(review, cast, more_nominees(review.election, 101))
    for batch, page, lines in ((few, 1, 100), (many, 1, 100), (many, 2, 1)):
        shown = office.get(f"{places}{batch.pk}/?page={page}").content.decode()
        assert shown.count('name="lines"') == lines
        assert ("第 101 至 101 个" in shown) is (lines == 1)
    asked = [queries(lambda b=b: office.get(f"{places}{b.pk}/")) for b in (few, many)]  # type: ignore[misc]
    assert len(asked[0]) == len(asked[1])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "丁大"}, [2]),
        ({"q": "dds"}, [2]),
        ({"q": "ds"}, []),
        ({"q": "三联"}, [1, 2, 3, 4]),
        ({"q": "nobody"}, []),
        ({"state": "barred"}, [1]),
        ({"state": "in-review"}, [2, 3, 4]),
        ({"state": "barred", "q": "丁大"}, []),
        ({"state": "nonsense"}, [1, 2, 3, 4]),
    ],
)
def test_people_of_a_batch_are_found_by_name_pinyin_place_and_outcome(
    review: Review, cast: Cast, browse: Browse, asked: dict[str, str], found: list[int]
) -> None:
    review.answer(POLICE, 1, answer=PUNISHED)
    review.answer(COURT, 1)
    address = f"/units/{review.town.pk}/reviews/{review.batch.pk}/"
    page = browse(cast.town).get(address, asked)
    assert [line.case.line for line in page.context["lines"]] == found
    assert ("这一批没有这样的人" in page.content.decode()) is (not found)
    assert f"{len(found)} 人，共 4 人" in page.content.decode()


def test_the_offices_batches_are_given_in_pages(review: Review, cast: Cast) -> None:
    send(review, cast, more_nominees(review.election, 1))
    office = program(cast.town, review.town)
    address = f"/units/{review.town.pk}/reviews"
    first = office.get(address, limit="1").json()
    assert (first["total"], first["next"]) == (2, 1)
    second = office.get(address, limit="1", offset="1").json()
    assert [first["items"][0]["number"], second["items"][0]["number"]] == [2, 1]


def test_sending_writes_as_often_for_many_as_for_few(review: Review, cast: Cast) -> None:
    few, many = more_nominees(review.election, 2), more_nominees(review.election, 20)
    for_few = queries(lambda: send(review, cast, few))
    for_many = queries(lambda: send(review, cast, many))
    assert len(for_many) == len(for_few)
    assert Batch.objects.first().cases.count() == 20  # type: ignore[union-attr]


def test_a_page_that_shows_no_number_reads_none(review: Review, cast: Cast, browse: Browse) -> None:
    office = browse(cast.town)
    batch = f"/units/{review.town.pk}/reviews/{review.batch.pk}/"
    own = f"/elections/{review.election.pk}/review/"
    pages = [(office, batch), (office, f"/units/{review.town.pk}/reviews/send/"), (office, own)]
    pages.append((browse(review.people[POLICE][0]), f"/questions/{review.batch.pk}/{POLICE}/"))
    for client, address in pages:
        read = queries(lambda client=client, address=address: client.get(address))  # type: ignore[misc]
        assert read
        assert not any('"id_number"' in each or '"phone"' in each for each in read), address
    court = browse(review.people[COURT][0])
    read = queries(lambda: court.get(f"/questions/{review.batch.pk}/{COURT}/"))
    assert any('"id_number"' in each for each in read)
    assert not any('"phone"' in each for each in read)


@pytest.mark.parametrize("stage", ["cancelled", "sealed"])
def test_of_an_election_that_is_over_nobody_waits_at_a_department(
    review: Review, cast: Cast, browse: Browse, stage: str
) -> None:
    Election.objects.update(stage=stage)
    (heading,) = headings(review)
    assert (heading.open, heading.to_draft, heading.clock, heading.people) == (0, 0, None, 4)
    client = browse(review.people[COURT][0])
    page = client.get(f"/questions/{review.batch.pk}/{COURT}/").content.decode()
    assert page.count("选举已结束，不用再答") == 4
    assert 'name="shown"' not in page
    taken = client.post(
        f"/questions/{review.batch.pk}/{COURT}/list/", {"key": "k", "because": "比对名单"}
    )
    assert taken.status_code == 422
    with at(SENT_ON.replace(day=30), 9):
        (progress,) = progress_of([review.batch])
        assert progress.owing == ()
        office = browse(cast.town)
        page = office.get(f"/units/{review.town.pk}/reviews/{review.batch.pk}/").content.decode()
    assert page.count("选举已结束，可以撤回") == 4
    assert "逾期</span>" not in page
