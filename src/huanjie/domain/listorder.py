"""The order of candidates (候选人的次序): by strokes, or by the number that a pack names.

Of a nomination only how many made it is known here; who they were is nobody's to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from huanjie.law.rules import ListOrder

Basis = Literal["strokes", "nominations", "preselection"]
Received = Literal["nominations", "preselection"]
"""What counts as the votes that a nominee received (原得票数)."""
ORDER_WORDS: Final[dict[Basis, str]] = {
    "strokes": "按姓氏笔画为序",
    "nominations": "按提名人数从多到少为序，人数相同的按姓氏笔画",
    "preselection": "按预选得票从多到少为序，得票相同的按姓氏笔画",
}
"""What a list says of its own order; that equals stand by strokes is our convention."""
COUNT_WORDS: Final[dict[Basis, str]] = {"nominations": "提名人数", "preselection": "预选得票"}
"""What the number is called that decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """The numbers behind one candidate (提名人数、预选得票)."""

    nominations: int | None
    preselection: int | None = None
    is_self: bool = False
    """whether they put themselves forward (自荐)"""

    def count(self, basis: Basis) -> int | None:
        """The number that decides; None where nobody entered it."""
        return self.preselection if basis == "preselection" else self.nominations


Person = TypeVar("Person")


def basis_of(rule: ListOrder | None, people: Iterable[Backing]) -> Basis:
    """By what the candidates of one post are listed: a pre-selection was held where anybody has
    votes of it.
    """
    if rule is None:
        return "strokes"
    known = tuple(people)
    if rule.by != "nominations" and any(each.preselection is not None for each in known):
        return "preselection"
    by_strokes = rule.self_by_strokes and all(each.is_self for each in known)
    return "strokes" if rule.by == "preselection" or by_strokes else "nominations"


def received_basis(people: Iterable[Backing]) -> Received:
    """Which number counts as the votes that the nominees of a post received before (原得票数), as
    whoever fills a place comes by them (递补): those of the pre-selection where one was held, which
    is where anybody has votes of it; else how many nominated.
    """
    held = any(each.preselection is not None for each in people)
    return "preselection" if held else "nominations"


def in_list_order(
    rule: ListOrder | None, people: Sequence[Person], *, backing: Callable[[Person], Backing]
) -> tuple[Person, ...]:
    """People, who come by strokes, in the order of their post's list: equals keep theirs, and so
    do those whom it leaves to the strokes, behind the others.
    """
    basis = basis_of(rule, map(backing, people))
    if rule is None or basis == "strokes":
        return tuple(people)

    def place(person: Person) -> tuple[bool, int]:
        own = backing(person)
        if rule.self_by_strokes and own.is_self:
            return True, 0
        count = own.count(basis)
        return False, 1 if count is None else -count

    return tuple(sorted(people, key=place))


def uncounted(
    rule: ListOrder | None, people: Sequence[Person], *, backing: Callable[[Person], Backing]
) -> tuple[Person, ...]:
    """Those of a post without whose number nobody can say where they stand (没有登记的)."""
    basis = basis_of(rule, map(backing, people))
    if rule is None or basis == "strokes":
        return ()
    return tuple(
        each
        for each in people
        if not (rule.self_by_strokes and backing(each).is_self)
        and backing(each).count(basis) is None
    )
