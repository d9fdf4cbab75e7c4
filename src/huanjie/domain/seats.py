"""Filling the seats of one contest (确定当选人): by votes, and a woman first where the law says so.

Equal votes are an order that nobody knows yet, and a sex that nobody stated a fact that nobody
knows yet. Who is seated whatever it turns out to be is elected; who is seated in one order and not
in another is tied (票数相等，不能确定当选人); what hangs on a fact is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from huanjie.domain.contest import ContestCount, Person, PersonId

NO_RULE: Final = frozenset({True})
"""A woman is in, or no rule keeps a seat for one (妇女名额已满足或者没有规定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """How a contest's seats stand after the count."""

    elected: tuple[Person, ...] = ()
    tied: tuple[Person, ...] = ()
    reserved: int = 0
    """seats kept for the separate election of a woman"""
    open: int = 0
    """seats for which nobody is over the line"""
    unsure: bool = False
    """whether a seat hangs on a sex, or on a woman's election, that nobody knows yet"""
    woman_decided: bool = False
    """whether the rule on the woman's seat changed, or may change, who is elected"""


Again = Mapping[PersonId, int]
"""Votes of a revote (再次投票), which order people of equal votes."""


def by_votes(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The most votes first; equal votes stay in the order of the ballot."""
    return tuple(sorted(people, key=lambda person: -person.votes))


def over_the_line(contest: ContestCount, minimum: int) -> tuple[Person, ...]:
    """Those with enough votes, the most votes first."""
    return by_votes(tuple(person for person in contest.people if person.votes >= minimum))


def fill(
    people: tuple[Person, ...],
    seats: int,
    *,
    again: Again | None = None,
    woman_is_in: frozenset[bool] = NO_RULE,
) -> Filling:
    """Seat people who are over the line, the most votes first, then the most votes of the revote.

    `woman_is_in` says what may be so: that a woman is in already, that none is, or either. Where
    none is, the woman with most votes goes first; where there is no woman, one seat is kept for
    one.
    """
    contenders = _contenders(people, seats, again or {}, woman_is_in)
    race = _Race(people=contenders, seats=seats, again=again or {})
    for focus in contenders:
        for known in woman_is_in:
            for women in _sexes(contenders, focus, known=known):
                race.run(focus, women, woman_is_in=known)
    if not contenders:
        race.outcomes += [race.seat((), frozenset(), woman_is_in=known) for known in woman_is_in]
    return race.filling(people)


def tie_hangs(
    people: tuple[Person, ...], seats: int, *, again: Again | None, woman_is_in: frozenset[bool]
) -> bool:
    """Whether it hangs on a woman's election, not known yet, who is tied or for how many seats."""
    ways = _ways(people, seats, again, woman_is_in)
    ties = {(way.tied, len(way.elected) + way.reserved + way.open) for way in ways}
    return len(ties) > 1 and any(way.tied for way in ways)


def may_be_seated(
    person: Person,
    others: tuple[Person, ...],
    seats: int,
    *,
    again: Again | None,
    woman_is_in: frozenset[bool],
) -> bool:
    """Whether somebody would have a seat beside others, or be tied for one, in any of the ways."""
    ways = _ways(by_votes((person, *others)), seats, again, woman_is_in)
    return any(person in (*way.elected, *way.tied) for way in ways)


def _ways(
    people: tuple[Person, ...], seats: int, again: Again | None, woman_is_in: frozenset[bool]
) -> list[Filling]:
    """How the seats are filled where a woman is in, and where none is, as far as either may be."""
    return [
        fill(people, seats, again=again, woman_is_in=frozenset({known})) for known in woman_is_in
    ]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Who is seated in one order, under one state of the facts."""

    seated: frozenset[PersonId]
    reserved: int
    open: int
    woman_decided: bool


@dataclass(slots=True, kw_only=True)
class _Race:
    """One contest run in every order of equal votes and every state of the facts that could
    matter.
    """

    people: tuple[Person, ...]
    seats: int
    again: Again
    outcomes: list[_Outcome] = field(default_factory=list)
    tied: set[PersonId] = field(default_factory=set)

    def run(self, focus: Person, women: frozenset[PersonId], *, woman_is_in: bool) -> None:
        """Put one person first and last among his equals, and the women first and last."""
        orders = [
            self.seat(
                self._order(focus, women, first=first, women_first=women_first),
                women,
                woman_is_in=woman_is_in,
            )
            for first in (True, False)
            for women_first in (True, False)
        ]
        if len({focus.id in outcome.seated for outcome in orders}) > 1:
            self.tied.add(focus.id)
        self.outcomes += orders

    def _order(
        self, focus: Person, women: frozenset[PersonId], *, first: bool, women_first: bool
    ) -> tuple[PersonId, ...]:
        def key(person: Person) -> tuple[int, int, bool, bool]:
            ahead = (person.id == focus.id) == first
            return (*_key(person, self.again), ahead, (person.id in women) == women_first)

        return tuple(person.id for person in sorted(self.people, key=key, reverse=True))

    def seat(
        self, order: tuple[PersonId, ...], women: frozenset[PersonId], *, woman_is_in: bool
    ) -> _Outcome:
        """Seat people in one order: the first so many, the best woman among them where none is
        in.
        """
        natural = order[: self.seats]
        reserved = 0
        seated = natural
        if not woman_is_in and not women.intersection(natural):
            best = tuple(person for person in order if person in women)[:1]
            reserved = 0 if best else 1
            others = tuple(person for person in order if person not in best)
            seated = (*best, *others[: self.seats - 1])
        return _Outcome(
            seated=frozenset(seated),
            reserved=reserved,
            open=self.seats - len(seated) - reserved,
            woman_decided=bool(reserved) or set(seated) != set(natural),
        )

    def filling(self, people: tuple[Person, ...]) -> Filling:
        """What every outcome agrees on, and what they do not."""
        sure = frozenset.intersection(*(outcome.seated for outcome in self.outcomes))
        possible = frozenset.union(*(outcome.seated for outcome in self.outcomes))
        facts = {(outcome.reserved, outcome.open) for outcome in self.outcomes}
        return Filling(
            elected=tuple(person for person in people if person.id in sure),
            tied=tuple(person for person in people if person.id in self.tied),
            reserved=min(outcome.reserved for outcome in self.outcomes),
            open=min(outcome.open for outcome in self.outcomes),
            unsure=len(facts) > 1 or not possible <= sure | self.tied,
            woman_decided=any(outcome.woman_decided for outcome in self.outcomes),
        )


def _key(person: Person, again: Again) -> tuple[int, int]:
    return person.votes, again.get(person.id, 0)


def _contenders(
    people: tuple[Person, ...], seats: int, again: Again, woman_is_in: frozenset[bool]
) -> tuple[Person, ...]:
    """Those who can be seated at all: down to the last seat, and to the best woman where one
    is due.
    """
    ordered = sorted(people, key=lambda person: _key(person, again), reverse=True)
    if len(ordered) <= seats:
        return tuple(ordered)
    edge = _key(ordered[seats - 1], again)
    if False in woman_is_in:
        women = [_key(person, again) for person in ordered if person.sex == "f"]
        edge = min(edge, women[0] if women else _key(ordered[-1], again))
    return tuple(person for person in ordered if _key(person, again) >= edge)


def _sexes(
    people: tuple[Person, ...], focus: Person, *, known: bool
) -> Iterator[frozenset[PersonId]]:
    """The women, in each way that could matter to one person: unknown sexes all one, or only
    his.
    """
    women = frozenset(person.id for person in people if person.sex == "f")
    unknown = frozenset(person.id for person in people if person.sex is None)
    if known or not unknown:
        yield women
        return
    own = unknown & {focus.id}
    yield from {women, women | unknown, women | own, women | (unknown - own)}
