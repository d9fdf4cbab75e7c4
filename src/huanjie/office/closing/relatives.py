"""Near relatives in another body, now that there is a result (当选以后的跨组织近亲属回避).

A bar between two bodies is about their members: it stands in no nominee's way, and is a finding
about whoever is elected while the relative serves, was elected there, or stands there.
"""

from __future__ import annotations

from collections.abc import Mapping

from huanjie.dossier.case import Case
from huanjie.dossier.outlook import held, is_valid
from huanjie.office.candidacy.outside import OutsideKin, outside_kin
from huanjie.office.closing.case import case_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election


def clashes(election: Election, case: Case, user: User) -> tuple[OutsideKin, ...]:
    """Everybody who was elected here and has a relative in a body beside which the law lets nobody
    serve (不得分别任职): one who serves there now, was elected there, or stands there. Who stands
    in an election that this user may not see, and that has posted no list, is left out.
    """
    here = {person for people in _held(case).values() for person in people}
    return tuple(each for each in outside_kin(election, user) if each.nominee.person in here)


def elected(election: Election) -> Mapping[str, tuple[str, ...]]:
    """Who holds each post by what was declared so far (当选的人), by the ids on the paper."""
    case = case_of(election)
    return _held(case) if case else {}


def _held(case: Case) -> dict[str, tuple[str, ...]]:
    """Whoever holds a post after what was declared so far, by the post."""
    return {each.post: each.people for each in held(case)} if is_valid(case) else {}
