"""Finding somebody on the roll (在名册上找人): by name, by the first letters of its pinyin, by
number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from huanjie.domain.celltext import half_width
from huanjie.domain.personname import repaired_name
from huanjie.office.pinyin import letters_of
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


def find_on_roll(election: Election, query: str) -> Found:
    """People whose name holds the query, or begins with these pinyin letters, or whose number on
    the roll it is; nobody for an empty query.
    """
    asked = half_width(query).strip()[:NAME_LENGTH]
    if not asked:
        return Found()
    hits = _of_number(election, asked) if _is_number(asked) else _of_name(election, asked)
    entries = election.roll.filter(pk__in=hits[:MOST_FOUND])
    return Found(entries=tuple(entries), total=len(hits))


def _is_number(asked: str) -> bool:
    return asked.isascii() and asked.isdecimal()


def _of_number(election: Election, asked: str) -> list[int]:
    if len(asked) > _LONGEST_NUMBER:
        return []
    return list(election.roll.filter(number=int(asked)).values_list("pk", flat=True))


def _of_name(election: Election, asked: str) -> list[int]:
    part, letters = repaired_name(asked), asked.lower()
    names = election.roll.values_list("pk", "name")
    return [pk for pk, name in names if part in name or _begins(name, letters)]


def _begins(name: str, letters: str) -> bool:
    """Whether a name's characters may be read with these first letters: 曾 is both z and c."""
    signs = name.replace("·", "")
    if not letters.isascii() or len(letters) > len(signs):
        return False
    return all(letter in letters_of(sign) for letter, sign in zip(letters, signs, strict=False))
