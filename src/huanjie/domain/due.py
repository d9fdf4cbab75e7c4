"""By when (期限): so many days after a day that does not itself count, over rest days where the law
moves a last day on.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.calendar import days_after
from huanjie.law.applied import Law
from huanjie.law.citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when (期限): the last day, which ends at 24:00, and its articles."""

    last_day: datetime.date
    grounds: tuple[Citation, ...]
    provisional: bool


def due_after(
    law: Law, start: datetime.date, days: int, *, ground: Citation, rolls: bool | None = None
) -> Due:
    """The last day of so many days that a rule counts from `start`; `rolls` is whether it runs on
    over rest days, None: as the pack says for every period.
    """
    roll = law.pack.roll
    runs_on = bool(roll and roll.rolls) if rolls is None else rolls
    end = days_after(start, days, law.calendar, roll=runs_on)
    moved = roll is not None and (end.last_day - start).days != days
    return Due(
        last_day=end.last_day,
        grounds=(ground, *([roll.citation] if roll and moved else ())),
        provisional=end.provisional,
    )
