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
from huanjie.office.pinyin import begins_with
from huanjie.office.planning.models import Election
from huanjie.office.review.models import Case
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.office.units.models import names_above

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
    """as a list states them; the identity number whole, and only where it was asked for"""
    still_stands: bool
    is_barred: bool
    """whether the person was found not to meet the conditions, and no appeal upset it"""

    @property
    def name(self) -> str:
        """姓名."""
        return self.columns[Column.NAME]

    def fits(self, words: str, *places: str) -> bool:
        """Whether the name or one of these places holds the words, or the name begins with these
        pinyin letters (按姓名、拼音首字母、单位查找).
        """
        held = any(words in each for each in (self.name, *places))
        return held or begins_with(self.name, words.lower())

    def shown(self, column: Column) -> str:
        """A column as a screen shows it: of an identity number the ends alone."""
        text = self.columns[column]
        return masked(text) if column == Column.IDENTITY_NUMBER and text else text


def people_of(keys: Iterable[Key], *, numbers: bool = False) -> dict[Key, Person]:
    """The people of these cases; who was deleted since is not there. Their identity numbers are
    opened where `numbers` asks for them, and not even read where it does not.
    """
    wanted = set(keys)
    rows = Nominee.objects.filter(election__in={election for election, _ in wanted})
    rows = rows.select_related("election__unit", "contest", "entry").order_by("contest__pk")
    rows = rows.defer("entry__phone", *(() if numbers else ("entry__id_number",)))
    found: dict[Key, list[Nominee]] = {}
    elections: dict[str, Election] = {}
    for row in rows:
        if (key := (row.election_id, row.person)) in wanted:
            row.election = elections.setdefault(row.election_id, row.election)
            found.setdefault(key, []).append(row)
    above = names_above(each.unit for each in elections.values())
    return {key: _person(nominations, above, numbers=numbers) for key, nominations in found.items()}


def cases_people(cases: Iterable[Case], *, numbers: bool = False) -> dict[int, Person]:
    """The same, by the number of the case's row."""
    rows = list(cases)
    people = people_of(((each.election, each.person) for each in rows), numbers=numbers)
    keys = {each.pk: (each.election, each.person) for each in rows}
    return {pk: people[key] for pk, key in keys.items() if key in people}


def prints_of(person: Person) -> dict[str, str]:
    """The blind index of each column, of somebody whose number was asked for."""
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


def _person(nominations: list[Nominee], above: Mapping[str, str], *, numbers: bool) -> Person:
    first = nominations[0]
    standing = [each for each in nominations if each.state != NomineeState.WITHDRAWN]
    of_posts = standing or nominations
    entry, unit = first.entry, first.election.unit
    return Person(
        election=first.election,
        person=first.person,
        posts=tuple(each.contest.post for each in of_posts),
        columns={
            Column.NAME: first.name,
            Column.SEX: SEX_WORDS.get(first.sex, ""),
            Column.BIRTH_DATE: entry.birth_date.isoformat() if entry.birth_date else "",
            **({Column.IDENTITY_NUMBER: entry.id_number or ""} if numbers else {}),
            Column.UNIT: f"{above[unit.pk]}{unit.short_name}",
            Column.POST: "、".join(each.contest.name for each in of_posts),
        },
        still_stands=bool(standing),
        is_barred=bool(standing) and all(x.state == NomineeState.BARRED for x in standing),
    )
