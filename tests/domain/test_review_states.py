"""The state tables of joint review (联审状态表): every deed that is not in them is refused, in a
sentence that says when it is open; and no order of deeds loses a question or a signature.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.domain.reviewing import AT, BARRED, COUNTY, COURT, PARTY, POLICE, RUNGS, case

from huanjie.domain import review
from huanjie.domain.ladder import Column
from huanjie.domain.review import Case
from huanjie.domain.reviewquestion import Question, Signature, Standing
from huanjie.domain.reviewstates import (
    CASE_DEED_NAMES,
    CASE_NAMES,
    CASE_TABLE,
    QUESTION_DEED_NAMES,
    QUESTION_NAMES,
    QUESTION_TABLE,
    CaseDeed,
    CaseState,
    QuestionDeed,
    QuestionState,
    check_case_deed,
    check_question_deed,
)
from huanjie.door.fault import BadInput

EVERYBODY = (COURT, POLICE, PARTY, COUNTY)


@pytest.mark.parametrize("state", QuestionState)
@pytest.mark.parametrize("deed", QuestionDeed)
def test_a_question_takes_the_deeds_of_its_table_alone(
    state: QuestionState, deed: QuestionDeed
) -> None:
    if (state, deed) in QUESTION_TABLE:
        check_question_deed(state, deed)
        return
    with pytest.raises(BadInput) as refused:
        check_question_deed(state, deed)
    assert f"“{QUESTION_NAMES[state]}”，不能{QUESTION_DEED_NAMES[deed]}" in refused.value.says
    assert "只能在“" in refused.value.remedy


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("deed", CaseDeed)
def test_a_case_takes_the_deeds_of_its_table_alone(state: CaseState, deed: CaseDeed) -> None:
    if (state, deed) in CASE_TABLE:
        check_case_deed(state, deed)
        return
    with pytest.raises(BadInput) as refused:
        check_case_deed(state, deed)
    assert f"“{CASE_NAMES[state]}”，不能{CASE_DEED_NAMES[deed]}" in refused.value.says
    assert "只能在“" in refused.value.remedy


def kept(before: Signature, after: Signature) -> bool:
    """Whether a signature is still the same, and has not come to stand again."""
    same = (before.by, before.answer, before.is_draft) == (after.by, after.answer, after.is_draft)
    return same and (before.standing == after.standing or before.standing == Standing.STANDS)


DEPARTMENTS = st.sampled_from(EVERYBODY)
PEOPLE = st.sampled_from(("a", "b", "c", "d"))
COLUMNS = st.sets(st.sampled_from(tuple(Column)))


class AnyOrder(RuleBasedStateMachine):
    """Whatever is done in whatever order, refused or not."""

    def __init__(self) -> None:
        super().__init__()
        self.case = case()

    def attempt(self, deed: Any, *arguments: Any, **named: Any) -> None:
        before = self.case
        try:
            self.case = deed(before, *arguments, **named)
        except BadInput as fault:
            self.refused_in_words(fault)
            return
        self.nothing_is_lost(before, self.case)

    def refused_in_words(self, fault: BadInput) -> None:
        assert fault.says
        assert fault.remedy

    def nothing_is_lost(self, before: Case, after: Case) -> None:
        assert set(before.questions) <= set(after.questions)
        for key, question in before.questions.items():
            now = after.questions[key]
            assert len(question.signatures) <= len(now.signatures)
            pairs = zip(question.signatures, now.signatures, strict=False)
            assert all(kept(*pair) for pair in pairs)
            self.moved_by_the_table(question, now)

    def moved_by_the_table(self, before: Question, after: Question) -> None:
        if before.state != after.state:
            ways = {
                to
                for (state, _), tos in QUESTION_TABLE.items()
                for to in tos
                if state == before.state
            }
            assert after.state in ways

    @rule(department=DEPARTMENTS, by=PEOPLE, barred=st.booleans())
    def somebody_drafts(self, department: str, by: str, barred: bool) -> None:
        answer = BARRED if barred else frozenset()
        self.attempt(review.draft, department, answer, by=by)

    @rule(department=DEPARTMENTS, by=PEOPLE)
    def somebody_signs(self, department: str, by: str) -> None:
        self.attempt(review.sign, department, by=by, at=AT)

    @rule(department=DEPARTMENTS, by=PEOPLE)
    def somebody_takes_back(self, department: str, by: str) -> None:
        self.attempt(review.take_back, department, by=by)

    @rule(department=DEPARTMENTS, columns=COLUMNS)
    def a_department_returns(self, department: str, columns: set[Column]) -> None:
        self.attempt(review.give_back, department, tuple(columns), at=AT)

    @rule()
    def the_office_withdraws(self) -> None:
        self.attempt(review.withdraw, at=AT)

    @rule(changed=COLUMNS)
    def the_office_sends_again(self, changed: set[Column]) -> None:
        self.attempt(review.resubmit, changed, at=AT)

    @rule(people=st.permutations(("a", "b", "c", "d")), barred=st.booleans())
    def everybody_answers(self, people: list[str], barred: bool) -> None:
        for department in EVERYBODY:
            self.attempt(review.draft, department, BARRED if barred else frozenset(), by=people[0])
            for person in people[1:]:
                self.attempt(review.sign, department, by=person, at=AT)

    @invariant()
    def an_answer_stands_on_different_people(self) -> None:
        for key, question in self.case.questions.items():
            people = [each.by for each in question.standing]
            assert len(set(people)) == len(people)
            assert len({each.answer for each in question.standing}) <= 1
            wanted = self.case.rungs[self.case.rung_of(key)].signatures
            assert (question.state == QuestionState.SIGNED) == (len(people) == wanted)

    @invariant()
    def a_level_is_passed_by_whole_signatures_alone(self) -> None:
        for level in review.closed_levels(self.case):
            for key in RUNGS[level].departments:
                assert self.case.questions[key].state == QuestionState.SIGNED

    @invariant()
    def a_case_ends_as_its_answers_say(self) -> None:
        level = [self.case.questions[key] for key in self.case.reached]
        bars = any(each.answer for each in level if each.state == QuestionState.SIGNED)
        if self.case.state == CaseState.CLEARED:
            assert not any(each.answer for each in self.case.questions.values())
        if self.case.state == CaseState.BARRED:
            assert bars
        if self.case.state in (CaseState.CLEARED, CaseState.BARRED, CaseState.WITHDRAWN):
            assert not any(each.is_open for each in self.case.questions.values())

    @invariant()
    def a_clock_runs_exactly_where_a_department_must_answer(self) -> None:
        for question in self.case.questions.values():
            running = question.state in (QuestionState.ASKED, QuestionState.DRAFTED)
            assert (question.ended is None) == running


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(stateful_step_count=30, max_examples=60, deadline=None)
