"""What the roll of a body cannot take of somebody whom the check lets pass (名册收不下的): a
standing that it has no word for, and what is longer than its cells. The command line and the site
ask here alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.rollcheck import REQUIRED
from huanjie.domain.rollcolumns import Column, heading_of
from huanjie.domain.rollrow import RollPerson

LONGEST: Final = 40
"""characters of a group, a household or a phone"""

_BOUNDED: Final[tuple[Column, ...]] = ("household", "group", "phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """Why somebody cannot be taken (收不下的原因), at which column, under our heading."""

    column: Column
    heading: str
    kind: Literal["no-standing", "too-long"]
    says: str


def required_of(members: MemberRoll | None) -> tuple[Column, ...]:
    """What a roll says of everybody; a member's vote hangs on the standing (党员类别、团员类别)."""
    return (*REQUIRED, "standing") if members else REQUIRED


def unfit(person: RollPerson, members: MemberRoll | None) -> Unfit | None:
    """What the roll of a body cannot take of somebody, where its members vote by their standing or
    not; None: nothing.
    """
    if members and person.standing not in members.standings:
        return Unfit(
            column="standing", heading=members.kind, kind="no-standing", says=members.unknown
        )
    for column in _BOUNDED:
        text = getattr(person, column) or ""
        if len(text) > LONGEST:
            says = f"这一格有 {len(text)} 个字，最多 {LONGEST} 个"
            return Unfit(column=column, heading=heading_of(column), kind="too-long", says=says)
    return None
