"""Taking a batch's identity numbers away (下载比对文件): a reading, entered in the log."""

from __future__ import annotations

from huanjie.domain.ladder import Column
from huanjie.domain.permission import Action
from huanjie.domain.reviewbars import Bar
from huanjie.domain.reviewstates import QuestionState
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser
from huanjie.office.reading import Seen, read
from huanjie.office.review.answering import check_seated
from huanjie.office.review.asking import bars_for
from huanjie.office.review.changing import batch_at
from huanjie.office.review.models import Batch, Case, Question
from huanjie.office.review.owed import owed
from huanjie.office.review.particulars import cases_people
from huanjie.office.review.storing import ladder_of
from huanjie.office.units.models import Unit


@read(Action.TAKE_LIST)
def take_list(
    *, acting_user: ActingUser, unit: Unit, batch: str, department: str, because: str
) -> Seen[dict[int, str]]:
    """Identity numbers by line, of whom the department is still to answer for (比对文件). BadInput
    where it is not given them, or owes no draft.
    """
    check_seated(acting_user.user, unit, department)
    row = batch_at(unit, batch)
    asked = ladder_of(row).department(department)
    if asked is None or Column.IDENTITY_NUMBER not in asked.columns:
        raise BadInput("这个部门看不到证件号码，不能比对", remedy="逐个答复")
    cases = _waiting(row, department)
    people = cases_people(cases, numbers=True)
    numbers = {
        case.line: people[case.pk].columns[Column.IDENTITY_NUMBER]
        for case in cases
        if case.pk in people
    }
    if not numbers:
        raise BadInput("没有待初核的人，没有可以比对的", remedy="回到名单")
    says = {"batch": batch, "department": department}
    return Seen(answer=numbers, people=len(numbers), says=says)


def bars_at(batch: Batch, department: str) -> tuple[Bar, ...]:
    """The conditions that a department may answer of anybody in a batch, each once."""
    asked = ladder_of(batch).department(department)
    assert asked is not None
    people = cases_people(Case.objects.filter(batch=batch, questions__department=department))
    found = {bar.condition: bar for each in people.values() for bar in bars_for(each, asked)}
    return tuple(found.values())


def _waiting(batch: Batch, department: str) -> list[Case]:
    questions = Question.objects.filter(
        case__batch=batch, department=department, state=QuestionState.ASKED
    )
    return [each.case for each in owed(questions).select_related("case")]
