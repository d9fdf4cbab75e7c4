"""The law of a body (组织的法律): its name, its posts, and when its term ends, by the pack in force
on the day of the election.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from huanjie.domain.incumbency import TermState, term_state
from huanjie.domain.term import term_end
from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.incumbents.models import Body
from huanjie.office.law.shelves import bodies, find_body, pack_on
from huanjie.office.units.models import Unit
from huanjie.office.units.regions import regions_of

_OF_A_COMMUNITY: Final = ("residents-committee", "residents-supervisory")
_OF_A_VILLAGE: Final = ("villagers-committee", "village-supervisory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The term of a body (任期): when it ends, and by which articles."""

    ends_on: datetime.date | None
    state: TermState
    grounds: tuple[Citation, ...]


def kinds_of(unit: Unit) -> list[tuple[str, str]]:
    """The kinds of bodies that a place may have, each with its name."""
    others = _OF_A_VILLAGE if unit.is_community else _OF_A_COMMUNITY
    return [(each.body, each.name) for each in bodies(clock.today()) if each.body not in others]


def kind_name(kind: str) -> str:
    """What a kind of body is called."""
    found = find_body(kind, clock.today())
    return found.name if found else kind


def posts_of(kind: str) -> list[tuple[str, str]]:
    """The posts of a kind of body, the head first."""
    found = find_body(kind, clock.today())
    return [(each.post, each.name) for each in found.pack.posts] if found else []


def post_name(kind: str, post: str) -> str:
    """What a post is called; one that no pack knows, as it was written."""
    return dict(posts_of(kind)).get(post, post)


def is_head(kind: str, post: str) -> bool:
    """Whether it is the post of who leads the body (书记、主任)."""
    return post in [each for each, _ in posts_of(kind)[:1]]


def terms_of(found: Iterable[Body]) -> dict[int, Term]:
    """The terms of bodies by their numbers; the provinces are asked for once."""
    rows = list(found)
    regions = regions_of(body.unit for body in rows)
    today = clock.today()
    return {body.pk: _term(body, regions[body.unit.codes[0]], today) for body in rows}


def _term(body: Body, region: str | None, today: datetime.date) -> Term:
    ends_on: datetime.date | None = body.ends_stated
    grounds: tuple[Citation, ...] = ()
    if ends_on is None and body.elected_on:
        ends_on, grounds = _by_law(body.kind, body.elected_on, region)
    return Term(ends_on=ends_on, state=term_state(ends_on, today), grounds=grounds)


@lru_cache(maxsize=4096)
def _by_law(
    kind: str, elected_on: datetime.date, region: str | None
) -> tuple[datetime.date | None, tuple[Citation, ...]]:
    try:
        end = term_end(_pack(kind, elected_on, region), elected_on=elected_on)
    except (BadInput, NoSuchRule):
        return None, ()  # no version of that day is on the shelf, or it leaves the term to others
    return end.ends_on, end.ends_by


def _pack(kind: str, day: datetime.date, region: str | None) -> RulePack:
    return pack_on(kind, day, region)
