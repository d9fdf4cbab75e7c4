"""Who decides on an exemption (由哪一级决定放宽): where the text says the level, the office of that
level alone enters the approval.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.permission import Action, Role
from huanjie.law.condition import EXEMPTERS, Condition
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Level, Unit
from huanjie.office.units.permission import offices_for

_LEVELS: Final = (Level.TOWN, Level.COUNTY, Level.CITY, Level.PROVINCE)
"""From the lowest that may decide upwards."""


def who_exempts(condition: Condition) -> str:
    """The level that decides on an exemption, as the rules call it; empty where they do not say."""
    return EXEMPTERS[condition.exempted_by] if condition.exempted_by else ""


def with_organ(condition: Condition) -> str:
    """A condition's name, with who decides on its exemption where the text says."""
    organ = who_exempts(condition)
    return f"{condition.name}（由{organ}决定）" if organ else condition.name


def may_exempt(user: User, election: Election, condition: Condition) -> bool:
    """Whether somebody acts for the level that decides; for either office where no text says."""
    level = _deciding(election.unit, condition)
    acting = offices_for(user, Action.GRANT_EXEMPTION, election)
    return level is None or any(_level(role, place) == level for role, place in acting)


def not_theirs(condition: Condition) -> str:
    """That another level decides and enters the approval, in a sentence."""
    says = _("这个条件的放宽由%(organ)s决定，由那一级的换届工作办公室登记批准。")
    return says % {"organ": _(who_exempts(condition))}


def _deciding(unit: Unit, condition: Condition) -> Level | None:
    """The level that decides at a place: the one that is named, or the next above where a place
    does not have it (不设区的市、直辖市).
    """
    if condition.exempted_by is None:
        return None
    named, there = Level(condition.exempted_by), {each.level for each in unit.above_and_self}
    above = _LEVELS[_LEVELS.index(named) :]
    return next((level for level in above if level in there), named)


def _level(role: Role, place: Unit) -> str:
    """For which level an office acts: a town's for the town, any other for where it is."""
    return Level.TOWN if role is Role.TOWN_OFFICE else place.level
