"""The office sends, withdraws, re-submits, reminds (送审、撤回、重新提请、催办)."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import Cast, act
from tests.office.review.conftest import (
    COURT,
    GROUP,
    LADDER,
    POLICE,
    PUNISHED,
    SENT_ON,
    Review,
    at,
)

from huanjie.domain.cycle import Stage
from huanjie.domain.ladder import Column
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee, StatedFact
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.review.answering import return_questions
from huanjie.office.review.departments import seat_person, unseat_person
from huanjie.office.review.models import Batch, Case, Department, KeptLadder, Seat
from huanjie.office.review.particulars import Key
from huanjie.office.review.services import (
    remind,
    resubmit_cases,
    send_review,
    withdraw_cases,
)
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Unit


def test_a_batch_asks_every_department_of_the_first_level(review: Review) -> None:
    assert review.lines == (1, 2, 3, 4)
    keys = review.case().questions.values_list("department", "state", "asked")
    assert set(keys) == {(COURT, "asked", "2026-06-08am"), (POLICE, "asked", "2026-06-08am")}
    assert KeptLadder.objects.get().document == LADDER


def test_nobody_is_sent_twice(review: Review, cast: Cast, nominees: list[Key]) -> None:
    with pytest.raises(BadInput, match="已经送审"):
        send_review(
            acting_user=act(cast.town), unit=review.town, ladder=LADDER, people=nominees[:1]
        )
    assert Batch.objects.count() == 1


def test_a_ladder_that_asks_what_no_law_names_is_refused(
    cast: Cast, village: Unit, nominees: list[Key], departments: object
) -> None:
    ladder = deepcopy(LADDER)
    ladder["level"][0]["department"][0]["facts"] = ["religion"]
    assert village.parent
    with pytest.raises(BadInput, match="不是任职资格的法定条件"):
        send_review(acting_user=act(cast.town), unit=village.parent, ladder=ladder, people=nominees)
    assert not Batch.objects.exists()


def test_a_department_that_the_law_leaves_nothing_to_answer_is_not_asked(
    cast: Cast, village: Unit, party_election: Election, departments: object
) -> None:
    party_election.stage = Stage.ROLL_PUBLISHED
    party_election.save()
    contest = party_election.contests.get()
    own = {"election": party_election, "region": party_election.region}
    entry = RollEntry.objects.create(**own, number=1, name="钟一鸣", sex="m")
    Nominee.objects.create(**own, contest=contest, entry=entry, person="p1", name="钟一鸣", sex="m")
    assert village.parent
    with pytest.raises(BadInput, match="没有这份联审安排里的部门能答的条件"):
        send_review(
            acting_user=act(cast.town),
            unit=village.parent,
            ladder=LADDER,
            people=[(party_election.pk, "p1")],
        )
    assert not Batch.objects.exists()


def test_a_department_must_be_set_up_first(
    cast: Cast, village: Unit, nominees: list[Key], departments: object
) -> None:
    Department.objects.filter(key=COURT).delete()
    assert village.parent
    with pytest.raises(BadInput, match="还没有设部门：人民法院"):
        send_review(acting_user=act(cast.town), unit=village.parent, ladder=LADDER, people=nominees)


def test_a_town_sends_its_own_people_alone(
    cast: Cast, village: Unit, nominees: list[Key], departments: object
) -> None:
    with pytest.raises(PermissionDenied):
        send_review(acting_user=act(cast.clerk), unit=village, ladder=LADDER, people=nominees)
    assert village.parent
    for stray in [("nowhere", "p1"), (nominees[0][0], "p9")]:
        with pytest.raises(BadInput, match="没有所选的人选"):
            send_review(
                acting_user=act(cast.town), unit=village.parent, ladder=LADDER, people=[stray]
            )
    with pytest.raises(BadInput, match="选了 0 人"):
        send_review(acting_user=act(cast.town), unit=village.parent, ladder=LADDER, people=[])


def give_back(review: Review, *columns: Column) -> None:
    return_questions(
        acting_user=act(review.people[COURT][0]),
        unit=review.town,
        batch=review.batch.pk,
        department=COURT,
        lines=[1],
        columns=columns,
    )


def send_again(review: Review, *lines: int) -> int:
    return resubmit_cases(
        acting_user=act(review.office), unit=review.town, batch=review.batch.pk, lines=lines
    )


def test_what_was_returned_is_asked_again_with_a_new_clock(review: Review) -> None:
    review.answer(POLICE, 1)
    give_back(review, Column.IDENTITY_NUMBER)
    RollEntry.objects.filter(name="钟一鸣").update(id_number="330329199003071022")
    with at(SENT_ON, 15):
        send_again(review, 1)
    asked = review.question(COURT)
    assert (asked.state, asked.asked, asked.wrong) == ("asked", "2026-06-08pm", [])
    assert review.question(POLICE).state == "signed"


def test_a_changed_column_is_asked_again_of_whoever_sees_it(review: Review) -> None:
    review.answer(POLICE, 1)
    review.answer(COURT, 1)
    Nominee.objects.filter(person="p1").update(name="钟一明")
    send_again(review, 1)
    assert review.question(POLICE).state == "asked"
    assert review.question(COURT).state == "asked"
    with pytest.raises(BadInput, match="不用重新提请"):
        send_again(review, 1)


def test_only_the_court_sees_a_changed_sex(review: Review) -> None:
    review.answer(POLICE, 1)
    review.draft(COURT, 1)
    Nominee.objects.filter(person="p1").update(sex="f")
    send_again(review, 1)
    assert review.question(POLICE).state == "signed"
    assert review.question(COURT).state == "asked"


def test_a_withdrawn_case_keeps_its_signatures_and_comes_back(review: Review) -> None:
    review.answer(COURT, 1)
    withdraw_cases(
        acting_user=act(review.office), unit=review.town, batch=review.batch.pk, lines=[1]
    )
    assert (review.case().state, review.question(COURT).state) == ("withdrawn", "signed")
    assert review.question(POLICE).state == "withdrawn"
    send_again(review, 1)
    review.answer(POLICE, 1)
    assert review.question(GROUP).state == "asked"


def test_whoever_barred_is_asked_again_and_the_fact_is_put_right(review: Review) -> None:
    review.answer(COURT, 1, answer=PUNISHED)
    review.answer(POLICE, 1)
    assert review.case().state == "barred"
    send_again(review, 1)
    review.answer(COURT, 1)
    assert review.question(GROUP).state == "asked"
    latest = StatedFact.objects.filter(person="p1", fact="criminal_punishment").last()
    assert latest
    assert latest.value == "false"


def test_whoever_stands_no_more_is_not_sent_again(review: Review) -> None:
    give_back(review, Column.NAME)
    Nominee.objects.filter(person="p1").update(state="withdrawn")
    with pytest.raises(BadInput, match="已经不是人选"):
        send_again(review, 1)


def test_a_department_is_reminded_once_a_day_and_only_while_it_owes(review: Review) -> None:
    said: dict[str, Any] = {"unit": review.town, "batch": review.batch.pk}
    assert remind(acting_user=act(review.office), department=COURT, **said) == 4
    with pytest.raises(BadInput, match="今天已经催办过"):
        remind(acting_user=act(review.office), department=COURT, **said)
    review.answer(POLICE)
    with pytest.raises(BadInput, match="没有待答的人"):
        remind(acting_user=act(review.office), department=POLICE, **said)


@pytest.mark.parametrize("who", ["chair", "clerk", "teller", "observer"])
def test_only_the_office_withdraws(review: Review, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_cases(
            acting_user=act(getattr(cast, who)),
            unit=review.town,
            batch=review.batch.pk,
            lines=[1],
        )


def test_a_batch_is_reached_at_its_own_place_alone(review: Review, cast: Cast) -> None:
    county = review.town.parent
    assert county
    with pytest.raises(BadInput, match="没有这一批"):
        withdraw_cases(acting_user=act(cast.county), unit=county, batch=review.batch.pk, lines=[1])
    with pytest.raises(BadInput, match="没有第 9 人"):
        withdraw_cases(
            acting_user=act(cast.town), unit=review.town, batch=review.batch.pk, lines=[1, 9]
        )
    assert Case.objects.filter(state="withdrawn").count() == 0


def test_a_seat_wants_a_role_and_one_department_alone(
    cast: Cast, departments: dict[str, tuple[User, ...]]
) -> None:
    court = Department.objects.get(key=COURT)
    place = Unit.objects.get(pk=court.region)
    said: dict[str, Any] = {"unit": place, "department": court.pk}
    with pytest.raises(BadInput, match="没有“联审经办人”、“联审签字人”的角色"):
        seat_person(acting_user=act(cast.county), username="clerk", **said)
    with pytest.raises(BadInput, match="已经在另一个部门"):
        seat_person(acting_user=act(cast.county), username=f"{POLICE}-drafts", **said)
    with pytest.raises(BadInput, match="已经在这个部门"):
        seat_person(acting_user=act(cast.county), username=f"{COURT}-drafts", **said)
    with pytest.raises(BadInput, match="没有账号"):
        seat_person(acting_user=act(cast.county), username="nobody", **said)


def test_whoever_left_a_department_answers_no_more(review: Review, cast: Cast) -> None:
    seat = Seat.objects.get(user=review.people[COURT][0])
    place = Unit.objects.get(pk=seat.region)
    unseat_person(acting_user=act(cast.county), unit=place, seat=seat.pk)
    with pytest.raises(PermissionDenied):
        review.draft(COURT)
