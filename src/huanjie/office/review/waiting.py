"""How much of joint review waits for somebody (联审待办): for the navigation, on every page, by a
query or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from huanjie.domain.permission import Action
from huanjie.domain.reviewquestion import Standing
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.office.people.models import User
from huanjie.office.review.answering import seats_at
from huanjie.office.review.models import Question, Seat, Signature
from huanjie.office.review.offices import sends
from huanjie.office.review.owed import TO_ANSWER
from huanjie.office.units.models import Level, Unit, within
from huanjie.office.units.permission import places_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A place whose reviews somebody runs (主办单位), or, above the counties, whose departments
    somebody keeps.
    """

    unit: Unit
    waiting: int
    """questions that a department returned, and that nobody has corrected yet"""

    @property
    def sends(self) -> bool:
        """Whether people are sent from here (送审): from a county or a town."""
        return sends(self.unit)


def offices_of(user: User) -> tuple[Office, ...]:
    """The places whose reviews somebody sees, the highest first, with what waits for them there."""
    places = [each for each in places_of(user, Action.SEE_REVIEWS) if each.level != Level.UNIT]
    if not places:
        return ()
    returned = Question.objects.filter(
        region__in=[each.pk for each in places],
        state=QuestionState.RETURNED,
        case__state=CaseState.IN_REVIEW,
    )
    counts = dict(returned.order_by().values_list("region").annotate(n=Count("pk")))
    return tuple(Office(unit=each, waiting=counts.get(each.pk, 0)) for each in places)


def questions_for(user: User) -> int:
    """How many questions wait for somebody's own deed (待办的问题): to draft for a reviewer, to
    sign for a signer, among those that ask the department whose seat is theirs.

    They are counted by the places that sent them; which of several departments of one key answers
    for a place is asked for all the places together, however many departments there are.
    """
    own = _open_below(user)
    if own is None:
        return 0
    drafts = bool(places_of(user, Action.DRAFT_ANSWER))
    signs = bool(places_of(user, Action.SIGN_ANSWER))
    counted = list(_counted(user, own))
    seats = seats_at(user, Unit.objects.filter(pk__in=own.values("region")) if counted else ())
    return sum(
        drafts * each["to_draft"] + signs * each["to_sign"]
        for each in counted
        if each["department"] in seats[each["region"]]
    )


def _open_below(user: User) -> QuerySet[Question] | None:
    """The open questions of the keys of somebody's departments, at the departments' places and
    below; None where they are of no department.
    """
    seats = Seat.objects.filter(user=user).values_list("department__key", "department__region")
    seated = list(seats)
    if not seated:
        return None
    below = Q(pk__in=())
    for place in Unit.objects.filter(pk__in=[region for _key, region in seated]):
        below |= within(place)
    return Question.objects.filter(
        region__in=Unit.objects.filter(below).values("pk"),
        department__in={key for key, _region in seated},
        state__in=TO_ANSWER,
        case__state=CaseState.IN_REVIEW,
    ).order_by()


def _counted(user: User, rows: QuerySet[Question]) -> Iterable[Mapping[str, Any]]:
    """How many of these are to be drafted, and to be signed by somebody, by place and key."""
    signed = Signature.objects.filter(user=user, standing=Standing.STANDS).values("question")
    to_sign = Q(state=QuestionState.DRAFTED) & ~Q(pk__in=signed)
    return rows.values("region", "department").annotate(
        to_draft=Count("pk", filter=Q(state=QuestionState.ASKED)),
        to_sign=Count("pk", filter=to_sign),
    )
