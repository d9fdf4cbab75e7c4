"""Permission at a place (权限): a role, held there or above, that holds the action.

An account that comes with a token (接口令牌) is limited: of what its roles may do, the token's
actions alone, at the token's place and below. Whatever asks here is answered within these limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from huanjie.domain.permission import Action, Role, may, reaches
from huanjie.office import clock
from huanjie.office.people.models import User
from huanjie.office.prepared import Prepared
from huanjie.office.units.models import Assignment, Unit

NOT_YOURS: Final = "您的账号没有办理这件事的权限"


class Somewhere(Protocol):
    """Where something is to be done (办事的地方): a place, or an election of it."""

    @property
    def place(self) -> Unit: ...
    @property
    def running_election(self) -> str:
        """The id of the election that it is, while that runs; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is left of an account's permission (限制): these actions, at this place and below."""

    actions: frozenset[Action]
    place: Unit

    def allow(self, action: Action, unit: Unit) -> bool:
        """Whether this is within the limits."""
        return action in self.actions and reaches(self.place.path, unit.path)


def limit(user: User, limits: Limits) -> None:
    """Hold somebody to these limits for as long as this user object lives: one request."""
    user._limits = limits  # type: ignore[attr-defined]


def role_for(user: User, action: Action, where: Somewhere) -> Role | None:
    """The role by which somebody may do this here; None where they may not. A role that is held in
    one election alone counts there, while it runs, and nowhere else.
    """
    return next((role for role, _ in offices_for(user, action, where)), None)


def offices_for(user: User, action: Action, where: Somewhere) -> Iterator[tuple[Role, Unit]]:
    """Every role by which somebody may do this here, with the place at which it is held."""
    limits = _limits(user)
    if limits and not limits.allow(action, where.place):
        return
    for assignment in _assignments(user):
        role = Role(assignment.role)
        if may(role, action) and _reaches(assignment, where):
            yield role, assignment.unit


def _reaches(assignment: Assignment, where: Somewhere) -> bool:
    if assignment.election not in ("", where.running_election):
        return False
    return reaches(assignment.unit.path, where.place.path)


def allowed(user: User, action: Action, where: Somewhere) -> bool:
    """Whether somebody may do this here."""
    return role_for(user, action, where) is not None


def need(user: User, action: Action, where: Somewhere) -> Role:
    """The role by which somebody may do this here, or a refusal."""
    role = role_for(user, action, where)
    if role is None:
        raise PermissionDenied(NOT_YOURS)
    return role


def places_of(user: User, action: Action) -> list[Unit]:
    """The places at which somebody holds a role with this permission, the highest first; a role in
    one election alone reaches no place.
    """
    held = [a.unit for a in _assignments(user) if not a.election and may(Role(a.role), action)]
    places = {unit.pk: unit for unit in _within(_limits(user), action, held)}
    return sorted(places.values(), key=lambda unit: unit.path)


def need_somewhere(user: User, action: Action, says: str) -> list[Unit]:
    """The same, or a refusal in these words where somebody may do it nowhere."""
    places = places_of(user, action)
    if not places:
        raise PermissionDenied(says)
    return places


def only_elections_of(user: User) -> list[str]:
    """The ids of the elections in which alone somebody holds a role (限于一次选举的角色)."""
    return [assignment.election for assignment in _assignments(user) if assignment.election]


def visible(user: User, action: Action = Action.SEE_UNIT) -> QuerySet[Unit]:
    """Every place that somebody may see."""
    found = Unit.objects.none()
    for place in places_of(user, action):
        found = found | Unit.objects.filter(path__begins=place.path)
    return found


def _limits(user: User) -> Limits | None:
    return getattr(user, "_limits", None)


def _within(limits: Limits | None, action: Action, places: list[Unit]) -> Iterator[Unit]:
    """The part of each place that lies within the limits."""
    if limits is None:
        yield from places
    elif action in limits.actions:
        for place in places:
            if reaches(place.path, limits.place.path):
                yield limits.place
            elif reaches(limits.place.path, place.path):
                yield place


def in_force(now: Any = None) -> Q:
    """The condition on an assignment that has not ended by itself (未到期)."""
    return Q(until=None) | Q(until__gt=now or clock.now())


_HELD: Final = Prepared(
    Assignment._meta.get_field("user"),
    Assignment._meta.get_field("until"),
    ask=lambda user, now: Assignment.objects.filter(in_force(now), user=user).select_related(
        "unit"
    ),
)


def roles_of(user: User) -> set[str]:
    """The roles that somebody holds anywhere."""
    return {assignment.role for assignment in _assignments(user)}


def _assignments(user: User) -> Iterator[Assignment]:
    """Read once for each request: the user object lives as long as it."""
    held = getattr(user, "_held", None)
    if held is None:
        held = list(_HELD.all(user.pk, clock.now()))
        user._held = held  # type: ignore[attr-defined]
    yield from held
