"""Putting people on a roll (写进名册): many at once, numbers and phones encrypted and indexed
together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from huanjie.bulk.rollpeople import Person
from huanjie.domain.identity import Identity, read_identity
from huanjie.office.bulkrows import add_rows
from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

_AT_ONCE: Final = 10_000
_SOURCE_LENGTH: Final = 80
_WHOLE: Final = 18
_TABLE: Final = RollEntry._meta.db_table
_COLUMNS: Final = (
    *("election_id", "region", "number", "name", "sex", "birth_date"),
    *("id_number", "id_index", "phone", "household", "group", "standing", "source"),
)

Row = tuple[object, ...]


def put_on_roll(election: Election, people: Iterable[Person], *, first: int = 1) -> int:
    """Add people, numbered on from `first` in their order; how many."""
    added = 0
    each = iter(people)
    while some := list(islice(each, _AT_ONCE)):
        add_rows(RollEntry, _COLUMNS, _rows(election, some, first + added))
        added += len(some)
    return added


def indexes_of(numbers: Sequence[str]) -> list[bytes]:
    """What equal identity numbers are found by (盲索引), as `index_of` makes each."""
    whole = [number if len(number) == _WHOLE else _whole(number) for number in numbers]
    return field_keys().blind_index_all(whole, bound_to=f"{_TABLE}.id_number")


def _whole(number: str) -> str:
    identity = read_identity(number)
    return identity.whole if isinstance(identity, Identity) else number


def _rows(election: Election, people: Sequence[Person], first: int) -> Iterator[Row]:
    keys = field_keys()
    numbers = [person.id_number for person in people if person.id_number]
    phones = [person.phone for person in people if person.phone]
    sealed = iter(keys.encrypt_all(numbers, bound_to=f"{_TABLE}.id_number"))
    indexes = iter(indexes_of(numbers))
    sealed_phones = iter(keys.encrypt_all(phones, bound_to=f"{_TABLE}.phone"))
    pk, region = election.pk, election.region
    for at, each in enumerate(people, first):
        (_, sheet, row, name, sex, born, number, phone, household, group, standing) = each
        yield (
            *(pk, region, at, name, sex, born or None),
            next(sealed) if number else None,
            next(indexes) if number else None,
            next(sealed_phones) if phone else None,
            *(household, group, standing, source_of(sheet, row)),
        )


def source_of(sheet: str, row: int) -> str:
    """Where a person was loaded from (来源): sheet and row."""
    if not sheet:
        return f"第 {row} 行"
    end = f" 第 {row} 行"
    return f"{sheet[: _SOURCE_LENGTH - len(end)]}{end}"
