"""Deeds of the office that sends (主办单位): send a batch, withdraw, re-submit, remind."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import Max

from huanjie.domain import review
from huanjie.domain.ladder import Ladder
from huanjie.domain.permission import Action
from huanjie.domain.reviewstates import QuestionState
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical
from huanjie.exchange.ladder import read_ladder
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.review.asking import departments_at, stated_rungs
from huanjie.office.review.closing import put_closed
from huanjie.office.review.halves import as_text, half_now
from huanjie.office.review.models import Batch, Case, KeptLadder, Question, Reminder
from huanjie.office.review.particulars import (
    Key,
    Person,
    cases_people,
    changed_columns,
    people_of,
    prints_of,
)
from huanjie.office.review.storing import ladder_of, load_cases, rungs_of, store
from huanjie.office.units.models import Level, Unit, within

MOST_PEOPLE: Final = 2000
_OPEN: Final = (QuestionState.ASKED, QuestionState.DRAFTED)


@command(Action.SEND_REVIEW)
def send_review(
    *, acting_user: ActingUser, unit: Unit, ladder: Mapping[str, Any], people: Sequence[Key]
) -> Done[str]:
    """Send people to joint review (送审), at once to every department of the first level; the
    answer is the batch's id. All of them or nobody.
    """
    climbed = read_ladder(Cursor(ladder))
    check_office(unit)
    found = _people(unit, people)
    _check_departments(unit, climbed)
    at = half_now()
    last = Batch.objects.filter(region=unit.pk).aggregate(last=Max("number"))["last"] or 0
    batch = Batch.objects.create(
        id=secrets.token_hex(6),
        region=unit.pk,
        number=last + 1,
        ladder=_kept(unit, climbed, ladder),
        sent=as_text(at),
    )
    for line, person in enumerate(found, start=1):
        _open_case(batch, climbed, line, person)
    says = {"batch": batch.pk, "ladder": batch.ladder.sha256, "people": len(found)}
    return Done(answer=batch.pk, says=says, moves=False)


@command(Action.WITHDRAW_REVIEW)
def withdraw_cases(
    *, acting_user: ActingUser, unit: Unit, batch: str, lines: Sequence[int]
) -> Done[int]:
    """Withdraw people (撤回); the answer is how many. What was signed stays signed."""
    at = half_now()
    rows = change_cases(unit, batch, lines, lambda _row, case: review.withdraw(case, at=at))
    return Done(answer=len(rows), says={"batch": batch, "lines": sorted(lines)}, moves=False)


@command(Action.RESUBMIT_REVIEW)
def resubmit_cases(
    *, acting_user: ActingUser, unit: Unit, batch: str, lines: Sequence[int]
) -> Done[int]:
    """Re-submit people (重新提请): asked again are those whose columns changed or who returned
    them; the answer is how many people.
    """
    at = half_now()
    people = cases_people(cases_of(unit, batch, lines))

    def again(row: Case, case: review.Case) -> review.Case:
        if row.pk not in people or not people[row.pk].still_stands:
            raise BadInput(f"第 {row.line} 人已经不是人选", remedy="不用再送审")
        changed = changed_columns(row, people[row.pk])
        row.prints = prints_of(people[row.pk])
        row.save(update_fields=("prints",))
        return review.resubmit(case, changed, at=at)

    rows = change_cases(unit, batch, lines, again)
    return Done(answer=len(rows), says={"batch": batch, "lines": sorted(lines)}, moves=False)


@command(Action.REMIND_REVIEW)
def remind(*, acting_user: ActingUser, unit: Unit, batch: str, department: str) -> Done[int]:
    """Remind a department (催办); the answer is for how many people it is still to answer. Once a
    day is enough.
    """
    row = batch_at(unit, batch)
    waiting = Question.objects.filter(
        case__batch=row, department=department, state__in=_OPEN
    ).count()
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


def change_cases(
    unit: Unit,
    batch: str,
    lines: Collection[int],
    deed: Callable[[Case, review.Case], review.Case],
) -> dict[int, Case]:
    """Do something to several people of a batch, all or none, inside a service's command; the
    levels that close by it have their answers written down as facts.
    """
    rows = {row.pk: row for row in cases_of(unit, batch, lines)}
    ladder = ladder_of(next(iter(rows.values())).batch)
    before = load_cases(ladder, rows.values())
    after = {}
    for pk, row in rows.items():
        try:
            after[pk] = deed(row, before[pk])
        except BadInput as fault:
            raise BadInput(
                f"第 {row.line} 人：{fault.says}", at=fault.at, remedy=fault.remedy
            ) from None
    store(rows, before, after)
    put_closed(ladder, rows, before, after)
    return rows


def batch_at(unit: Unit, batch: str) -> Batch:
    """A batch of this very place."""
    found = Batch.objects.filter(pk=batch, region=unit.pk).select_related("ladder").first()
    if found is None:
        raise BadInput("没有这一批", remedy="回到联审页重新选择")
    return found


def cases_of(unit: Unit, batch: str, lines: Collection[int]) -> list[Case]:
    """Its people with these numbers; BadInput where none is chosen, one is chosen twice, or one is
    not there.
    """
    check_once(lines)
    wanted = set(lines)
    if not wanted:
        raise BadInput("还没有选人", at="lines", remedy="勾选要办的人")
    rows = list(batch_at(unit, batch).cases.select_related("batch__ladder").filter(line__in=wanted))
    if len(rows) < len(wanted):
        missing = min(wanted - {row.line for row in rows})
        raise BadInput(f"这一批没有第 {missing} 人", at="lines", remedy="从列出的人里选")
    return rows


def check_once(lines: Iterable[int]) -> None:
    """Refuse whoever names somebody twice: which of the two was meant, nobody knows."""
    seen: set[int] = set()
    for line in lines:
        if line in seen:
            raise BadInput(f"第 {line} 人写了两次", at="lines", remedy="一个人只写一次")
        seen.add(line)


def check_office(unit: Unit) -> None:
    """Refuse a place that has no office: a village sends nobody, and has no departments."""
    if unit.level not in (Level.COUNTY, Level.TOWN):
        raise BadInput("联审由乡镇或者县办理", remedy="到乡镇或者县的联审页")


def _people(unit: Unit, keys: Sequence[Key]) -> list[Person]:
    asked = list(dict.fromkeys(keys))
    if not 1 <= len(asked) <= MOST_PEOPLE:
        raise BadInput(
            f"选了 {len(asked)} 人，要选 1 至 {MOST_PEOPLE} 人", at="people", remedy="重新选人"
        )
    below = Unit.objects.filter(within(unit)).values("pk")
    elections = set(
        Election.objects.filter(pk__in={e for e, _ in asked}, unit__in=below).values_list(
            "pk", flat=True
        )
    )
    found = people_of(key for key in asked if key[0] in elections)
    for key in asked:
        if key not in found or not found[key].still_stands:
            raise BadInput(
                f"{unit.name}下面的选举里没有所选的人选", at="people", remedy="重新打开这一页再选"
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


def _open_case(batch: Batch, ladder: Ladder, line: int, person: Person) -> None:
    stated = stated_rungs(ladder, person)
    if not stated:
        raise BadInput(
            f"{person.name}的选举适用的规定里，没有这个阶梯的部门能答的条件",
            at="people",
            remedy="换一个阶梯，或者不送这个人",
        )
    at = half_now()
    case = review.opened(rungs_of(ladder, stated), at=at)
    row = Case.objects.create(
        batch=batch,
        region=batch.region,
        line=line,
        election=person.election.pk,
        person=person.person,
        state=case.state,
        level=case.level,
        rungs=stated,
        prints=prints_of(person),
    )
    Question.objects.bulk_create(
        Question(case=row, region=row.region, department=key, state=each.state, asked=as_text(at))
        for key, each in case.questions.items()
    )
