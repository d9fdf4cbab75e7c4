"""Whether departments can answer at all (部门有没有人手): who drafts there, and how many sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.ladder import Asked
from huanjie.domain.permission import Role
from huanjie.office.review.asking import departments_at
from huanjie.office.review.models import Department, Seat
from huanjie.office.review.services import Sending
from huanjie.office.units.models import Assignment, Unit
from huanjie.office.units.permission import in_force

_FIRST: Final = 1
"""whoever drafts signs with it: one signature less for the others"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A department that cannot answer as it is (缺人的部门), and what it lacks, in words."""

    asked: Asked
    lacks: str


def short_departments(unit: Unit, sending: Sending) -> Iterator[Short]:
    """The departments that would be asked and lack somebody to draft, or enough to sign, in the
    order of the ladder: an answer is drafted by one person and signed by others.
    """
    wanted = {key for each in sending.stated for _place, keys in each for key in keys}
    there = departments_at(unit, wanted)
    drafters = _seats(unit, there.values(), Role.REVIEWER)
    signers = _seats(unit, there.values(), Role.REVIEW_SIGNER)
    for level in sending.ladder.levels:
        for asked in level.departments:
            if asked.key in there:
                own = there[asked.key].pk
                drafts, signs = drafters.get(own, set()), signers.get(own, set())
                if lacks := _lacks(drafts, signs, level.signatures):
                    yield Short(asked=asked, lacks=lacks)


def _lacks(drafts: set[int], signs: set[int], signatures: int) -> str:
    """What is missing; whoever drafts does not sign it once more."""
    if not drafts and not signs:
        return _("没有人")
    if not drafts:
        return _("没有联审经办人，没有人初核")
    needed = signatures - _FIRST
    others = max(len(signs - {one}) for one in drafts)
    if others < needed:
        return _("联审签字人有 %(there)d 名，要 %(needed)d 名") % {
            "there": others,
            "needed": needed,
        }
    return ""


def _seats(unit: Unit, departments: Iterable[Department], role: Role) -> dict[int, set[int]]:
    """Who of each department holds a role that reaches the place, by the department's number."""
    holders = Assignment.objects.filter(
        in_force(), unit__in=unit.codes, role=role, election="", user__is_active=True
    )
    rows = Seat.objects.filter(
        department__in=list(departments), user__in=holders.values("user")
    ).values_list("department", "user")
    found: dict[int, set[int]] = {}
    for department, user in rows:
        found.setdefault(department, set()).add(user)
    return found
