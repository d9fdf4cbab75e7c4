"""What a department sees of a person (给部门看的项): read where the election keeps it.

A case keeps a blind index of each column as it was sent, so that a changed one is known without a
second copy of anybody's data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huanjie.domain.identity import masked
from huanjie.domain.ladder import Column
from huanjie.domain.nominee import NomineeState
from huanjie.office.candidacy.models import Nominee
from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.review.models import Case

Key = tuple[str, str]
"""an election's id and the person's on its paper"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody nominated in an election (人选), for all their posts there."""

    election: Election
    person: str
    posts: tuple[str, ...]
    """by the pack's words"""
    columns: Mapping[Column, str]
    """as a list states them; the identity number whole"""
    still_stands: bool

    @property
    def name(self) -> str:
        """姓名."""
        return self.columns[Column.NAME]

    def shown(self, column: Column) -> str:
        """A column as a screen shows it: of an identity number the ends alone."""
        text = self.columns[column]
        return masked(text) if column == Column.IDENTITY_NUMBER and text else text


def people_of(keys: Iterable[Key]) -> dict[Key, Person]:
    """The people of these cases; who was deleted since is not there."""
    wanted = set(keys)
    rows = Nominee.objects.filter(election__in={election for election, _ in wanted})
    rows = rows.select_related("election__unit", "contest", "entry").order_by("contest__pk")
    found: dict[Key, list[Nominee]] = {}
    for row in rows:
        if (key := (row.election_id, row.person)) in wanted:
            found.setdefault(key, []).append(row)
    return {key: _person(nominations) for key, nominations in found.items()}


def cases_people(cases: Iterable[Case]) -> dict[int, Person]:
    """The same, by the number of the case's row."""
    rows = list(cases)
    people = people_of((each.election, each.person) for each in rows)
    keys = {each.pk: (each.election, each.person) for each in rows}
    return {pk: people[key] for pk, key in keys.items() if key in people}


def prints_of(person: Person) -> dict[str, str]:
    """The blind index of each column."""
    keys = field_keys()
    return {
        column.value: keys.blind_index(
            f"{column.value}:{text}", bound_to=f"{Case._meta.db_table}.prints"
        ).hex()
        for column, text in person.columns.items()
    }


def changed_columns(case: Case, person: Person) -> frozenset[Column]:
    """The columns that are not as they were sent."""
    now = prints_of(person)
    return frozenset(Column(name) for name, kept in case.prints.items() if now[name] != kept)


def _person(nominations: list[Nominee]) -> Person:
    first = nominations[0]
    standing = [each for each in nominations if each.state != NomineeState.WITHDRAWN]
    of_posts = standing or nominations
    entry = first.entry
    sexes = {"m": "男", "f": "女"}
    return Person(
        election=first.election,
        person=first.person,
        posts=tuple(each.contest.post for each in of_posts),
        columns={
            Column.NAME: first.name,
            Column.SEX: sexes.get(first.sex, ""),
            Column.BIRTH_DATE: entry.birth_date.isoformat() if entry.birth_date else "",
            Column.IDENTITY_NUMBER: entry.id_number or "",
            Column.UNIT: first.election.unit.full_name,
            Column.POST: "、".join(each.contest.name for each in of_posts),
        },
        still_stands=bool(standing),
    )
