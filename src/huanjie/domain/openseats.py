"""Open seats (空缺名额): which runoffs they ask for, and who stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from huanjie.domain.contest import ContestResult, PersonId
from huanjie.domain.election import Contest
from huanjie.domain.runoff import runoff_candidates
from huanjie.domain.standing import Standing
from huanjie.domain.stillshort import may_stay_vacant
from huanjie.law.rules import Step

_FILLING: Final[tuple[Step, ...]] = ("runoff", "runoff-or-fewer-seats")
_NOT_YET: Final[tuple[Step, ...]] = ("revote", "repeat-election")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRunoff:
    """A runoff that is open for one post (可以进行的另行选举)."""

    contest: Contest
    women_only: bool = False
    optional: bool = False
    sex_unknown: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A post's seats to run off: those for anybody, and those that are kept for a woman."""

    anybody: int
    woman: int


def open_runoffs(state: Standing, result: ContestResult) -> Iterator[OpenRunoff]:
    """A post's runoffs: among the tied of its last one, or for its open seats, a woman's apart;
    none while somebody there waits for a revote for a higher post, who may be elected yet, and none
    where no law asks for one: whoever decides it (由谁决定) says so in another election.
    """
    if state.pack.runoff is None:
        return
    post, runoffs = result.post, state.runoffs(result.post)
    vacant = state.vacant(post)
    if vacant < 1 or any(step in result.next for step in _NOT_YET):
        return
    if state.seated()[post].waiting:
        return
    if runoffs and runoffs[-1][1].tied:
        # COUNT.json has no revote of a runoff: the tied are voted on in one more runoff.
        last = runoffs[-1][1]
        contest = state.paper(post, last.tied, min(last.vacancies, vacant))
        yield OpenRunoff(contest=replace(contest, write_ins=0))
        return
    seats = _after_runoffs(state, result, vacant) if runoffs else _at_first(state, result, vacant)
    if seats.anybody:
        yield _for_anybody(state, result, seats.anybody)
    if seats.woman:
        yield _for_a_woman(state, result, seats.woman)


def _at_first(state: Standing, result: ContestResult, vacant: int) -> _Open:
    """The seats that the first vote left, and those that somebody gave back since."""
    seated = state.seated()[result.post]
    back = sum(post == result.post for post, _ in state.declared.held.withdrawn)
    woman = min(seated.filling.reserved, vacant)
    return _Open(anybody=min(max(0, seated.open()) + back, vacant - woman), woman=woman)


def _after_runoffs(state: Standing, result: ContestResult, vacant: int) -> _Open:
    """What runoffs left; where so many are elected that it may stay vacant, only what none of them
    was about yet.
    """
    sexes = state.sexes()
    held = [facts.votes for facts, _ in state.runoffs(result.post)]
    # One in which nobody stood was about whatever was open.
    for_women = any(all(sexes.get(person) == "f" for person in votes) for votes in held)
    for_anybody = any(not votes or {sexes.get(p) for p in votes} != {"f"} for votes in held)
    since = set(state.declared.final[result.post]) - set(result.elected)
    gained = sum(sexes.get(person) == "f" for person in since)
    woman = min(vacant, max(0, result.reserved_seats - gained))
    anybody = vacant - woman
    enough = may_stay_vacant(state.declared.final, state.pack)
    if enough is None or enough.if_agreed:
        return _Open(anybody=anybody, woman=woman)
    both = result.reserved_seats > 0 and any(step in result.next for step in _FILLING)
    owed = both and not for_anybody
    return _Open(anybody=anybody if owed else 0, woman=0 if for_women else woman)


def _for_anybody(state: Standing, result: ContestResult, seats: int) -> OpenRunoff:
    people = state.may_stand(result)
    chosen = runoff_candidates(state.pack, vacancies=seats, people=people).candidates
    return OpenRunoff(
        contest=state.paper(result.post, chosen, seats), optional=_is_optional(state, result)
    )


def _is_optional(state: Standing, result: ContestResult) -> bool:
    """Whether the unit may have fewer seats instead (减少名额), or leave them vacant (暂缺)."""
    enough = may_stay_vacant(state.declared.final, state.pack)
    if enough and enough.if_agreed and (enough.before_runoff or state.runoffs(result.post)):
        return True
    steps = [step for step in _FILLING if step in result.next]
    if steps and not state.runoffs(result.post):
        return "runoff" not in steps
    rule = state.pack.runoff
    return rule is not None and rule.step == "runoff-or-fewer-seats"


def _for_a_woman(state: Standing, result: ContestResult, seats: int) -> OpenRunoff:
    """Women alone stand; whose sex nobody stated is asked about."""
    people = state.may_stand(result)
    known = tuple(person for person in people if person.sex)
    chosen = runoff_candidates(state.pack, vacancies=seats, people=known, women_only=True)
    return OpenRunoff(
        contest=state.paper(result.post, chosen.candidates, seats),
        women_only=True,
        sex_unknown=tuple(person.id for person in people if person.sex is None),
    )
