"""A case of joint review (一个人的联审): what return, withdrawal, re-submission, one refusal and a
signature taken back mean.
"""

from __future__ import annotations

import pytest
from tests.domain.reviewing import (
    AT,
    BARRED,
    COUNTY,
    COURT,
    LATER,
    NAME,
    NUMBER,
    PARTY,
    POLICE,
    POST,
    answered,
    case,
)

from huanjie.domain.review import (
    Rung,
    closed_levels,
    draft,
    give_back,
    opened,
    resubmit,
    sign,
    take_back,
    withdraw,
)
from huanjie.domain.reviewquestion import Standing
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.door.fault import BadInput

NOTHING: frozenset[str] = frozenset()
LEVEL = (COURT, POLICE, PARTY)


def test_all_departments_of_the_first_level_are_asked_at_once_and_no_other() -> None:
    asked = case().questions
    assert set(asked) == set(LEVEL)
    assert {each.state for each in asked.values()} == {QuestionState.ASKED}


def test_the_level_closes_with_its_last_signature_and_the_next_is_asked() -> None:
    before = answered(case(), COURT, POLICE)
    assert (before.level, COUNTY in before.questions) == (0, False)
    after = answered(before, PARTY)
    assert after.level == 1
    assert after.questions[COUNTY].asked == LATER
    assert closed_levels(after) == {0}


def test_after_the_last_level_the_person_is_cleared() -> None:
    last = answered(answered(case(), *LEVEL), COUNTY, more=("third",))
    assert last.state == CaseState.CLEARED
    assert closed_levels(last) == {0, 1}


def test_an_answer_wants_as_many_signatures_as_its_level() -> None:
    two_of_three = answered(answered(case(), *LEVEL), COUNTY)
    assert two_of_three.questions[COUNTY].state == QuestionState.DRAFTED
    assert two_of_three.state == CaseState.IN_REVIEW


def test_nobody_signs_an_answer_twice() -> None:
    drafted = draft(case(), COURT, NOTHING, by="first")
    with pytest.raises(BadInput, match="不能再签"):
        sign(drafted, COURT, by="first", at=LATER)
    level = answered(answered(case(), *LEVEL), COUNTY)
    with pytest.raises(BadInput, match="不能再签"):
        sign(level, COUNTY, by="second", at=LATER)


def test_another_draft_voids_the_signatures_under_the_first() -> None:
    signed = answered(answered(case(), *LEVEL), COUNTY)
    again = draft(signed, COUNTY, BARRED, by="third").questions[COUNTY]
    assert [each.standing for each in again.signatures] == [
        Standing.VOID,
        Standing.VOID,
        Standing.STANDS,
    ]
    assert again.answer == BARRED


def test_one_refusal_stops_nobody_else_and_bars_when_the_level_closes() -> None:
    refused = answered(case(), COURT, answer=BARRED)
    assert refused.state == CaseState.IN_REVIEW
    others = answered(refused, POLICE)
    assert others.questions[POLICE].state == QuestionState.SIGNED
    closed = answered(others, PARTY)
    assert closed.state == CaseState.BARRED
    assert COUNTY not in closed.questions
    assert closed_levels(closed) == {0}


def test_a_return_stops_one_clock_and_leaves_the_others_as_they_are() -> None:
    before = draft(answered(case(), COURT), POLICE, NOTHING, by="first")
    after = give_back(before, PARTY, (POST,), at=LATER)
    assert (after.questions[PARTY].ended, after.questions[PARTY].wrong) == (LATER, (POST,))
    assert {key: after.questions[key] for key in (COURT, POLICE)} == {
        key: before.questions[key] for key in (COURT, POLICE)
    }
    assert answered(after, POLICE, answer=BARRED).questions[POLICE].answer == BARRED


def test_a_department_returns_what_it_sees_and_says_which() -> None:
    with pytest.raises(BadInput, match="看不到"):
        give_back(case(), COURT, (NUMBER,), at=LATER)
    with pytest.raises(BadInput, match="没有说哪一项"):
        give_back(case(), COURT, (), at=LATER)


def test_a_level_does_not_close_while_a_question_is_returned() -> None:
    returned = answered(give_back(case(), PARTY, (NAME,), at=LATER), COURT, POLICE)
    assert (returned.state, returned.level) == (CaseState.IN_REVIEW, 0)


def test_what_was_returned_is_asked_again_with_a_new_clock_and_nothing_else() -> None:
    returned = give_back(answered(case(), COURT), PARTY, (POST,), at=LATER)
    again = resubmit(returned, {POST}, at=LATER)
    assert (again.questions[PARTY].state, again.questions[PARTY].asked) == (
        QuestionState.ASKED,
        LATER,
    )
    assert again.questions[PARTY].wrong == ()
    assert again.questions[COURT] == returned.questions[COURT]
    assert again.questions[POLICE] == returned.questions[POLICE]


def test_a_changed_column_is_asked_again_of_those_who_see_it() -> None:
    signed = answered(case(), *LEVEL)
    again = resubmit(signed, {NUMBER}, at=LATER)
    assert again.questions[POLICE].state == QuestionState.ASKED
    assert again.questions[COURT].state == QuestionState.SIGNED
    assert again.questions[PARTY].state == QuestionState.SIGNED
    assert again.level == 0
    assert again.questions[COUNTY].asked == LATER


def test_a_later_level_that_was_asked_before_may_still_answer() -> None:
    again = resubmit(answered(case(), *LEVEL), {POST}, at=LATER)
    assert again.level == 0
    done = answered(answered(again, COUNTY, more=("third",)), PARTY)
    assert done.state == CaseState.CLEARED


def test_where_nothing_was_returned_or_changed_there_is_nothing_to_send_again() -> None:
    with pytest.raises(BadInput, match="不用重新提请"):
        resubmit(case(), set(), at=LATER)


def test_a_withdrawal_voids_what_is_open_and_keeps_what_is_signed() -> None:
    before = draft(answered(case(), COURT), POLICE, BARRED, by="first")
    after = withdraw(before, at=LATER)
    assert after.state == CaseState.WITHDRAWN
    assert after.questions[COURT] == before.questions[COURT]
    assert after.questions[POLICE].state == QuestionState.WITHDRAWN
    assert [each.standing for each in after.questions[POLICE].signatures] == [Standing.VOID]
    with pytest.raises(BadInput, match="不能答复"):
        draft(after, PARTY, NOTHING, by="first")
    with pytest.raises(BadInput, match="不能撤回"):
        withdraw(after, at=LATER)


def test_what_was_withdrawn_is_asked_again_and_signed_answers_stand() -> None:
    withdrawn = withdraw(answered(case(), COURT), at=LATER)
    again = resubmit(withdrawn, set(), at=LATER)
    assert again.questions[COURT].state == QuestionState.SIGNED
    assert again.questions[POLICE].state == QuestionState.ASKED
    assert answered(again, POLICE, PARTY).level == 1


def test_after_a_bar_those_who_barred_are_asked_again() -> None:
    barred = answered(answered(case(), COURT, answer=BARRED), POLICE, PARTY)
    again = resubmit(barred, set(), at=LATER)
    assert again.state == CaseState.IN_REVIEW
    assert again.questions[COURT].state == QuestionState.ASKED
    assert again.questions[POLICE].state == QuestionState.SIGNED
    assert answered(again, COURT).level == 1


def test_a_bar_at_an_earlier_level_ends_what_is_open_of_a_later_one() -> None:
    again = resubmit(answered(case(), *LEVEL), {POST}, at=LATER)
    barred = answered(again, PARTY, answer=BARRED)
    assert barred.state == CaseState.BARRED
    assert barred.questions[COUNTY].state == QuestionState.WITHDRAWN


def test_a_signature_is_taken_back_by_whoever_gave_it_until_the_level_closes() -> None:
    signed = answered(case(), COURT)
    back = take_back(signed, COURT, by="second")
    assert back.questions[COURT].state == QuestionState.DRAFTED
    assert sign(back, COURT, by="second", at=LATER).questions[COURT].state == QuestionState.SIGNED
    with pytest.raises(BadInput, match="没有在这个问题上签字"):
        take_back(signed, COURT, by="third")
    with pytest.raises(BadInput, match="已经办结"):
        take_back(answered(signed, POLICE, PARTY), COURT, by="second")


def test_whoever_takes_back_the_draft_takes_the_answer_with_it() -> None:
    back = take_back(answered(case(), COURT), COURT, by="first").questions[COURT]
    assert (back.state, back.answer) == (QuestionState.ASKED, None)
    assert [each.standing for each in back.signatures] == [Standing.TAKEN_BACK, Standing.VOID]


def test_a_department_waits_for_its_level_and_one_that_is_not_asked_has_no_say() -> None:
    with pytest.raises(BadInput, match="还没有轮到"):
        draft(case(), COUNTY, NOTHING, by="first")
    with pytest.raises(BadInput, match="不问这个部门"):
        draft(case(), "tax", NOTHING, by="first")


def test_a_case_that_asks_nobody_is_refused() -> None:
    with pytest.raises(BadInput, match="没有部门可以问"):
        opened((), at=AT)
    with pytest.raises(BadInput, match="没有部门可以问"):
        opened((Rung(departments={}, signatures=2),), at=AT)
