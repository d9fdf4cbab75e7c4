"""The outlook (结果与后续): who holds each post after all rounds, and what is left to do.

A later round answers for the post that it was about; what it leaves open takes the place of what
the first round left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from huanjie.domain.contest import ContestResult, Declaration, PersonId, Post
from huanjie.domain.officers import Officers
from huanjie.domain.outcome import NO_WOMAN
from huanjie.domain.rounds import OfficersFacts, post_of_round
from huanjie.domain.runoff import Runoff
from huanjie.domain.stillshort import as_said, may_stay_vacant
from huanjie.dossier.case import Case
from huanjie.dossier.people import People
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import STEPS, Step

_FILLING: Final[tuple[Step, ...]] = ("runoff", "runoff-or-fewer-seats")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A post with whoever holds it (当选名单), and its seats still open."""

    post: Post
    people: tuple[PersonId, ...]
    vacancies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """What is left to do for one post (后续事项); a condition alone has no step."""

    post: Post | None
    step: Step | None
    says: str
    citation: Citation | None


def is_valid(case: Case) -> bool:
    """Whether the election was valid (选举是否有效)."""
    first = case.declared.answers[0]
    return isinstance(first, Declaration) and first.valid


def held(case: Case) -> tuple[Held, ...]:
    """Every post in the order of the papers, then those that a committee filled."""
    open_seats = _open_seats(case)
    return tuple(
        Held(post=post, people=people, vacancies=open_seats.get(post, 0))
        for post, people in case.declared.final.items()
    )


def votes_of(case: Case) -> dict[tuple[Post, PersonId], int]:
    """The votes by which each post was won, in the round that gave it."""
    stay = case.declared.held.stay
    votes = {(holder.post, holder.person.id): holder.person.votes for holder in stay}
    for round_ in case.count.rounds:
        if isinstance(round_.facts, OfficersFacts):
            for post, own in round_.facts.votes.items():
                votes |= {(post, person): n for person, n in own.items()}
    return votes


def _open_seats(case: Case) -> dict[Post, int]:
    """Seats less those who hold them in the end; a committee gives each of its posts to one."""
    seats = {contest.post: contest.seats for contest in case.count.election.contests}
    for answer in case.declared.answers:
        if isinstance(answer, Officers):
            seats |= dict.fromkeys(answer.elected, 1)
    final = case.declared.final
    return {post: max(0, number - len(final.get(post, ()))) for post, number in seats.items()}


def to_do(case: Case) -> tuple[ToDo, ...]:
    """What is left to do, post by post; empty where everything is done."""
    if not is_valid(case):
        grounds = _grounds_of_first(case)
        said = STEPS["repeat-election"]
        deciding = grounds[0] if grounds else None
        return (ToDo(post=None, step="repeat-election", says=said, citation=deciding),)
    left = tuple(_left(case))
    return (*left, *_want_of_a_woman(case, left))


def _grounds_of_first(case: Case) -> tuple[Citation, ...]:
    """What decided the first vote (宣布的依据); of a void one, why it is void."""
    first = case.declared.answers[0]
    return first.grounds if isinstance(first, Declaration) else ()


def _want_of_a_woman(case: Case, left: tuple[ToDo, ...]) -> Iterator[ToDo]:
    """Where the runoffs are over and no woman sits, the law's wish is not dropped in silence."""
    rule = case.pack.women_seat
    if rule is None or not _runoffs(case) or _a_woman_sits(case):
        return
    if any(each.step or each.says.startswith(NO_WOMAN) for each in left):
        return
    says = f"{NO_WOMAN}：{rule.citation.says}由选举委员会决定怎样补足。"
    yield ToDo(post=None, step=None, says=says, citation=rule.citation)


def _left(case: Case) -> Iterator[ToDo]:
    open_seats = _open_seats(case)
    later = _runoffs(case)
    for answer in case.declared.answers:
        if isinstance(answer, Declaration):
            for result in answer.contests:
                yield from _of_contest(case, result, later.get(result.post), open_seats)
        if isinstance(answer, Officers):
            yield from _after_officers(case.pack, answer)


def _runoffs(case: Case) -> dict[Post, Runoff]:
    """The last runoff of each post that had one."""
    answers = case.declared.answers
    return {
        post_of_round(case.count.rounds[index], answers, index): answer
        for index, answer in enumerate(answers)
        if isinstance(answer, Runoff)
    }


def _of_contest(
    case: Case, result: ContestResult, later: Runoff | None, open_seats: dict[Post, int]
) -> Iterator[ToDo]:
    """A later runoff takes the place of the steps that the first vote left."""
    if later:
        yield from _after_runoff(case, result.post, later, open_seats[result.post])
    else:
        yield from _after_first(case.pack, _as_it_ended(case, result))
        back = sum(post == result.post for post, _ in case.declared.held.withdrawn)
        yield from _runoff(case.pack, result.post, back)
    for condition in _as_it_ended(case, result).conditions:
        if not (later and "decide" in result.next):
            yield ToDo(post=result.post, step=None, says=condition, citation=None)


def _as_it_ended(case: Case, result: ContestResult) -> ContestResult:
    """The first vote's result, without the want of a woman where a later round elected one."""
    wanted = [each for each in result.conditions if each.startswith(NO_WOMAN)]
    if not wanted or not _a_woman_sits(case):
        return result
    others = tuple(each for each in result.conditions if each not in wanted)
    steps = tuple(step for step in result.next if step != "decide")
    return replace(result, conditions=others, next=steps)


def _a_woman_sits(case: Case) -> bool:
    seated = {person for people in case.declared.final.values() for person in people}
    return any(People(case).is_woman(person) for person in seated)


def _after_first(pack: RulePack, result: ContestResult) -> Iterator[ToDo]:
    for step in result.next:
        seats = result.reserved_seats if step == "runoff-for-woman" else result.vacancies
        counted = step == "runoff-for-woman" or (len(result.next) == 1 and step in _FILLING)
        says = f"{STEPS[step]}，空缺 {seats} 名" if counted else STEPS[step]
        yield ToDo(post=result.post, step=step, says=says, citation=_rule_of(pack, step))


def _after_runoff(case: Case, post: Post, runoff: Runoff, seats: int) -> Iterator[ToDo]:
    """After a runoff a seat may stay vacant, where the law says how many elected are enough."""
    pack, enough = case.pack, may_stay_vacant(case.declared.final, case.pack)
    if runoff.tied:
        yield ToDo(
            post=post, step="revote", says=STEPS["revote"], citation=_rule_of(pack, "revote")
        )
    elif seats and enough:
        says = f"空缺 {seats} 名：{as_said(enough)}"
        step: Step | None = "decide" if enough.if_agreed else None
        yield ToDo(post=post, step=step, says=says, citation=enough.citation)
    else:
        yield from _runoff(pack, post, seats)


def _runoff(pack: RulePack, post: Post, seats: int) -> Iterator[ToDo]:
    if seats and pack.runoff:
        says = f"{STEPS[pack.runoff.step]}，空缺 {seats} 名"
        yield ToDo(post=post, step=pack.runoff.step, says=says, citation=pack.runoff.citation)


def _after_officers(pack: RulePack, answer: Officers) -> Iterator[ToDo]:
    rule = pack.officers_majority if answer.quorum_met else pack.officers_quorum
    says = "没有人当选，须再行选举" if answer.quorum_met else "到会人数不足，须另行召开会议选举"
    for post, holder in answer.elected.items():
        if holder is None:
            yield ToDo(post=post, step=None, says=says, citation=rule.citation if rule else None)


def _rule_of(pack: RulePack, step: Step) -> Citation | None:
    rule = {
        "revote": pack.tie,
        "runoff": pack.runoff,
        "runoff-or-fewer-seats": pack.runoff,
        "runoff-for-woman": pack.women_seat,
        "repeat-election": pack.ballot_total,
    }.get(step)
    return rule.citation if rule else None
