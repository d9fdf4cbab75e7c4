"""Which departments are asked about whom (问谁): by the law of the person's election alone."""

from __future__ import annotations

from collections.abc import Iterable

from huanjie.domain.ladder import Asked, Ladder
from huanjie.domain.reviewbars import Bar, bars_of
from huanjie.office.planning.laws import law_of
from huanjie.office.review.models import Department
from huanjie.office.review.particulars import Person
from huanjie.office.units.models import Unit


def bars_for(person: Person, asked: Asked) -> tuple[Bar, ...]:
    """The conditions of the law under which a department may answer that this person is barred;
    none where the law of the election asks nothing that it could answer.
    """
    return bars_of(law_of(person.election).pack, person.posts, asked.facts)


def stated_rungs(ladder: Ladder, person: Person) -> list[tuple[int, list[str]]]:
    """The levels that ask about somebody: place in the ladder, and the keys of the departments
    that the law leaves something to answer.
    """
    found = []
    for place, level in enumerate(ladder.levels):
        keys = [each.key for each in level.departments if bars_for(person, each)]
        if keys:
            found.append((place, keys))
    return found


def departments_at(place: Unit, keys: Iterable[str]) -> dict[str, Department]:
    """The departments that answer for a place: of each key the nearest, at the place or above."""
    return nearest(place, Department.objects.filter(region__in=place.codes, key__in=list(keys)))


def nearest(place: Unit, departments: Iterable[Department]) -> dict[str, Department]:
    """Of each key the department nearest to a place, among these."""
    codes = place.codes
    above = [each for each in departments if each.region in codes]
    return {row.key: row for row in sorted(above, key=lambda each: codes.index(each.region))}
