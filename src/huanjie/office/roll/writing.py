"""Putting people on a roll (写进名册): many at once, numbers and phones encrypted and indexed
together.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from huanjie.bulk.rollpeople import People
from huanjie.domain.identity import Identity, read_identity
from huanjie.office.bulkrows import add_rows
from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

_SOURCE_LENGTH: Final = 80
_WHOLE: Final = 18
_TABLE: Final = RollEntry._meta.db_table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ready:
    """People as a roll keeps them (可以写进名册的人); encrypting them asks no database."""

    people: People
    id_numbers: list[bytes | None]
    id_indexes: list[bytes | None]
    phones: list[bytes | None]

    def without(self, places: Container[int]) -> Ready:
        """All but those at these places of the file."""
        kept = [at for at, place in enumerate(self.people.place) if place not in places]
        return Ready(
            people=self.people.picked(kept),
            id_numbers=[self.id_numbers[at] for at in kept],
            id_indexes=[self.id_indexes[at] for at in kept],
            phones=[self.phones[at] for at in kept],
        )


def ready(people: People) -> Ready:
    """Encrypt and index."""
    keys = field_keys()
    return Ready(
        people=people,
        id_numbers=_where_said(
            people.id_number, lambda told: keys.encrypt_all(told, bound_to=f"{_TABLE}.id_number")
        ),
        id_indexes=_where_said(people.id_number, indexes_of),
        phones=_where_said(
            people.phone, lambda told: keys.encrypt_all(told, bound_to=f"{_TABLE}.phone")
        ),
    )


def _where_said(texts: list[str], make: Callable[[list[str]], list[bytes]]) -> list[bytes | None]:
    """What is made of every text that is not empty."""
    if all(texts):
        return [*make(texts)]
    made = iter(make([text for text in texts if text]))
    return [next(made) if text else None for text in texts]


def put_on_roll(election: Election, those: Ready, *, first: int = 1) -> int:
    """Add people, numbered on from `first` in their order; how many were written."""
    people = those.people
    return add_rows(
        RollEntry,
        {
            "election_id": repeat(election.pk),
            "region": repeat(election.region),
            "number": range(first, first + people.size),
            "name": people.name,
            "sex": people.sex,
            "birth_date": [born or None for born in people.birth_date],
            "id_number": those.id_numbers,
            "id_index": those.id_indexes,
            "phone": those.phones,
            "household": people.household,
            "group": people.group,
            "standing": people.standing,
            "source": map(source_of, people.sheet, people.row),
        },
    )


def indexes_of(numbers: Sequence[str]) -> list[bytes]:
    """What equal identity numbers are found by (盲索引), as `index_of` makes each."""
    whole = [number if len(number) == _WHOLE else _whole(number) for number in numbers]
    return field_keys().blind_index_all(whole, bound_to=f"{_TABLE}.id_number")


def _whole(number: str) -> str:
    identity = read_identity(number)
    return identity.whole if isinstance(identity, Identity) else number


def source_of(sheet: str, row: int) -> str:
    """Where a person was loaded from (来源): sheet and row."""
    if not sheet:
        return f"第 {row} 行"
    end = f" 第 {row} 行"
    return f"{sheet[: _SOURCE_LENGTH - len(end)]}{end}"
