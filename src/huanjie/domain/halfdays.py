"""Half working days (半个工作日): the clock of joint review (联审时限).

A working day has two halves: the morning ends at noon, the afternoon with the day (24:00, as every
deadline of ours does). The half in which something begins does not count (民法典第二百零一条, taken
for halves: a convention). So two and a half days from a Monday morning end on Wednesday at 24:00,
and from a Monday afternoon on Thursday at noon. What begins on a rest day begins to count with the
next working day's morning. Which days are worked is the national calendar's to say; where it
consulted a year without a published notice, the answer is provisional.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final

from huanjie.door.fault import BadInput
from huanjie.law.calendar import Calendar

HALVES: Final = 2
"""of a day"""
NOON: Final = time(12)
LONGEST: Final = 120
"""halves: no review lasts longer, and every count stays short"""
_FARTHEST: Final = 2_000
"""days between two halves that are counted: five years and more"""
_MORNING, _AFTERNOON = "上午", "下午"


@dataclass(frozen=True, slots=True, order=True)
class Half:
    """Half a day (半天): its day, and whether it is the afternoon."""

    day: date
    is_afternoon: bool

    def __str__(self) -> str:
        return f"{self.day.isoformat()}{_AFTERNOON if self.is_afternoon else _MORNING}"

    @property
    def next(self) -> Half:
        """The half that follows it."""
        if self.is_afternoon:
            return Half(self.day + timedelta(days=1), False)
        return Half(self.day, True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEnd:
    """When a clock runs out (时限): with the end of this half; noon, or 24:00 of its day."""

    half: Half
    provisional: bool


def half_of(moment: datetime) -> Half:
    """The half that a moment of local time lies in; noon itself is the afternoon's."""
    return Half(moment.date(), moment.time() >= NOON)


def clock_end(start: Half, halves: int, calendar: Calendar) -> ClockEnd:
    """The half with which so many working halves after `start` are over."""
    if not 1 <= halves <= LONGEST:
        raise BadInput(f"时限 {halves} 个半天不在 1 至 {LONGEST} 之间", remedy="检查时限")
    half, left = start, halves
    provisional = calendar.is_provisional(start.day)
    while left:
        half = half.next
        provisional = provisional or calendar.is_provisional(half.day)
        left -= calendar.is_working_day(half.day)
    return ClockEnd(half=half, provisional=provisional)


def working_halves(start: Half, end: Half, calendar: Calendar) -> int:
    """How many working halves have begun after `start`, up to `end` itself; 0 within one half."""
    if (end.day - start.day).days > _FARTHEST:
        raise BadInput(f"{start} 到 {end} 太长，不能逐日计算", remedy="检查两个时间")
    count, half = 0, start
    while half < end:
        half = half.next
        count += calendar.is_working_day(half.day)
    return count


def in_days(halves: int | Fraction) -> str:
    """Halves as a page writes them, in working days.

    >>> in_days(5), in_days(4), in_days(Fraction(5, 2))
    ('2.5', '2', '1.25')
    """
    days = Fraction(halves) / HALVES
    return f"{days.numerator}" if days.denominator == 1 else f"{float(days)}"


def median(halves: Iterable[int]) -> Fraction | None:
    """The middle one of several times (中位数), the mean of the two in the middle where their
    number is even; None where there is none.

    >>> median([1, 9, 2]), median([1, 2]), median([])
    (Fraction(2, 1), Fraction(3, 2), None)
    """
    ordered = sorted(halves)
    if not ordered:
        return None
    low, high = (len(ordered) - 1) // HALVES, len(ordered) // HALVES
    return Fraction(ordered[low] + ordered[high], HALVES)
