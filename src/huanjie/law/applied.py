"""The law that applies (适用的法律): a pack in force, and the calendar of its days."""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.law.calendar import Calendar
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One body's pack and the national calendar (规则包和日历)."""

    pack: RulePack
    calendar: Calendar
