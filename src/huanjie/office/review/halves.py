"""The clock of joint review on the site (联审时钟): the half working day it is now, and how a row
keeps one.
"""

from __future__ import annotations

import datetime

from huanjie.domain.halfdays import ClockEnd, Half, clock_end, half_of, working_halves
from huanjie.office import clock
from huanjie.office.law.shelves import calendar

_MORNING, _AFTERNOON = "am", "pm"


def half_now() -> Half:
    """The half working day it is now, in China."""
    return half_of(clock.now().astimezone(clock.CHINA))


def as_text(half: Half | None) -> str:
    """A half as a row keeps it: 2026-06-08pm; empty for none."""
    if half is None:
        return ""
    return f"{half.day.isoformat()}{_AFTERNOON if half.is_afternoon else _MORNING}"


def from_text(text: str) -> Half | None:
    """The half that a row keeps."""
    if not text:
        return None
    day = datetime.date.fromisoformat(text.removesuffix(_MORNING).removesuffix(_AFTERNOON))
    return Half(day, text.endswith(_AFTERNOON))


def due(asked: Half, halves: int) -> ClockEnd:
    """When a question that was asked then is due, by the national calendar."""
    return clock_end(asked, halves, calendar())


def worked(asked: Half, until: Half) -> int:
    """How many working halves it took."""
    return working_halves(asked, until, calendar())
