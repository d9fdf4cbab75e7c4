"""What stands on the shelf (规则包目录), as the site shows it: bodies, versions, provinces. Read
once, for every app of the site.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from huanjie.law.calendar import Calendar, load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.regions import REGIONS
from huanjie.law.shelf import Version, load, versions

_ORDER: Final = ("villagers-committee", "residents-committee", "party-branch")
"""the bodies that most people ask about; the others follow by their word"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body (组织) on the shelf: its national versions, the latest first, and its provinces."""

    body: str
    pack: RulePack
    """the national version in force on the day, or the first to come into force"""
    dates: tuple[datetime.date, ...]
    regions: tuple[str, ...]

    @property
    def name(self) -> str:
        """The body's Chinese name, by the version in force."""
        return self.pack.name


@cache
def shelf() -> tuple[Version, ...]:
    """Every version on the shelf."""
    return versions()


@cache
def calendar() -> Calendar:
    """The national calendar."""
    return load_calendar()


@lru_cache(maxsize=512)
def pack_by_name(name: str, today: datetime.date, region: str | None = None) -> RulePack:
    """The pack that a name means: a dated one on the last day that it was in force."""
    return load(name, today=today, region=region)


@lru_cache(maxsize=512)
def pack_on(body: str, day: datetime.date, region: str | None = None) -> RulePack:
    """The pack in force on a day, whatever is in force today; refused where there was none."""
    return load(body, on=day, today=day, region=region)


def bodies(today: datetime.date) -> tuple[Body, ...]:
    """Every body that has a national version, in the order of the list above."""
    words = sorted({version.body for version in shelf() if version.region is None})
    first = [word for word in _ORDER if word in words]
    return tuple(_body(word, today) for word in (*first, *(w for w in words if w not in first)))


def find_body(word: str, today: datetime.date) -> Body | None:
    """One body by its word."""
    known = any(version.body == word and version.region is None for version in shelf())
    return _body(word, today) if known else None


@lru_cache(maxsize=64)
def _body(word: str, today: datetime.date) -> Body:
    own = [version for version in shelf() if version.body == word]
    dates = sorted({v.effective_from for v in own if v.region is None}, reverse=True)
    base = next((day for day in dates if day <= today), dates[-1])
    there = {v.region for v in own if v.region}
    return Body(
        body=word,
        pack=pack_by_name(f"{word}@{base}", today),
        dates=tuple(dates),
        regions=tuple(region for region in REGIONS if region in there),
    )
