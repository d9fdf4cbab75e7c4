"""The clock (时钟): stored in UTC, decided in Asia/Shanghai.

Nothing else of ours asks the time, so that the demo and the tests can act on another day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

CHINA: Final = ZoneInfo("Asia/Shanghai")
_acting_at: ContextVar[datetime | None] = ContextVar("acting_at", default=None)


def now() -> datetime:
    """The moment, in UTC."""
    return _acting_at.get() or datetime.now(UTC)


def machine_time() -> datetime:
    """The machine's own moment, in UTC, which no demo moves: how long somebody has been away."""
    return datetime.now(UTC)


def today() -> date:
    """The day in China (北京时间的日期)."""
    return now().astimezone(CHINA).date()


def stamp() -> str:
    """The moment as the log writes it: 2026-06-28T09:30:00Z."""
    return f"{now():%Y-%m-%dT%H:%M:%SZ}"


@contextmanager
def acting_at(moment: datetime) -> Iterator[None]:
    """Act at another moment: for the demo's past, and for tests."""
    before = _acting_at.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _acting_at.reset(before)
