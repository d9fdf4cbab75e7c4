"""Joint review for programs (联审接口): a department's own, masked; drafts, and no signatures."""

from __future__ import annotations

from tests.office.api.conftest import program
from tests.office.conftest import Cast
from tests.office.review.conftest import COURT, NUMBERS, POLICE, PUNISHED, Review

from huanjie.domain.identity import masked
from huanjie.domain.permission import Action
from huanjie.office.tokens.scopes import BY_TOKEN


def test_a_department_reads_its_batches_and_drafts(review: Review) -> None:
    drafter = program(review.people[COURT][0], review.town)
    (batch,) = drafter.get("/questions").json()
    assert (batch["batch"], batch["department"], batch["to_draft"]) == (review.batch.pk, COURT, 4)
    assert batch["due"]["until"] == "24:00"
    assert batch["due"]["half_days_left"] == 5
    here = f"/questions/{review.batch.pk}/{COURT}"
    whole = drafter.get(here).json()
    assert [each["condition"] for each in whole["conditions"]] == ["punished"]
    assert whole["questions"][0]["columns"]["identity-number"] == masked(NUMBERS[0])
    assert set(whole["questions"][0]["columns"]) == {"name", "sex", "identity-number"}
    said = {"answers": [{"line": 1, "barred_by": []}, {"line": 2, "barred_by": ["punished"]}]}
    assert drafter.post(f"{here}/draft", said).json() == {"people": 2}
    review.sign(COURT, 1)
    review.sign(COURT, 2, answer=PUNISHED)
    back = drafter.post(f"{here}/return", {"lines": [3], "columns": ["name"]})
    assert back.json() == {"people": 1}
    assert drafter.get(f"/questions/{review.batch.pk}/{POLICE}").status_code == 404


def test_what_no_law_names_is_refused(review: Review) -> None:
    drafter = program(review.people[COURT][0], review.town)
    said = {"answers": [{"line": 1, "barred_by": ["religion"]}]}
    answer = drafter.post(f"/questions/{review.batch.pk}/{COURT}/draft", said)
    assert answer.status_code == 422
    assert review.question(COURT).state == "asked"


def test_a_line_that_stands_twice_is_refused_and_nobody_is_answered(review: Review) -> None:
    drafter = program(review.people[COURT][0], review.town)
    lines = [(1, ["punished"]), (2, []), (1, [])]
    said = {"answers": [{"line": line, "barred_by": bars} for line, bars in lines]}
    here = f"/questions/{review.batch.pk}/{COURT}"
    assert drafter.post(f"{here}/draft", said).status_code == 422
    back = {"lines": [1, 1], "columns": ["name"]}
    assert drafter.post(f"{here}/return", back).status_code == 422
    assert {review.question(COURT, line).state for line in (1, 2)} == {"asked"}


def test_a_program_names_the_draft_that_its_own_takes_the_place_of(review: Review) -> None:
    review.draft(COURT, 1, answer=PUNISHED)
    drafter = program(review.people[COURT][0], review.town)
    here = f"/questions/{review.batch.pk}/{COURT}/draft"

    def draft(**said: object) -> int:
        answers = [{"line": 1, "barred_by": [], **said}]
        return int(drafter.post(here, {"answers": answers}).status_code)

    assert draft() == 422
    assert draft(instead_of=[]) == 422
    assert draft(instead_of=["punished"]) == 200
    review.sign(COURT, 1)


def test_the_office_reads_who_owes(review: Review, cast: Cast) -> None:
    review.answer(POLICE)
    office = program(cast.town, review.town)
    (batch,) = office.get(f"/units/{review.town.pk}/reviews").json()["items"]
    assert [(each["department"], each["waiting"]) for each in batch["owing"]] == [(COURT, 4)]
    assert batch["people"]["in-review"] == 4


def test_signing_and_numbers_are_in_no_tokens_range() -> None:
    wants_a_person = {Action.SIGN_ANSWER, Action.TAKE_BACK_SIGNATURE, Action.TAKE_LIST}
    assert not wants_a_person & set(BY_TOKEN)
