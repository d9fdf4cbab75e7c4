"""The sheets of a declared hand count (两份计票单): side by side, with what was settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.rounds import Round
from huanjie.domain.sheets import WHAT, Place, Sheets, differences, numbers
from huanjie.dossier.hand_counts import hand_counts
from huanjie.dossier.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One number of both sheets (计票单的一栏)."""

    whom: str
    what: str
    first: int
    second: int
    settled: int | None
    """None where both agree"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsShown:
    """One hand count (一次手工计票), post by post."""

    name: str
    says: str
    """how it was counted, in the dossier's own sentence"""
    posts: tuple[tuple[str, tuple[SheetRow, ...]], ...]


def sheets_of(people: People, round_: Round) -> tuple[SheetsShown, ...]:
    """Every hand count of a round; none where it was counted from records."""
    return tuple(
        SheetsShown(
            name=each.name,
            says=each.says,
            posts=tuple(
                (people.post(post), tuple(_rows(people, each.sheets.of_post(post), post)))
                for post in each.sheets.decided.contests
            ),
        )
        for each in hand_counts(round_)
    )


def _rows(people: People, own: Sheets, post: Post) -> Iterator[SheetRow]:
    first, second, decided = (numbers(each) for each in (own.first, own.second, own.decided))
    disputed = {each.place for each in differences(own.first, own.second)}
    choice = own.first.contests[post].oppose is None
    for place in dict.fromkeys([*first, *second]):
        yield SheetRow(
            whom=_whom(people, place),
            what=_("得票") if choice and place.what == "votes" else _(WHAT[place.what]),
            first=first.get(place, 0),
            second=second.get(place, 0),
            settled=decided.get(place, 0) if place in disputed else None,
        )


def _whom(people: People, place: Place) -> str:
    if place.whom is None:
        return ""
    return place.whom if place.what == "write-in" else people.name(PersonId(place.whom))
