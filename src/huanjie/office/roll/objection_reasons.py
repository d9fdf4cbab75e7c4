"""What a decision on an objection may rest on (决定的理由): the conditions of registration that do
not say the opposite of it.
"""

from __future__ import annotations

from huanjie.domain.evaluation import truth_of
from huanjie.domain.objection import Kind
from huanjie.domain.rollchange import conditions_of
from huanjie.law.condition import Condition
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import Objection


def fitting(election: Election, objection: Objection, *, upholds: bool) -> tuple[Condition, ...]:
    """The conditions that a decision may name. Somebody is wrongly listed by a condition that they
    do not meet, and rightly by those that they do: what the roll itself says of them decides.
    """
    every = conditions_of(law_of(election).pack)
    entry = objection.entry
    if objection.kind != Kind.WRONGLY_LISTED or entry is None or entry.birth_date is None:
        return every
    stated = {"birth_date": entry.birth_date, "polling_day": election.polling_day}
    return tuple(each for each in every if truth_of(each.expression, stated) is not upholds)


def answering(election: Election, objection: Objection) -> tuple[Condition, ...]:
    """The conditions of which a dismissal names one (回应异议的条件): that by which somebody is
    wrongly listed as the objection says; of the grounds that register each by itself, any. None
    where the objection names no condition.
    """
    pack = law_of(election).pack
    if objection.kind != Kind.WRONGLY_LISTED:
        return ()
    if any(each.key == objection.ground for each in pack.registration_grounds):
        return pack.registration_grounds
    return tuple(each for each in pack.registration if each.key == objection.ground)
