"""Permission at a place (权限): a role, held there or above, that holds the action."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from huanjie.domain.permission import Action, Role, may, reaches
from huanjie.office.people.models import User
from huanjie.office.units.models import Assignment, Unit


def role_for(user: User, action: Action, unit: Unit) -> Role | None:
    """The role by which somebody may do this here; None where they may not."""
    for assignment in _assignments(user):
        role = Role(assignment.role)
        if may(role, action) and reaches(assignment.unit.path, unit.path):
            return role
    return None


def allowed(user: User, action: Action, unit: Unit) -> bool:
    """Whether somebody may do this here."""
    return role_for(user, action, unit) is not None


def need(user: User, action: Action, unit: Unit) -> Role:
    """The role by which somebody may do this here, or a refusal."""
    role = role_for(user, action, unit)
    if role is None:
        raise PermissionDenied("您的账号没有办理这件事的权限")
    return role


def places_of(user: User, action: Action) -> list[Unit]:
    """The places at which somebody holds a role with this permission, the highest first."""
    places = {a.unit.pk: a.unit for a in _assignments(user) if may(Role(a.role), action)}
    return sorted(places.values(), key=lambda unit: unit.path)


def visible(user: User, action: Action = Action.SEE_UNIT) -> QuerySet[Unit]:
    """Every place that somebody may see."""
    found = Unit.objects.none()
    for place in places_of(user, action):
        found = found | Unit.objects.filter(path__startswith=place.path)
    return found


def _assignments(user: User) -> Iterator[Assignment]:
    """Read once for each request: the user object lives as long as it."""
    held = getattr(user, "_held", None)
    if held is None:
        held = list(user.assignments.select_related("unit"))
        user._held = held  # type: ignore[attr-defined]
    yield from held
