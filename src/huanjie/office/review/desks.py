"""The batches on a department's desk (部门的批次): how far each is, counted where the rows are, so
that nobody's data is opened for a list of batches.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from huanjie.domain.ladder import Asked
from huanjie.domain.reviewquestion import Question as Value
from huanjie.domain.reviewquestion import Standing
from huanjie.domain.reviewstates import QuestionState
from huanjie.office.people.models import User
from huanjie.office.review.answering import seats_at
from huanjie.office.review.desk import Desk, desk_of
from huanjie.office.review.halves import Clock, clock_of, from_text
from huanjie.office.review.models import Batch, Question, Reminder, Signature
from huanjie.office.review.owed import owed
from huanjie.office.review.storing import ladders_of
from huanjie.office.units.models import Level as PlaceLevel
from huanjie.office.units.models import Unit, within

_COUNTS: Final = ("people", "open", "to_draft", "to_sign", "signed", "returned")
_NOBODY: Final[Mapping[str, Any]] = {**dict.fromkeys(_COUNTS, 0), "first": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A batch in the list of those that ask a department (部门的一批，只有数)."""

    batch: Batch
    place: Unit
    asked: Asked
    name: str
    people: int
    open: int
    """that are still to be answered or signed"""
    to_draft: int
    to_sign: int
    """by whoever looks"""
    signed: int
    returned: int
    clock: Clock | None
    reminded_on: datetime.date | None
    """when the office last reminded the department (催办)"""

    @property
    def drafted(self) -> int:
        """How many are drafted, and not signed by everybody yet."""
        return self.open - self.to_draft


def heading_of(desk: Desk) -> Heading:
    """The same of one batch: the numbers of all its people, whichever of them a page shows."""
    key = (desk.batch.pk, desk.asked.key)
    counted = _counted(desk.user, [desk.batch], [desk.asked.key])
    return _heading(desk, counted.get(key, _NOBODY), _reminded([desk.batch]).get(key))


def headings_for(user: User, places: Iterable[Unit]) -> list[Heading]:
    """Every batch at these places and below that asks one of somebody's departments, the newest
    first; in as many queries for one batch as for a thousand.
    """
    here = Q(pk__in=())
    for place in places:
        here |= within(place)
    offices = {unit.pk: unit for unit in Unit.objects.filter(here).exclude(level=PlaceLevel.UNIT)}
    seats = seats_at(user, offices.values())
    batches = Batch.objects.filter(region__in=offices).select_related("ladder")
    rows = list(batches.order_by("-sent", "-number"))
    ladders = ladders_of(rows)
    counted = _counted(user, rows, {key for own in seats.values() for key in own})
    reminded = _reminded(rows)
    return [
        _heading(
            desk_of(batch, ladders[batch.pk], offices[batch.region], (key, name), user),
            counted[batch.pk, key],
            reminded.get((batch.pk, key)),
        )
        for batch in rows
        for key, name in seats[batch.region].items()
        if (batch.pk, key) in counted
    ]


def _counted(
    user: User, batches: Collection[Batch], departments: Collection[str]
) -> dict[tuple[str, str], Mapping[str, Any]]:
    """How far the questions of each batch and department are."""
    rows = Question.objects.filter(case__batch__in=batches, department__in=departments)
    own = Signature.objects.filter(question=OuterRef("pk"), user=user, standing=Standing.STANDS)
    rows = rows.exclude(state=QuestionState.WITHDRAWN).annotate(
        is_owed=Exists(owed(Question.objects.filter(pk=OuterRef("pk")))), is_mine=Exists(own)
    )
    drafted = Q(state=QuestionState.DRAFTED, is_owed=True)
    groups = (
        rows.order_by()
        .values("case__batch", "department")
        .annotate(
            people=Count("pk"),
            open=Count("pk", filter=Q(is_owed=True)),
            to_draft=Count("pk", filter=Q(state=QuestionState.ASKED, is_owed=True)),
            to_sign=Count("pk", filter=drafted & Q(is_mine=False)),
            signed=Count("pk", filter=Q(state=QuestionState.SIGNED)),
            returned=Count("pk", filter=Q(state=QuestionState.RETURNED)),
            first=Min("asked", filter=Q(is_owed=True)),
        )
    )
    return {(each["case__batch"], each["department"]): each for each in groups}


def _reminded(batches: Collection[Batch]) -> dict[tuple[str, str], datetime.date]:
    """When each department was last reminded of each batch."""
    rows = Reminder.objects.filter(batch__in=batches).order_by()
    last = rows.values_list("batch", "department").annotate(last=Max("on"))
    return {(batch, department): on for batch, department, on in last}


def _heading(desk: Desk, counted: Mapping[str, Any], reminded_on: datetime.date | None) -> Heading:
    first = from_text(counted["first"] or "")
    clock = clock_of(Value(state=QuestionState.ASKED, asked=first), desk.level) if first else None
    return Heading(
        batch=desk.batch,
        place=desk.place,
        asked=desk.asked,
        name=desk.name,
        people=counted["people"],
        open=counted["open"],
        to_draft=counted["to_draft"],
        to_sign=counted["to_sign"],
        signed=counted["signed"],
        returned=counted["returned"],
        clock=clock,
        reminded_on=reminded_on,
    )
