"""What is not settled yet (未定的名额): seats that relatives leave, or that hang on somebody's
revote.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from huanjie.domain.avoidance import Avoidance, Holder, Pairs, related
from huanjie.domain.contest import Person, PersonId, Post, Withdrawal
from huanjie.domain.seated import Seated


def withdraw(seated: Seated, result: Avoidance) -> None:
    """Take seats back from relatives who step back, are equal, or wait."""
    post = seated.contest.post
    back, equal, waiting = (
        _at(group, post) for group in (result.step_back, result.equal, result.waiting)
    )
    gone = {person.id for person in (*back, *equal, *waiting)}
    kept = tuple(person for person in seated.filling.elected if person.id not in gone)
    seated.filling = replace(seated.filling, elected=kept)
    seated.withdrawn += [Withdrawal(id=person.id, because="near-relative") for person in back]
    seated.equal, seated.waiting, seated.lost = equal, waiting, len(back)


def hang_on_tied_relatives(seated: Seated, pairs: Pairs) -> None:
    """A seat is not sure while a relative with as many votes is tied: his revote is hers too.

    With fewer votes, seated as the best woman, she waits for it.
    """

    def tied_kin(person: Person) -> list[int]:
        tied = seated.filling.tied
        return [other.votes for other in tied if related(person.id, other.id, pairs)]

    elected = seated.filling.elected
    equal = tuple(person for person in elected if person.votes in tied_kin(person))
    fewer = (p for p in elected if any(votes > p.votes for votes in tied_kin(p)))
    waiting = tuple(person for person in fewer if person not in equal)
    kept = tuple(person for person in elected if person not in (*equal, *waiting))
    seated.filling = replace(seated.filling, elected=kept)
    seated.equal += equal
    seated.waiting += waiting


def wait_for_the_higher_revote(
    seated: Seated, undecided: Collection[PersonId], pairs: Pairs
) -> None:
    """Ask for a revote only once it is sure that it is needed, between whom, and for how many
    seats (从高到低依次再次投票).

    While somebody who sits here or is tied may still get a higher post, or is, in `pairs`, a near
    relative of one who may, all that are to be voted on again wait. Else people would vote in vain,
    or on the wrong ones; on one paper they would find the same name twice; and as a post keeps one
    revote, there would be no place for the right one.
    """

    def may_go(person: Person) -> bool:
        kin = any(related(person.id, other, pairs) for other in undecided)
        return person.id in undecided or kin

    again = (*seated.filling.tied, *seated.equal)
    concerned = (*seated.filling.elected, *seated.waiting, *again)
    if again and (seated.tie_hangs or any(map(may_go, concerned))):
        seated.waiting += again
        seated.tie_waits = again
        seated.equal = ()
        unsure = seated.filling.unsure or seated.tie_hangs
        seated.filling = replace(seated.filling, tied=(), unsure=unsure)


def _at(holders: list[Holder], post: Post) -> tuple[Person, ...]:
    return tuple(holder.person for holder in holders if holder.post == post)
