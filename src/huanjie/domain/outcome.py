"""Outcome (结果和后续步骤): each contest's result as it is announced, and what is left to do, by
whom.
"""

from __future__ import annotations

from typing import Final

from huanjie.domain.carrydown import left_to_the_unit, said
from huanjie.domain.contest import ContestResult, Count, Person, PersonId
from huanjie.domain.seated import Seated, Seating
from huanjie.domain.seats import by_votes
from huanjie.domain.stillshort import as_said, may_stay_vacant
from huanjie.domain.womans_seat import keep_womans_seat
from huanjie.law.citation import DECIDERS, Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import STEPS, Step, StillShort

NO_WOMAN: Final = "当选人中没有妇女"
"""how the condition begins that says so; a woman elected later lifts it"""


def results(
    count: Count, pack: RulePack, seating: Seating
) -> tuple[tuple[ContestResult, ...], list[Citation]]:
    """Every contest's result in the order of the facts, and the rules that decided them."""
    grounds = list(seating.grounds)
    no_woman = keep_womans_seat(count, pack, seating, grounds)
    announced = []
    for contest in count.contests:
        seated = seating.contests[contest.post]
        grounds += _deciding(seated, pack)
        vacant = _vacant_at_once(seated, seating, pack)
        steps = _steps(seated, vacant, pack, grounds)
        conditions = _conditions(seated, seating, steps, pack, grounds)
        conditions += [as_said(vacant)] if vacant else []
        conditions += _of_two_posts(seated, seating, count, pack)
        if contest.post == no_woman:
            steps.append("decide")
            says = pack.women_seat.citation.says if pack.women_seat else ""
            conditions.append(f"{NO_WOMAN}：{says}由选举委员会决定怎样补足。")
        announced.append(_announce(seated, steps, conditions))
    return tuple(announced), grounds


def _announce(seated: Seated, steps: list[Step], conditions: list[str]) -> ContestResult:
    elected = tuple(person.id for person in seated.filling.elected)
    tied = seated.tied()
    withdrawn = tuple(seated.withdrawn)
    placed = {*elected, *tied, *(each.id for each in withdrawn)}
    ordered = [person.id for person in by_votes(seated.contest.people)]
    return ContestResult(
        post=seated.contest.post,
        minimum_votes=seated.minimum,
        elected=elected,
        not_elected=tuple(person for person in ordered if person not in placed),
        tied=tuple(person for person in ordered if person in tied),
        vacancies=seated.contest.seats - len(elected),
        reserved_seats=seated.filling.reserved,
        withdrawn=withdrawn,
        next=tuple(step for step in STEPS if step in steps),
        conditions=tuple(conditions),
        carried=seated.carried,
    )


def _vacant_at_once(seated: Seated, seating: Seating, pack: RulePack) -> StillShort | None:
    """The rule that leaves it to a meeting whether open seats are run off at all
    (是否另行选举).
    """
    if seated.open() < 1 or seated.void:
        return None
    elected = {post: each.filling.elected for post, each in seating.contests.items()}
    rule = may_stay_vacant(elected, pack)
    return rule if rule and rule.before_runoff else None


def _steps(
    seated: Seated, vacant: StillShort | None, pack: RulePack, grounds: list[Citation]
) -> list[Step]:
    if seated.void:
        grounds.append(seated.void.citation)
        return ["repeat-election"]
    filling = seated.filling
    steps: list[Step] = []
    if _voted_again(seated, pack):
        steps.append("revote" if pack.tie else "decide")
    if vacant:
        steps.append("decide")
        grounds.append(vacant.citation)
    elif seated.open() > 0:
        steps.append(_filling_step(filling.elected, pack))
        grounds += [pack.runoff.citation] if pack.runoff else []
    if filling.reserved:
        steps.append("runoff-for-woman")
    if filling.unsure or seated.waiting or (seated.hanging and not seated.tied()):
        steps.append("decide")
    if seated.equal and _meeting_between_relatives(pack):
        steps.append("decide")
    return steps


def _filling_step(elected: tuple[Person, ...], pack: RulePack) -> Step:
    """How open seats are filled: a body cannot be reduced to nobody, so with nobody elected there
    is only the runoff; where the pack has no rule on it, others decide.
    """
    if pack.runoff is None:
        return "decide"
    return pack.runoff.step if elected else "runoff"


def _voted_again(seated: Seated, pack: RulePack) -> bool:
    """Whether a revote tells the tied apart: between relatives a meeting may have to decide."""
    by_meeting = _meeting_between_relatives(pack)
    return bool(seated.filling.tied or (seated.equal and not by_meeting))


def _meeting_between_relatives(pack: RulePack) -> str | None:
    rule = pack.relative_stays
    return rule.equal_decided_by if rule else None


def _deciding(seated: Seated, pack: RulePack) -> list[Citation]:
    """The rules on ties, women and two posts, each where it decided something."""
    twice = any(each.because == "two-posts" for each in seated.withdrawn)
    rules = (
        pack.tie if _voted_again(seated, pack) or seated.tie_waits else None,
        pack.women_seat if seated.filling.woman_decided else None,
        pack.two_posts if twice else None,
    )
    return [rule.citation for rule in rules if rule]


def _conditions(
    seated: Seated, seating: Seating, steps: list[Step], pack: RulePack, grounds: list[Citation]
) -> list[str]:
    conditions = [seated.void.says] if seated.void else []
    written_in = [person.id for person in seated.filling.elected if person.written_in]
    if written_in and pack.write_in_review:
        conditions.append(f"{_listed(written_in)}：{pack.write_in_review.citation.says}")
        grounds.append(pack.write_in_review.citation)
    if seated.filling.unsure and _some_sex_is_unknown(seated, seating):
        conditions.append(
            "有人的性别没有写明，妇女名额取决于它：由选举委员会核实后确定最后一个名额。"
        )
    elif seated.filling.unsure or seated.waiting or seated.hanging:
        if seated.tie_waits:
            tied = _listed([person.id for person in by_votes(seated.tie_waits)])
            conditions.append(f"{tied}：票数相等；是否再次投票、在哪些人之间，现在不能确定。")
        conditions.append("较高职务再次投票有结果以后，由选举委员会确定余下的名额。")
    meeting = _meeting_between_relatives(pack)
    if seated.equal and meeting:
        equal = _listed([person.id for person in seated.equal])
        conditions.append(f"{equal}：有近亲属关系，职务和得票都相同，由{meeting}决定由谁留任。")
    if "runoff-or-fewer-seats" in steps:
        conditions.append(pack.need(pack.runoff, "runoff").citation.says)
    return conditions + _left_to_others(seated, pack)


def _left_to_others(seated: Seated, pack: RulePack) -> list[str]:
    """What the pack is silent on: a tie, or seats still open, and whose decision that is
    (由章程决定). Who reached the line is elected all the same.
    """
    decider = DECIDERS[pack.decided_by]
    left = []
    if _voted_again(seated, pack) and pack.tie is None:
        tied = [each.id for each in by_votes(seated.contest.people) if each.id in seated.tied()]
        left.append(f"{_listed(tied)}：票数相等，法律没有规定怎样确定当选人，由{decider}决定。")
    if seated.open() > 0 and not seated.void and pack.runoff is None:
        left.append(f"空缺 {seated.open()} 名：法律没有规定怎样补足，由{decider}决定。")
    return left


def _of_two_posts(seated: Seated, seating: Seating, count: Count, pack: RulePack) -> list[str]:
    """What votes for higher posts did here, or may do where the unit's own measures say so."""
    rank = pack.rank_of
    own = rank(seated.contest.post)
    above = {post: each for post, each in seating.contests.items() if rank(post) < own}
    left = left_to_the_unit(seated, above, count, pack)
    conditions = [*said(seated, above, pack)]
    if left:
        rule, reached = left
        conditions.append(f"{_listed(list(reached))}：{rule.citation.says}本次没有累加。")
    return conditions


def _some_sex_is_unknown(seated: Seated, seating: Seating) -> bool:
    return any(person.sex is None for person in (*seated.contest.people, *seating.elected()))


def _listed(people: list[PersonId]) -> str:
    return "、".join(people)
