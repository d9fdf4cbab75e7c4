"""How much of joint review waits for somebody (联审待办): for the navigation, on every page, by a
query or two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from huanjie.domain.permission import Action
from huanjie.domain.reviewquestion import Standing
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.office.people.models import User
from huanjie.office.review.models import Department, Question, Seat, Signature
from huanjie.office.review.offices import sends
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
    """
    own = list(_own(user))
    if not own:
        return 0
    asked = Q(pk__in=())
    for each in own:
        asked |= each
    drafts = bool(places_of(user, Action.DRAFT_ANSWER))
    signs = bool(places_of(user, Action.SIGN_ANSWER))
    rows = Question.objects.filter(asked, case__state=CaseState.IN_REVIEW)
    to_draft = rows.filter(state=QuestionState.ASKED).count() if drafts else 0
    signed = Signature.objects.filter(user=user, standing=Standing.STANDS).values("question")
    drafted = rows.filter(state=QuestionState.DRAFTED).exclude(pk__in=signed)
    return to_draft + (drafted.count() if signs else 0)


def _own(user: User) -> Iterator[Q]:
    """Which questions ask a department of somebody's: at its place and below, except where a
    nearer department has the same key.
    """
    for seat in Seat.objects.filter(user=user).select_related("department"):
        department = seat.department
        place = Unit.objects.filter(pk=department.region).first()
        if place is None:
            continue
        here = Q(department=department.key, region__in=_below(place))
        others = Department.objects.filter(key=department.key).exclude(pk=department.pk)
        nearer = others.filter(region__in=_below(place)).values_list("region", flat=True)
        for each in Unit.objects.filter(pk__in=list(nearer)):
            here &= ~Q(region__in=_below(each))
        yield here


def _below(place: Unit) -> QuerySet[Unit, str]:
    return Unit.objects.filter(within(place)).values_list("pk", flat=True)
