"""Deeds of a department (部门的办理): draft, sign, take a signature back, return. A department's
people reach their own question, and no other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from django.core.exceptions import PermissionDenied

from huanjie.domain import review
from huanjie.domain.ladder import Asked, Column
from huanjie.domain.permission import Action
from huanjie.domain.reviewbars import Answer
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.people.models import User
from huanjie.office.review.asking import bars_for, nearest
from huanjie.office.review.changing import batch_at, cases_of, change_cases
from huanjie.office.review.halves import half_now
from huanjie.office.review.models import Case, Department, Seat
from huanjie.office.review.particulars import Person, cases_people
from huanjie.office.review.storing import ladder_of
from huanjie.office.units.models import Unit

_NO_DRAFTS: Final[Mapping[int, Answer]] = {}
NOT_SEATED = "您不是这个部门的联审人员"


@command(Action.DRAFT_ANSWER)
def draft_answers(
    *,
    acting_user: ActingUser,
    unit: Unit,
    batch: str,
    department: str,
    answers: Mapping[int, Answer],
    instead_of: Mapping[int, Answer] = _NO_DRAFTS,
) -> Done[int]:
    """初核: a department's first person answers, for several people at once; the answer is for how
    many. An answer is a set of conditions of the law, by their keys: none is “no bar”.

    `instead_of` is the draft that each takes the place of; who is not there has none. Refused where
    another draft stands by now: nobody's answer gives way to one that did not see it.
    """
    check_seated(acting_user.user, unit, department)
    cases = cases_of(unit, batch, answers)
    people = cases_people(cases)
    asked = ladder_of(batch_at(unit, batch)).department(department)
    by = str(acting_user.user.pk)

    def drafted(row: Case, case: review.Case) -> review.Case:
        answer = answers[row.line]
        _check_answer(answer, people.get(row.pk), asked)
        done = review.draft(case, department, answer, by=by)
        _check_seen(case.questions[department].answer, instead_of.get(row.line))
        return done

    rows = change_cases(acting_user, Action.DRAFT_ANSWER, cases, drafted)
    return Done(answer=len(rows), says=_says(batch, department, answers), moves=False)


@command(Action.SIGN_ANSWER)
def sign_answers(
    *,
    acting_user: ActingUser,
    unit: Unit,
    batch: str,
    department: str,
    answers: Mapping[int, Answer],
) -> Done[int]:
    """签字: another person signs the drafts, each as it was shown; the answer is how many. Refused
    where a draft has changed since.
    """
    check_seated(acting_user.user, unit, department)
    by, at = str(acting_user.user.pk), half_now()

    def signed(row: Case, case: review.Case) -> review.Case:
        done = review.sign(case, department, by=by, at=at)
        _check_seen(case.questions[department].answer, answers[row.line])
        return done

    rows = change_cases(acting_user, Action.SIGN_ANSWER, cases_of(unit, batch, answers), signed)
    return Done(answer=len(rows), says=_says(batch, department, answers), moves=False)


@command(Action.TAKE_BACK_SIGNATURE)
def take_back_signatures(
    *, acting_user: ActingUser, unit: Unit, batch: str, department: str, lines: Sequence[int]
) -> Done[int]:
    """收回签字: one's own, until the level closes; the answer is how many."""
    check_seated(acting_user.user, unit, department)
    by = str(acting_user.user.pk)
    rows = change_cases(
        acting_user,
        Action.TAKE_BACK_SIGNATURE,
        cases_of(unit, batch, lines),
        lambda _row, case: review.take_back(case, department, by=by),
    )
    return Done(answer=len(rows), says=_says(batch, department, lines), moves=False)


@command(Action.RETURN_QUESTION)
def return_questions(
    *,
    acting_user: ActingUser,
    unit: Unit,
    batch: str,
    department: str,
    lines: Sequence[int],
    columns: Sequence[Column],
) -> Done[int]:
    """退回: the department says which columns are missing or wrong, and its clock stops."""
    check_seated(acting_user.user, unit, department)
    at, wrong = half_now(), tuple(columns)
    rows = change_cases(
        acting_user,
        Action.RETURN_QUESTION,
        cases_of(unit, batch, lines),
        lambda _row, case: review.give_back(case, department, wrong, at=at),
    )
    says = {**_says(batch, department, lines), "columns": [each.value for each in wrong]}
    return Done(answer=len(rows), says=says, moves=False)


def check_seated(user: User, place: Unit, department: str) -> None:
    """Refuse whoever does not answer for this department at this place."""
    if department not in seats_of(user, place):
        raise PermissionDenied(NOT_SEATED)


def seats_of(user: User, place: Unit) -> dict[str, str]:
    """The departments that somebody answers for at a place, by key, with their names."""
    return seats_at(user, [place])[place.pk]


def seats_at(user: User, places: Iterable[Unit]) -> dict[str, dict[str, str]]:
    """The same at each of these places, by its code."""
    own = dict(Seat.objects.filter(user=user).values_list("department", "department__key"))
    rows = list(Department.objects.filter(key__in=set(own.values())))
    return {
        place.pk: {key: row.name for key, row in nearest(place, rows).items() if row.pk in own}
        for place in places
    }


def _check_seen(now: Answer | None, seen: Answer | None) -> None:
    """Refuse whoever acts on another draft than the one that stands."""
    if now == seen:
        return
    if seen is None:
        raise BadInput(
            "已经有人初核过", remedy="看现在的初核；要改的，由初核的人收回，或者写明代替哪个答复"
        )
    raise BadInput("初核的答复在您打开这一页以后变了", remedy="重新打开这一页再办")


def _check_answer(answer: Answer, person: Person | None, asked: Asked | None) -> None:
    """Refuse an answer about somebody who is not there, or that the department was not asked."""
    if person is None or asked is None:
        raise BadInput("这个人已经不在人选里，或者不问这个部门", remedy="重新打开这一页")
    allowed = {bar.condition for bar in bars_for(person, asked)}
    if unknown := sorted(answer - allowed):
        raise BadInput(
            f"没有问这个部门“{unknown[0]}”，不能这样答复", at="answer", remedy="从列出的条件里选"
        )


def _says(batch: str, department: str, lines: Collection[int]) -> dict[str, object]:
    return {"batch": batch, "department": department, "lines": sorted(lines)}
