"""The term of office (任期): when it ends, and how far an election may be put off with approval."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.calendar import corresponding_day
from huanjie.law.citation import Citation, distinct
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEnd:
    """届满日: the corresponding day, else the month's last; with approval at the latest
    (延期换届).
    """

    ends_on: datetime.date
    latest_with_approval: datetime.date | None
    grounds: tuple[Citation, ...]


def term_end(pack: RulePack, *, elected_on: datetime.date) -> TermEnd:
    """When a body elected on a day comes to the end of its term."""
    term = pack.need(pack.term, "term")
    extension = pack.extension
    ends_on = corresponding_day(elected_on, years=term.years)
    latest = corresponding_day(ends_on, months=extension.months) if extension else None
    return TermEnd(
        ends_on=ends_on,
        latest_with_approval=latest,
        grounds=distinct([term.citation, *([extension.citation] if extension else [])]),
    )
