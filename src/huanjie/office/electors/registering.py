"""Registering somebody by a ground of the law (按情形登记), before the roll is published: whoever
is not in the file is judged by what is stated of them, and put on the roll or refused with the
article.

What is stated is not kept; which ground it was, is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.cycle import Stage, after
from huanjie.domain.judgement import Judgement
from huanjie.domain.permission import Action
from huanjie.domain.registration import check_has_registration, register
from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollrow import RollPerson
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, by_article
from huanjie.law.condition import Condition
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.electors.models import Registered
from huanjie.office.electors.proxies import refusal_of
from huanjie.office.law.calculators.calculator import Fact
from huanjie.office.law.calculators.people import condition_facts
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import entry_of, next_number
from huanjie.office.roll.people import checked_person
from huanjie.office.roll.registering import KNOWN, check_new, with_known

_STATE_MORE: Final = "补上没有写明的情况，再核对"
_NOT_LISTED: Final = "不符合登记的条件，不能列入名单"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Somebody who may be registered (可以登记的人): as the roll will hold them, and by what."""

    person: RollPerson
    ground: Condition
    grounds: tuple[Citation, ...]


@command(Action.LOAD_ROLL)
def register_by_ground(
    *,
    acting_user: ActingUser,
    election: Election,
    cells: Mapping[Column, str],
    stated: Mapping[str, Any],
) -> Done[int]:
    """Put somebody on the roll whom a ground of the law registers (按情形登记); the answer is the
    number on the roll. BadInput at a column, or with every condition that is not met.
    """
    found = consider(election, cells, stated)
    election.advance(Action.LOAD_ROLL)
    entry = entry_of(election, next_number(election), found.person)
    entry.save()
    Registered.objects.create(
        election=election,
        region=election.region,
        entry=entry,
        ground=found.ground.key,
        registered_on=clock.today(),
    )
    says = {"registered_by_ground": entry.number, "ground": found.ground.key}
    return Done(answer=entry.number, says=says)


def questions(pack: RulePack) -> list[Fact]:
    """What is asked of somebody (要说明的情况), in the order of the pack; the answers that a ground
    does not need may be left out.
    """
    every = condition_facts(pack, (*pack.registration, *pack.registration_grounds))
    return [each for each in every if each.key not in KNOWN]


def consider(election: Election, cells: Mapping[Column, str], stated: Mapping[str, Any]) -> Judged:
    """Judge somebody now (核对登记的情形); refused like the deed, and nothing is written."""
    after(Stage(election.stage), Action.LOAD_ROLL)
    pack = law_of(election).pack
    check_has_registration(pack)
    person = checked_person(election, cells)
    check_new(election, person)
    said = {key: value for key, value in stated.items() if value is not None}
    found = register(pack, with_known(election, person, said))
    if not found.registered:
        says = "；".join(map(refusal_of, found.decided))
        is_open = any(each.met is None for each in found.decided)
        raise BadInput(says, remedy=_STATE_MORE if is_open else _NOT_LISTED)
    met = next(each for each in found.decided if _is_ground(pack, each))
    return Judged(person=person, ground=met.condition, grounds=by_article(found.grounds))


def _is_ground(pack: RulePack, judged: Judgement) -> bool:
    return judged.condition in pack.registration_grounds
