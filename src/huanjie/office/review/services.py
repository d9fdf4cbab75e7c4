"""Deeds of the office that sends (主办单位): send a batch, withdraw, re-submit, remind."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max

from huanjie.domain import review
from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.halfdays import Half
from huanjie.domain.ladder import Ladder
from huanjie.domain.permission import Action
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical
from huanjie.exchange.ladder import read_ladder
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.review.asking import departments_at, stated_rungs
from huanjie.office.review.changing import batch_at, cases_of, change_cases
from huanjie.office.review.halves import as_text, half_now
from huanjie.office.review.models import Batch, Case, KeptLadder, Question, Reminder
from huanjie.office.review.offices import sends
from huanjie.office.review.owed import owed
from huanjie.office.review.particulars import (
    Key,
    Person,
    cases_people,
    changed_columns,
    people_of,
    prints_of,
)
from huanjie.office.review.storing import rungs_of
from huanjie.office.units.models import Unit, within

MOST_PEOPLE: Final = 2000


@command(Action.SEND_REVIEW)
def send_review(
    *, acting_user: ActingUser, unit: Unit, ladder: Mapping[str, Any], people: Sequence[Key]
) -> Done[str]:
    """Send people to joint review (送审), at once to every department of the first level; the
    answer is the batch's id. All of them or nobody.
    """
    sending = check_sending(unit, ladder, people, numbers=True)
    at = half_now()
    last = Batch.objects.filter(region=unit.pk).aggregate(last=Max("number"))["last"] or 0
    batch = Batch.objects.create(
        id=secrets.token_hex(6),
        region=unit.pk,
        number=last + 1,
        ladder=_kept(unit, sending.ladder, ladder),
        sent=as_text(at),
    )
    _open_cases(batch, sending, at)
    says = {"batch": batch.pk, "ladder": batch.ladder.sha256, "people": len(sending.people)}
    return Done(answer=batch.pk, says=says, moves=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What would be sent (要送审的): the people, each with the levels that ask about them."""

    ladder: Ladder
    people: tuple[Person, ...]
    stated: tuple[list[tuple[int, list[str]]], ...]
    """of each person: the place of a level in the ladder, and the departments that it asks"""


def check_sending(
    unit: Unit, ladder: Mapping[str, Any], people: Sequence[Key], *, numbers: bool = False
) -> Sending:
    """What sending these people would send; BadInput as `send_review`. Identity numbers are opened
    only where `numbers` asks for them.
    """
    climbed = read_ladder(Cursor(ladder))
    check_office(unit)
    found = _people(unit, people, numbers=numbers)
    _check_departments(unit, climbed)
    stated = tuple(_stated(climbed, each) for each in found)
    return Sending(ladder=climbed, people=tuple(found), stated=stated)


@command(Action.WITHDRAW_REVIEW)
def withdraw_cases(
    *, acting_user: ActingUser, unit: Unit, batch: str, lines: Sequence[int]
) -> Done[int]:
    """Withdraw people (撤回); the answer is how many. What was signed stays signed."""
    at = half_now()
    rows = change_cases(
        acting_user,
        Action.WITHDRAW_REVIEW,
        cases_of(unit, batch, lines),
        lambda _row, case: review.withdraw(case, at=at),
    )
    return Done(answer=len(rows), says={"batch": batch, "lines": sorted(lines)}, moves=False)


@command(Action.RESUBMIT_REVIEW)
def resubmit_cases(
    *, acting_user: ActingUser, unit: Unit, batch: str, lines: Sequence[int]
) -> Done[int]:
    """Re-submit people (重新提请): asked again are those whose columns changed or who returned
    them; the answer is how many people.
    """
    at = half_now()
    cases = cases_of(unit, batch, lines)
    people = cases_people(cases, numbers=True)

    def again(row: Case, case: review.Case) -> review.Case:
        if row.pk not in people or not people[row.pk].still_stands:
            raise BadInput(f"第 {row.line} 人已经不是人选", remedy="不用再送审")
        changed = changed_columns(row, people[row.pk])
        row.prints = prints_of(people[row.pk])
        row.save(update_fields=("prints",))
        return review.resubmit(case, changed, at=at)

    rows = change_cases(acting_user, Action.RESUBMIT_REVIEW, cases, again)
    return Done(answer=len(rows), says={"batch": batch, "lines": sorted(lines)}, moves=False)


@command(Action.REMIND_REVIEW)
def remind(*, acting_user: ActingUser, unit: Unit, batch: str, department: str) -> Done[int]:
    """Remind a department (催办); the answer is for how many people it is still to answer. Once a
    day is enough.
    """
    row = batch_at(unit, batch)
    waiting = owed(Question.objects.filter(case__batch=row, department=department)).count()
    if not waiting:
        raise BadInput("这个部门没有待答的人", remedy="不用催办")
    today = clock.today()
    if row.reminders.filter(department=department, on=today).exists():
        raise BadInput("今天已经催办过这个部门", remedy="明天再催")
    Reminder.objects.create(
        batch=row, region=row.region, department=department, on=today, waiting=waiting
    )
    says = {"batch": batch, "department": department, "waiting": waiting}
    return Done(answer=waiting, says=says, moves=False)


def check_office(unit: Unit) -> None:
    """Refuse a place whose office sends nobody: a village, and whatever stands above a county."""
    if not sends(unit):
        raise BadInput("联审由乡镇或者县办理", remedy="到乡镇或者县的联审页")


def _people(unit: Unit, keys: Sequence[Key], *, numbers: bool) -> list[Person]:
    asked = list(dict.fromkeys(keys))
    if not 1 <= len(asked) <= MOST_PEOPLE:
        raise BadInput(
            f"选了 {len(asked)} 人，要选 1 至 {MOST_PEOPLE} 人", at="people", remedy="重新选人"
        )
    below = Unit.objects.filter(within(unit)).values("pk")
    rows = Election.objects.filter(pk__in={e for e, _ in asked}, unit__in=below)
    rows = rows.select_related("unit")
    for election in rows:
        if election.stage != Stage.ROLL_PUBLISHED:
            raise BadInput(
                f"{election}现在是“{STAGE_NAMES[Stage(election.stage)]}”，不能送审",
                at="people",
                remedy=f"只在“{STAGE_NAMES[Stage.ROLL_PUBLISHED]}”时送审；重新打开这一页再选",
            )
    elections = {election.pk for election in rows}
    found = people_of((key for key in asked if key[0] in elections), numbers=numbers)
    for key in asked:
        if key not in found or not found[key].still_stands:
            raise BadInput(
                f"{unit.name}下面的选举里没有所选的人选", at="people", remedy="重新打开这一页再选"
            )
        if found[key].is_barred:
            raise BadInput(
                f"{found[key].name}已经认定不符合条件",
                at="people",
                remedy="不用送审；本人申诉成立的，恢复为人选以后再送",
            )
    sent = Case.objects.filter(election__in=elections).values_list("election", "person")
    if twice := set(sent) & set(asked):
        name = found[min(twice)].name
        raise BadInput(f"{name}已经送审", at="people", remedy="要再问的，用“重新提请”")
    return [found[key] for key in asked]


def _check_departments(unit: Unit, ladder: Ladder) -> None:
    there = departments_at(unit, (each.key for each in ladder.departments))
    missing = [each.name for each in ladder.departments if each.key not in there]
    if missing:
        raise BadInput(
            f"还没有设部门：{'、'.join(missing)}", at="ladder", remedy="先在“联审部门”里设好"
        )


def _kept(unit: Unit, ladder: Ladder, document: Mapping[str, Any]) -> KeptLadder:
    sha256 = hashlib.sha256(canonical(dict(document))).hexdigest()
    kept, _ = KeptLadder.objects.get_or_create(
        region=unit.pk,
        sha256=sha256,
        defaults={"name": ladder.name, "document": dict(document)},
    )
    return kept


def _open_cases(batch: Batch, sending: Sending, at: Half) -> None:
    """A case of each, in their order, with the questions of the first level that asks."""
    opened = [review.opened(rungs_of(sending.ladder, each), at=at) for each in sending.stated]
    rows = Case.objects.bulk_create(
        Case(
            batch=batch,
            region=batch.region,
            line=line,
            election=person.election.pk,
            person=person.person,
            state=case.state,
            level=case.level,
            rungs=rungs,
            prints=prints_of(person),
        )
        for line, (person, rungs, case) in enumerate(
            zip(sending.people, sending.stated, opened, strict=True), start=1
        )
    )
    Question.objects.bulk_create(
        Question(case=row, region=row.region, department=key, state=each.state, asked=as_text(at))
        for row, case in zip(rows, opened, strict=True)
        for key, each in case.questions.items()
    )


def _stated(ladder: Ladder, person: Person) -> list[tuple[int, list[str]]]:
    """The levels that ask about somebody; BadInput where none does."""
    stated = stated_rungs(ladder, person)
    if not stated:
        raise BadInput(
            f"{person.name}的选举适用的规定里，没有这份联审安排里的部门能答的条件",
            at="people",
            remedy="换一份联审安排，或者不送这个人",
        )
    return stated
