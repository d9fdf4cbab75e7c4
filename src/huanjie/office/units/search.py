"""Finding places by what somebody typed (检索): name, pinyin, first letters or code, and the names
and codes that they once had. One index is asked, however many places there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Q, QuerySet

from huanjie.office.units.keys import keys_of, words
from huanjie.office.units.models import Unit, UnitKey

MOST_WORDS: Final = 6
_AT_ONCE: Final = 2000


def find(units: QuerySet[Unit], typed: str) -> QuerySet[Unit]:
    """Of these places, those that every word fits: it begins a key of theirs, or of the place right
    above them. Nothing typed leaves all of them.
    """
    for word in words(typed)[:MOST_WORDS]:
        found = UnitKey.objects.filter(text__begins=word).values("region")
        units = units.filter(Q(pk__in=found) | Q(parent__in=found))
    return units


def index(units: Iterable[Unit]) -> None:
    """Let these places be found by their codes and names; what they were found by before stays, so
    that an old name still leads to them.
    """
    keys = (
        UnitKey(region=unit.code, text=text)
        for unit in units
        for text in sorted(keys_of(unit.code, unit.name))
    )
    UnitKey.objects.bulk_create(keys, batch_size=_AT_ONCE, ignore_conflicts=True)
