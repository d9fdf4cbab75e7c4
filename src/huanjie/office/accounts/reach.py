"""Whose accounts somebody keeps (管理范围): those that are, with every role they hold, below one's
own place. Nobody renews the password of an account that can do more than they could give.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from huanjie.domain.permission import Action
from huanjie.office.accounts.models import Home
from huanjie.office.people.models import User
from huanjie.office.units.models import Assignment, Unit
from huanjie.office.units.permission import allowed, in_force, places_of
from huanjie.office.web import signed_in, whole_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An account (账号) with the lowest place that holds all it belongs to."""

    user: User
    seat: Unit
    held: tuple[Assignment, ...]


def kept_by(admin: User, action: Action = Action.SEE_ACCOUNTS) -> list[Kept]:
    """The accounts that somebody keeps, by their place; cards are none."""
    places = places_of(admin, action)
    if not places:
        return []
    below = Q()
    for place in places:
        below |= Q(home__unit__path__begins=place.path)
        below |= Q(assignments__unit__path__begins=place.path)
    kept = _kept(_accounts().filter(below).distinct())
    reached = [k for k in kept if any(k.seat.is_within(p) for p in places)]
    return sorted(reached, key=lambda k: (k.seat.path, k.user.username))


def find_account(request: HttpRequest, number: str, action: Action = Action.SEE_ACCOUNTS) -> Kept:
    """An account that this user keeps; any other is answered as if it were not there."""
    pk = whole_number(number)
    kept = next(iter(_kept(_accounts().filter(pk=pk))), None) if pk is not None else None
    if kept is None or not allowed(signed_in(request), action, kept.seat):
        raise Http404(_("没有这个账号，或者它不归您管理。"))
    return kept


def seat_of(user: User) -> Unit | None:
    """The lowest place that holds all that an account belongs to; None where it belongs nowhere."""
    return seats_of([user.pk]).get(user.pk)


def seats_of(users: Iterable[int]) -> dict[int, Unit]:
    """The same for many accounts, by their numbers."""
    return {k.user.pk: k.seat for k in _kept(_accounts().filter(pk__in=users))}


def _accounts() -> QuerySet[User]:
    held = Assignment.objects.filter(in_force()).select_related("unit")
    return (
        User.objects.filter(cards=None)
        .select_related("home__unit")
        .prefetch_related(Prefetch("assignments", held, to_attr="held"))
    )


def _kept(users: Iterable[User]) -> list[Kept]:
    """With the place of each: found for all of them in one query."""
    belong = []
    for user in users:
        held: list[Assignment] = user.held  # type: ignore[attr-defined]
        home: Home | None = getattr(user, "home", None)
        codes = [each.unit.codes for each in held] + ([home.unit.codes] if home else [])
        if common := _common(codes):
            belong.append((user, held, common))
    seats = Unit.objects.in_bulk({common for _user, _held, common in belong})
    return [Kept(user=user, seat=seats[common], held=tuple(held)) for user, held, common in belong]


def _common(paths: Sequence[Sequence[str]]) -> str:
    """The last code that all of these paths share; empty where they share none."""
    last = ""
    for step in zip(*paths, strict=False):
        if len(set(step)) > 1:
            break
        last = step[0]
    return last
