"""A department answers (部门答复): two people, its own question alone, in the words of the law."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from tests.office.conftest import Cast, act
from tests.office.review.conftest import (
    COURT,
    GROUP,
    NAMES,
    NO_BAR,
    POLICE,
    PUNISHED,
    Review,
)

from huanjie.domain.ladder import Column
from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee, StatedFact
from huanjie.office.deeds.models import Entry
from huanjie.office.keeping.wiping import WIPERS
from huanjie.office.onedoor import opened
from huanjie.office.review.answering import (
    draft_answers,
    return_questions,
    sign_answers,
    take_back_signatures,
)
from huanjie.office.review.models import Signature
from huanjie.office.units.models import Assignment


def test_a_department_answers_for_everybody_at_once_and_a_second_person_signs(
    review: Review,
) -> None:
    assert review.draft(COURT) == 4
    assert {review.question(COURT, line).state for line in review.lines} == {"drafted"}
    review.sign(COURT)
    assert {review.question(COURT, line).state for line in review.lines} == {"signed"}
    assert review.case().state == "in-review"


def test_the_next_level_is_asked_when_the_last_department_has_signed(review: Review) -> None:
    review.answer(COURT)
    assert not review.case().questions.filter(department=GROUP).exists()
    review.answer(POLICE)
    assert review.question(GROUP).state == "asked"
    review.answer(GROUP)
    assert {review.case(line).state for line in review.lines} == {"cleared"}


def test_one_refusal_bars_at_the_close_of_the_level_under_the_article(review: Review) -> None:
    review.answer(COURT, 2, answer=PUNISHED)
    assert review.case(2).state == "in-review"
    assert not StatedFact.objects.exists()
    review.answer(POLICE)
    assert review.case(2).state == "barred"
    facts = StatedFact.objects.filter(person="p2")
    assert {each.fact: each.value for each in facts} == {
        "criminal_punishment": "true",
        "political_rights": "true",
    }
    assert {each.source for each in facts} == {"department"}
    assert {each.reference for each in facts} == {"第 1 批 部门审查"}
    assert review.case(1).state == "in-review"


def test_no_bar_is_a_fact_too(review: Review) -> None:
    review.answer(COURT)
    review.answer(POLICE)
    facts = StatedFact.objects.filter(person="p1")
    assert {each.fact: each.value for each in facts} == {
        "criminal_punishment": "false",
        "political_rights": "true",
    }


def test_the_same_person_never_signs_twice(review: Review) -> None:
    drafter = review.people[COURT][0]
    Assignment.objects.create(user=drafter, role=Role.REVIEW_SIGNER, unit=review.town)
    review.draft(COURT)
    with pytest.raises(BadInput, match="第 1 人：初核或者签过字的人不能再签"):
        sign_answers(
            acting_user=act(drafter),
            unit=review.town,
            batch=review.batch.pk,
            department=COURT,
            answers={1: NO_BAR},
        )
    assert review.question(COURT).state == "drafted"


def test_whoever_signs_signs_what_they_saw(review: Review) -> None:
    review.draft(COURT, 1)
    review.draft(COURT, 1, answer=PUNISHED, instead_of=NO_BAR)
    with pytest.raises(BadInput, match="打开这一页以后变了"):
        review.sign(COURT, 1)
    assert review.question(COURT).state == "drafted"


def test_a_draft_takes_the_place_of_the_one_that_its_author_saw_and_of_no_other(
    review: Review,
) -> None:
    review.draft(COURT, 1, answer=PUNISHED)
    with pytest.raises(BadInput, match="第 1 人：已经有人初核过"):
        review.draft(COURT, 1)
    with pytest.raises(BadInput, match="第 1 人：初核的答复在您打开这一页以后变了"):
        review.draft(COURT, 1, instead_of=NO_BAR)
    with pytest.raises(BadInput, match="第 2 人：初核的答复在您打开这一页以后变了"):
        review.draft(COURT, 2, instead_of=NO_BAR)
    assert review.question(COURT).signatures.count() == 1
    review.draft(COURT, 1, instead_of=PUNISHED)
    review.sign(COURT, 1)


def test_nothing_is_answered_about_somebody_who_is_not_there_any_more(review: Review) -> None:
    Nominee.objects.filter(person="p1").delete()
    with pytest.raises(BadInput, match="第 1 人：这个人已经不在人选里"):
        review.draft(COURT, 1, answer=PUNISHED)
    assert not Signature.objects.exists()


def test_nobody_is_named_twice(review: Review) -> None:
    with pytest.raises(BadInput, match="第 1 人写了两次"):
        return_questions(
            acting_user=act(review.people[COURT][0]),
            unit=review.town,
            batch=review.batch.pk,
            department=COURT,
            lines=[1, 2, 1],
            columns=[Column.NAME],
        )
    assert review.question(COURT, 2).state == "asked"


@pytest.mark.parametrize("condition", ["rights", "expelled", "age", "religion"])
def test_no_department_answers_what_it_was_not_asked(review: Review, condition: str) -> None:
    with pytest.raises(BadInput, match="没有问这个部门"):
        review.draft(COURT, 1, answer=frozenset({condition}))
    assert not Signature.objects.exists()


def test_all_are_answered_or_nobody(review: Review) -> None:
    review.answer(COURT, 3)
    with pytest.raises(BadInput, match="第 3 人：这个问题现在是“已签”，不能初核"):
        review.draft(COURT)
    assert review.question(COURT, 1).state == "asked"


def test_nobody_answers_for_another_department(review: Review) -> None:
    court = review.people[COURT]
    with pytest.raises(PermissionDenied):
        draft_answers(
            acting_user=act(court[0]),
            unit=review.town,
            batch=review.batch.pk,
            department=POLICE,
            answers={1: NO_BAR},
        )
    review.draft(POLICE)
    with pytest.raises(PermissionDenied):
        sign_answers(
            acting_user=act(court[1]),
            unit=review.town,
            batch=review.batch.pk,
            department=POLICE,
            answers={1: NO_BAR},
        )


def test_a_reviewer_does_not_sign_and_a_signer_does_not_draft(review: Review) -> None:
    drafter, signer = review.people[COURT]
    said: dict[str, Any] = {"unit": review.town, "batch": review.batch.pk, "department": COURT}
    with pytest.raises(PermissionDenied):
        draft_answers(acting_user=act(signer), answers={1: NO_BAR}, **said)
    review.draft(COURT)
    with pytest.raises(PermissionDenied):
        sign_answers(acting_user=act(drafter), answers={1: NO_BAR}, **said)


@pytest.mark.parametrize("who", ["county", "town", "chair", "clerk", "observer"])
def test_nobody_outside_a_department_answers(review: Review, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        draft_answers(
            acting_user=act(getattr(cast, who)),
            unit=review.town,
            batch=review.batch.pk,
            department=COURT,
            answers={1: NO_BAR},
        )


def test_a_return_says_which_column_and_stops_nobody_else(review: Review) -> None:
    return_questions(
        acting_user=act(review.people[COURT][0]),
        unit=review.town,
        batch=review.batch.pk,
        department=COURT,
        lines=[1],
        columns=[Column.IDENTITY_NUMBER],
    )
    returned = review.question(COURT)
    assert (returned.state, returned.wrong, returned.ended) == (
        "returned",
        ["identity-number"],
        "2026-06-08am",
    )
    review.answer(POLICE)
    assert review.question(POLICE).state == "signed"


def test_a_department_returns_no_column_that_it_does_not_see(review: Review) -> None:
    with pytest.raises(BadInput, match="看不到"):
        return_questions(
            acting_user=act(review.people[COURT][0]),
            unit=review.town,
            batch=review.batch.pk,
            department=COURT,
            lines=[1],
            columns=[Column.POST],
        )


def test_a_signature_is_taken_back_and_stays_on_record(review: Review) -> None:
    review.answer(COURT, 1)
    take_back_signatures(
        acting_user=act(review.people[COURT][1]),
        unit=review.town,
        batch=review.batch.pk,
        department=COURT,
        lines=[1],
    )
    assert review.question(COURT).state == "drafted"
    kept = review.question(COURT).signatures.values_list("standing", flat=True)
    assert list(kept) == ["stands", "taken-back"]
    review.sign(COURT, 1)
    assert review.question(COURT).state == "signed"


def test_an_answer_is_kept_encrypted(review: Review) -> None:
    review.draft(COURT, 1, answer=PUNISHED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM review_signature")
        assert b"punished" not in bytes(cursor.fetchone()[0])


def test_the_log_holds_ids_and_numbers_alone(review: Review) -> None:
    review.answer(COURT, 1, answer=PUNISHED)
    entries = Entry.objects.filter(log_id=review.town.log_name).values_list("payload", flat=True)
    text = repr(list(entries))
    assert review.batch.pk in text
    assert not any(name in text for name in (*NAMES, "punished", "court-drafts"))


def test_answers_and_signatures_go_when_the_facts_of_the_nominees_go(review: Review) -> None:
    review.answer(COURT, 1, answer=PUNISHED)
    with opened():
        assert WIPERS["eligibility-facts"](review.election) >= 4
    assert not Signature.objects.exists()
    assert not review.batch.cases.exists()
    assert review.batch.ladder.document
