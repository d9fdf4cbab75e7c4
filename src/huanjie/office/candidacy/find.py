"""Finding somebody on the roll (在名册上找人): by name, by the first letters of its pinyin, by
number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from huanjie.domain.celltext import half_width
from huanjie.domain.personname import repaired_name
from huanjie.office.candidacy.offroll import only_others
from huanjie.office.pinyin import begins_with
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import NAME_LENGTH, RollEntry

MOST_FOUND: Final = 30
_LONGEST_NUMBER: Final = 9
"""digits; no roll comes near it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found (查到的人): the first few, and how many there are in all."""

    entries: tuple[RollEntry, ...] = ()
    total: int = 0


def find_people(election: Election, query: str, *, beside: Election | None = None) -> Found:
    """People whose name holds the query, or begins with these pinyin letters, or whose number on
    the roll it is, those noted beside it included; then by name, `beside`, whoever is on another
    roll alone. Nobody for an empty query.
    """
    asked = half_width(query).strip()[:NAME_LENGTH]
    if not asked:
        return Found()
    own = RollEntry.ever.filter(election=election, struck_on=None)
    if _is_number(asked):
        hits = _of_number(own, asked)
    else:
        hits = _of_name(own, asked)
        if beside:
            hits += only_others(election, beside, _of_name(beside.roll.all(), asked))
    shown = hits[:MOST_FOUND]
    known = RollEntry.ever.in_bulk(shown)
    return Found(entries=tuple(known[pk] for pk in shown), total=len(hits))


def _is_number(asked: str) -> bool:
    return asked.isascii() and asked.isdecimal()


def _of_number(people: QuerySet[RollEntry], asked: str) -> list[int]:
    if len(asked) > _LONGEST_NUMBER:
        return []
    return list(people.filter(number=int(asked)).values_list("pk", flat=True))


def _of_name(people: QuerySet[RollEntry], asked: str) -> list[int]:
    part, letters = repaired_name(asked), asked.lower()
    names = people.values_list("pk", "name")
    return [pk for pk, name in names if part in name or begins_with(name, letters)]
