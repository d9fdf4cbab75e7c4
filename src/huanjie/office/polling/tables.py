"""Sheets as tables (计票单的表): both beside each other, and the numbers that count."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.sheets import WHAT, Difference, Place, numbers
from huanjie.law.pack import RulePack
from huanjie.office.polling.bywhom import Number, OfWhom, by_whom
from huanjie.office.polling.stored import Both


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One number of the paper on both sheets (计票单上的一栏)."""

    place: Place
    whom: str
    what: str
    first: int
    second: int
    decided: int | None
    """None while the difference is not settled"""
    difference: Difference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One post (一项职务)."""

    post: str
    name: str
    seats: int
    rows: tuple[Row, ...]

    @property
    def people(self) -> tuple[OfWhom, ...]:
        """The numbers that count, each person's together; nobody who was written in on no paper.
        While a difference is not settled there are none.
        """
        return by_whom(
            Number(of=each.place.whom or "", whom=each.whom, what=each.what, n=each.decided)
            for each in self.rows
            if each.decided is not None and (each.decided or each.place.what != "write-in")
        )


def tables(file: ElectionFile, both: Both, pack: RulePack) -> tuple[Table, ...]:
    """Every number of both sheets, post by post in the order of the paper."""
    first, second = numbers(both.sheets.first), numbers(both.sheets.second)
    decided = numbers(both.sheets.decided) if both.is_decided else None
    disputed = {each.place: each for each in both.differences}
    names = {str(c.id): c.name for contest in file.contests for c in contest.candidates}
    order = {
        (contest.post, str(c.id)): at
        for contest in file.contests
        for at, c in enumerate(contest.candidates)
    }

    def in_order(place: Place) -> int:
        """The papers first, then person by person, those written in last."""
        return order.get((place.post, place.whom), len(order)) if place.whom else -1

    places = sorted(dict.fromkeys([*first, *second]), key=in_order)

    def row(place: Place) -> Row:
        return Row(
            place=place,
            whom=names.get(place.whom, place.whom) if place.whom else "",
            what=_(WHAT[place.what]),
            first=first.get(place, 0),
            second=second.get(place, 0),
            decided=decided.get(place, 0) if decided is not None else None,
            difference=disputed.get(place),
        )

    return tuple(
        Table(
            post=contest.post,
            name=pack.post_name(contest.post),
            seats=contest.seats,
            rows=tuple(row(place) for place in places if place.post == contest.post),
        )
        for contest in file.contests
    )
