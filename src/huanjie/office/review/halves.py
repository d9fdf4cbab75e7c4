"""The clock of joint review on the site (联审时钟): the half working day it is now, and how a row
keeps one.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.halfdays import ClockEnd, Half, clock_end, half_of, working_halves
from huanjie.domain.ladder import Level
from huanjie.domain.reviewquestion import Question
from huanjie.office import clock
from huanjie.office.law.shelves import calendar

_MORNING, _AFTERNOON = "am", "pm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long there is left (时限)."""

    end: ClockEnd
    halves_left: int
    halves_over: int

    @property
    def is_over(self) -> bool:
        """Whether it is overdue (逾期)."""
        return self.halves_over > 0

    @property
    def is_close(self) -> bool:
        """Whether half a working day is left, or less (快到时限)."""
        return not self.is_over and self.halves_left <= 1


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


def clock_of(question: Question, level: Level) -> Clock:
    """The clock of a question: while it runs, what is left; else how it stood still."""
    end = due(question.asked, level.halves)
    now = question.ended or half_now()
    return Clock(end=end, halves_left=worked(now, end.half), halves_over=worked(end.half, now))
