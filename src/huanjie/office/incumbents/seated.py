"""The bodies of places as a page shows them (班子和任职): terms, seats, who sits in two bodies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huanjie.domain.incumbency import (
    Sitting,
    TermState,
    cross_posts,
    joint_posts,
    vacancies,
)
from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.incumbents.terms import Term, is_head, kind_name, post_name, posts_of, terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatShown:
    """One post and who holds it (一人一职)."""

    holding: Holding
    post: str
    is_joint: bool
    """一肩挑"""
    also: tuple[str, ...]
    """the other bodies in which the same person sits (交叉任职)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyShown:
    """One body with its term, its seats and its people (一个组织)."""

    body: Body
    kind: str
    term: Term
    seats: tuple[SeatShown, ...]
    past: tuple[SeatShown, ...]
    namesakes: tuple[tuple[Holding, Holding], ...] = ()
    """people of one name in this body and another, not known to be one person"""

    @property
    def people(self) -> int:
        """How many people sit in it."""
        return len({seat.holding.person for seat in self.seats})

    @property
    def vacancies(self) -> int | None:
        """Seats that nobody holds; None where their number is not known."""
        return vacancies(self.body.seats, self.people)

    @property
    def is_expired(self) -> bool:
        """Whether its term is over (任期已满)."""
        return self.term.state is TermState.EXPIRED

    @property
    def has_joint(self) -> bool:
        """Whether its head heads the other body too (一肩挑)."""
        return any(seat.is_joint for seat in self.seats)

    @property
    def has_cross(self) -> bool:
        """Whether somebody of it sits in another body (交叉任职)."""
        return any(seat.also for seat in self.seats)


def seated(bodies: Iterable[Body]) -> tuple[BodyShown, ...]:
    """Bodies with everything about them, few queries for however many. Whoever asks for a body of
    a place asks for all of that place's.
    """
    rows = list(bodies)
    held: defaultdict[int, list[Holding]] = defaultdict(list)
    for holding in Holding.objects.filter(body__in=rows).order_by("from_on", "pk"):
        held[holding.body_id].append(holding)
    terms = terms_of(rows)
    by_unit: defaultdict[str, list[Body]] = defaultdict(list)
    for body in rows:
        by_unit[body.region].append(body)
    shown = {each.body.pk: each for own in by_unit.values() for each in _of_unit(own, held, terms)}
    return tuple(shown[body.pk] for body in rows)


def _of_unit(
    bodies: list[Body], held: Mapping[int, list[Holding]], terms: Mapping[int, Term]
) -> list[BodyShown]:
    now = [(body, each) for body in bodies for each in held[body.pk] if each.to_on is None]
    sittings = [
        Sitting(
            person=each.person, body=body.pk, kind=body.kind, is_head=is_head(body.kind, each.post)
        )
        for body, each in now
    ]
    joint, cross = joint_posts(sittings), cross_posts(sittings)
    names = {body.pk: body.name for body in bodies}

    def shown(body: Body, holding: Holding) -> SeatShown:
        others = cross.get(holding.person, ()) if holding.to_on is None else ()
        return SeatShown(
            holding=holding,
            post=post_name(body.kind, holding.post),
            is_joint=holding.person in joint and is_head(body.kind, holding.post),
            also=tuple(names[other] for other in others if other != body.pk),
        )

    return [
        BodyShown(
            body=body,
            kind=kind_name(body.kind),
            term=terms[body.pk],
            seats=tuple(shown(body, each) for each in _ranked(body, held, gone=False)),
            past=tuple(shown(body, each) for each in _ranked(body, held, gone=True)),
            namesakes=tuple(_namesakes(body, now)),
        )
        for body in bodies
    ]


def _ranked(body: Body, held: Mapping[int, list[Holding]], *, gone: bool) -> list[Holding]:
    """Who sits in a body by the rank of the post; who left, the last first."""
    order = {post: place for place, (post, _) in enumerate(posts_of(body.kind))}
    rows = [each for each in held[body.pk] if (each.to_on is not None) is gone]
    if gone:
        return sorted(rows, key=lambda row: row.to_on or row.from_on, reverse=True)
    return sorted(rows, key=lambda row: (order.get(row.post, len(order)), row.pk))


def _namesakes(body: Body, now: list[tuple[Body, Holding]]) -> Iterable[tuple[Holding, Holding]]:
    own = [each for at, each in now if at.pk == body.pk]
    for mine in own:
        for at, other in now:
            if at.pk > body.pk and other.name == mine.name and other.person != mine.person:
                yield mine, other


def counted(bodies: Iterable[BodyShown]) -> Counter[str]:
    """How many bodies are over their term, near its end, short of people, or share people."""
    found: Counter[str] = Counter()
    for each in bodies:
        found[each.term.state.value] += 1
        found["vacant"] += bool(each.vacancies)
        found["joint"] += each.has_joint
        found["cross"] += each.has_cross
        found["all"] += 1
    return found
