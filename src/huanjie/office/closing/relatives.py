"""Near relatives who sit in another body, now that there is a result (当选以后的跨组织近亲属回避).

A bar between two bodies is about their members: it stands in no nominee's way, and is a finding
about whoever is elected while the relative still serves.
"""

from __future__ import annotations

from huanjie.dossier.case import Case
from huanjie.dossier.outlook import held, is_valid
from huanjie.office.candidacy.outside import OutsideKin, outside_kin
from huanjie.office.planning.models import Election


def clashes(election: Election, case: Case) -> tuple[OutsideKin, ...]:
    """Everybody who was elected here and has a relative serving beside whom the law lets nobody
    serve (不得分别任职).
    """
    here = _winners(case)
    return tuple(each for each in outside_kin(election) if each.nominee.person in here)


def _winners(case: Case) -> frozenset[str]:
    """Whoever holds a post after what was declared so far, by the id on the paper."""
    if not is_valid(case):
        return frozenset()
    return frozenset(person for each in held(case) for person in each.people)
