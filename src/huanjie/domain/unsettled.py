"""What is not settled yet (未定的名额): seats that relatives leave, or that hang on somebody's
revote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from huanjie.domain.avoidance import Avoidance, Holder, Pairs, related
from huanjie.domain.contest import Person, Post, Withdrawal
from huanjie.domain.seated import Seated, pending


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


def leave_to_the_higher_revote(seated: Seated, higher: Mapping[Post, Seated]) -> None:
    """Ask for no revote that nobody will need once the tied have been seated in higher posts."""
    above = [each for other in higher.values() for each in pending(other)]
    undecided = {person.id for people, _ in above for person in people}
    own = [person.id for person in seated.waiting if person.id in undecided]
    contenders = {*own, *(person.id for person in seated.filling.tied)}
    leaving = sum(
        max(0, seats - len({person.id for person in people} - contenders))
        for people, seats in above
        if people
    )
    if leaving and len(contenders) - leaving <= pending(seated)[0][1] + len(own):
        seated.waiting += seated.filling.tied
        seated.filling = replace(seated.filling, tied=())


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


def _at(holders: list[Holder], post: Post) -> tuple[Person, ...]:
    return tuple(holder.person for holder in holders if holder.post == post)
