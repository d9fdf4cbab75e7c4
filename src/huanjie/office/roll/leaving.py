"""Who leaves the roll by a deed (移出名册的人), for what follows for others: it is told on the page
that checks the deed, and once it is done.
"""

from __future__ import annotations

from huanjie.domain.objection import Kind, State
from huanjie.office.gates import Reminder, follows_striking
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import Objection
from huanjie.office.roll.rehearsing import Rehearsed


def follows_of(election: Election, after: Rehearsed) -> tuple[Reminder, ...]:
    """What follows a change that was rehearsed."""
    return follows_striking(election, (after.number,)) if after.leaves and after.number else ()


def leaving_by_appeal(objection: Objection) -> tuple[int, ...]:
    """Whom the roll loses once the decision on an objection is changed above: whoever it added, or
    whoever it left there.
    """
    if objection.state == State.UPHELD and objection.kind == Kind.OMITTED:
        return (objection.change.entry.number,)
    if objection.state == State.DISMISSED and objection.kind == Kind.WRONGLY_LISTED:
        return (objection.entry.number,) if objection.entry else ()
    return ()


def leaving_by_objection(objection: Objection) -> tuple[int, ...]:
    """Whom the roll loses once an objection is upheld (错登)."""
    if objection.kind == Kind.WRONGLY_LISTED and objection.entry:
        return (objection.entry.number,)
    return ()
