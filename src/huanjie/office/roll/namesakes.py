"""People of one name on what is posted of a roll (同名的人): no two of them are printed alike. The
least that tells them apart stands behind the name: the year of birth, else the identity number,
masked, else the number on the roll.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from huanjie.domain.identity import masked
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

T = TypeVar("T")
_FIELDS: Final = ("number", "name", "sex", "birth_date", "id_index")
Line = tuple[str, str, int | None]
"""what is printed of somebody whose name another has, too: name, sex, year of birth"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What tells somebody from others of the same name (区分同名的人); one of these, or none."""

    born_in: int | None = None
    id_number: str = ""
    """masked (打码的证件号码)"""
    number: int | None = None
    """on the roll (编号)"""

    @property
    def says(self) -> str:
        """The same as it is printed."""
        if self.number:
            return f"（编号 {self.number}）"
        if self.id_number:
            return f"（{self.id_number}）"
        return f"（{self.born_in} 年生）" if self.born_in else ""


UNMARKED: Final = Mark()


def marks(among: Iterable[RollEntry]) -> Mapping[int, Mark]:
    """What tells these people apart, by the key of an entry; nobody is there whose name is alone.
    Two entries of one identity number are one person.
    """
    named = tuple(_of_one_name(tuple(among)))
    alike = _shared((_person(each), _line(each)) for each in named)
    opened = _masked_numbers(each for each in named if _line(each) in alike)
    masks = {each.pk: (_line(each), opened.get(each.pk, "")) for each in named}
    twice = _shared((_person(each), masks[each.pk]) for each in named)
    return {
        each.pk: _mark(each, mask=masks[each.pk][1], is_shared=masks[each.pk] in twice)
        if _line(each) in alike
        else Mark(born_in=_year(each))
        for each in named
    }


def marks_since(election: Election, entries: Iterable[RollEntry]) -> Mapping[int, Mark]:
    """What tells people of a roll from everybody who is or was on it (名册上现在和移出的人)."""
    names = {each.name for each in entries}
    ever = RollEntry.ever.filter(election=election, name__in=names, off_roll=False)
    return marks(ever.only(*_FIELDS))


def _mark(entry: RollEntry, *, mask: str, is_shared: bool) -> Mark:
    tells = mask and not is_shared
    return Mark(id_number=mask) if tells else Mark(number=entry.number)


def _of_one_name(entries: tuple[RollEntry, ...]) -> Iterator[RollEntry]:
    repeated = {name for name, times in Counter(each.name for each in entries).items() if times > 1}
    named = [each for each in entries if each.name in repeated]
    shared = _shared((_person(each), each.name) for each in named)
    return (each for each in named if each.name in shared)


def _shared(of: Iterable[tuple[object, T]]) -> frozenset[T]:
    """What more than one person has."""
    times = Counter(what for _who, what in set(of))
    return frozenset(what for what, number in times.items() if number > 1)


def _person(entry: RollEntry) -> object:
    return bytes(entry.id_index) if entry.id_index else entry.pk


def _line(entry: RollEntry) -> Line:
    return entry.name, entry.sex, _year(entry)


def _year(entry: RollEntry) -> int | None:
    return entry.birth_date.year if entry.birth_date else None


def _masked_numbers(entries: Iterable[RollEntry]) -> Mapping[int, str]:
    """The numbers of these alone are opened; none once they were deleted."""
    keys = [each.pk for each in entries]
    rows = RollEntry.ever.filter(pk__in=keys).values_list("pk", "id_number") if keys else ()
    return {pk: masked(number) for pk, number in rows if number}
