"""Cases of joint review for tests (联审的例子)."""

from __future__ import annotations

from datetime import date

from huanjie.domain.halfdays import Half
from huanjie.domain.ladder import Column
from huanjie.domain.review import Case, Rung, draft, opened, sign

AT = Half(date(2026, 6, 8), False)
LATER = Half(date(2026, 6, 9), True)
BARRED = frozenset({"punished"})
NAME, NUMBER, POST = Column.NAME, Column.IDENTITY_NUMBER, Column.POST
COURT, POLICE, PARTY, COUNTY = "court", "police", "discipline", "county"
RUNGS = (
    Rung(
        departments={
            COURT: frozenset({NAME}),
            POLICE: frozenset({NAME, NUMBER}),
            PARTY: frozenset({NAME, POST}),
        },
        signatures=2,
    ),
    Rung(departments={COUNTY: frozenset({NAME, NUMBER})}, signatures=3),
)


def case(*rungs: Rung) -> Case:
    """A case as it is sent."""
    return opened(rungs or RUNGS, at=AT)


def answered(
    case: Case, *departments: str, answer: frozenset[str] = frozenset(), more: tuple[str, ...] = ()
) -> Case:
    """Drafted by one, signed by another and by whoever else is named."""
    for department in departments:
        case = draft(case, department, answer, by="first")
        for person in ("second", *more):
            case = sign(case, department, by=person, at=LATER)
    return case
