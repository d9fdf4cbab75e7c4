"""Retention (保存期限) of one thing: until when it is locked, after when it goes, and why.

Told the kind and the day from which its periods count; knows neither where it is kept nor how it is
deleted. A hold (保全) locks whatever the periods say.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.calendar import corresponding_day
from huanjie.law.citation import Citation
from huanjie.law.retention import KeptKind, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """保存期限: the days, with the articles that they rest on."""

    kind: KeptKind
    locked_until: datetime.date | None
    """the last day on which nobody may delete it; None: no law keeps it"""
    deleted_after: datetime.date | None
    """the last day on which it is still there; None: it stays for good"""

    @property
    def grounds(self) -> tuple[Citation, ...]:
        """The articles, what keeps it first."""
        kind = self.kind
        found = (kind.for_good, *(each.citation for each in (kind.keep, kind.delete) if each))
        return tuple(each for each in found if each)

    @property
    def is_for_good(self) -> bool:
        """Whether it is never deleted (永久保存)."""
        return self.kind.for_good is not None

    def is_locked(self, today: datetime.date, *, held: bool = False) -> bool:
        """Whether nobody may delete it on a day, whoever asks (锁定)."""
        before_its_day = self.locked_until is not None and today <= self.locked_until
        return held or self.is_for_good or before_its_day

    def is_due(self, today: datetime.date, *, held: bool = False) -> bool:
        """Whether it is to be deleted on a day (到期)."""
        over = self.deleted_after is not None and today > self.deleted_after
        return over and not self.is_locked(today, held=held)


def retention(kind: KeptKind, begun: datetime.date) -> Retention:
    """What holds for one thing whose periods count from a day; a period of months is complete on
    the corresponding day, or on the last of a shorter month (民法典第二百零二条).
    """
    return Retention(
        kind=kind,
        locked_until=_end(kind.keep, begun),
        deleted_after=_end(kind.delete, begun),
    )


def _end(period: Period | None, begun: datetime.date) -> datetime.date | None:
    return corresponding_day(begun, months=period.months) if period else None
