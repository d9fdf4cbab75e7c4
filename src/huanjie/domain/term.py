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
    ends_by: tuple[Citation, ...]
    """what the end itself rests on, no extension among it (届满日的依据)"""
    grounds: tuple[Citation, ...]


def term_end(pack: RulePack, *, elected_on: datetime.date) -> TermEnd:
    """When a body elected on a day comes to the end of its term.

    The Civil Code (民法典第二百零二条) is cited where the month has no corresponding day, as it is
    on rest days where the last day rolled: nobody asks by which article the 8th of May comes
    after the 8th of May.
    """
    term = pack.need(pack.term, "term")
    extension = pack.extension
    ends_on = corresponding_day(elected_on, years=term.years)
    ends_by = (term.citation, *_where_no_day_corresponds(pack, elected_on, ends_on))
    if extension is None:
        return TermEnd(ends_on=ends_on, latest_with_approval=None, ends_by=ends_by, grounds=ends_by)
    latest = corresponding_day(ends_on, months=extension.months)
    put_off = (extension.citation, *_where_no_day_corresponds(pack, ends_on, latest))
    return TermEnd(
        ends_on=ends_on,
        latest_with_approval=latest,
        ends_by=ends_by,
        grounds=distinct([*ends_by, *put_off]),
    )


def _where_no_day_corresponds(
    pack: RulePack, start: datetime.date, end: datetime.date
) -> tuple[Citation, ...]:
    """The rule that gives the month's last day, where the start's own number is not in it."""
    rule = pack.corresponding_day
    return (rule.citation,) if rule and end.day != start.day else ()
