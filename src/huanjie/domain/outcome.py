"""Outcome (结果和后续步骤): each contest's result as it is announced, and what is left to do, by
whom.
"""

from __future__ import annotations

from huanjie.domain.contest import ContestResult, Count, Person, PersonId, Post
from huanjie.domain.seated import Seated, Seating
from huanjie.domain.seating import members_contests
from huanjie.domain.seats import by_votes
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import STEPS, Step


def results(
    count: Count, pack: RulePack, seating: Seating
) -> tuple[tuple[ContestResult, ...], list[Citation]]:
    """Every contest's result in the order of the facts, and the rules that decided them."""
    grounds = list(seating.grounds)
    no_woman = _keep_womans_seat(count, pack, seating, grounds)
    announced = []
    for contest in count.contests:
        seated = seating.contests[contest.post]
        grounds += _deciding(seated, pack)
        steps = _steps(seated, pack, grounds)
        conditions = _conditions(seated, seating, steps, pack, grounds)
        if contest.post == no_woman:
            steps.append("decide")
            conditions.append(
                "当选人中没有妇女：由村（居）民选举委员会按妇女委员单列职位的规定确定补足办法。"
            )
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
    )


def _steps(seated: Seated, pack: RulePack, grounds: list[Citation]) -> list[Step]:
    if seated.void:
        grounds.append(seated.void.citation)
        return ["repeat-election"]
    filling = seated.filling
    steps: list[Step] = []
    if seated.tied():
        steps.append("revote")
    if seated.open() > 0:
        rule = pack.need(pack.runoff, "runoff")
        # A body cannot be reduced to nobody: with nobody elected there is only the runoff.
        steps.append(rule.step if filling.elected else "runoff")
        grounds.append(rule.citation)
    if filling.reserved:
        steps.append("runoff-for-woman")
    if filling.unsure or seated.waiting:
        steps.append("decide")
    return steps


def _deciding(seated: Seated, pack: RulePack) -> list[Citation]:
    """The rules on ties, women and two posts, each where it decided something."""
    twice = any(each.because == "two-posts" for each in seated.withdrawn)
    rules = (
        pack.need(pack.tie, "tie") if seated.tied() else None,
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
    elif seated.filling.unsure or seated.waiting:
        conditions.append("较高职务再次投票有结果以后，由选举委员会确定余下的名额。")
    if "runoff-or-fewer-seats" in steps:
        conditions.append(
            "减少名额须经半数以上有选举权的到会人员同意或者大会主席团决定，否则另行选举。"
        )
    return conditions


def _some_sex_is_unknown(seated: Seated, seating: Seating) -> bool:
    return any(person.sex is None for person in (*seated.contest.people, *seating.elected()))


def _keep_womans_seat(
    count: Count, pack: RulePack, seating: Seating, grounds: list[Citation]
) -> Post | None:
    """Keep an open seat for a woman where none is in; the contest that has no open seat for one is
    returned.
    """
    members = members_contests(count.contests, pack)
    if pack.women_seat is None or not members:
        return None
    if any(contest.women_seat_met for contest in members):
        return None
    own = [seating.contests[contest.post] for contest in members]
    if any(person.sex != "m" for person in _who_may_sit(seating)):
        return None
    if any(seated.filling.reserved or seated.void for seated in own):
        return None
    with_room = [seated for seated in own if seated.open() > 0]
    if with_room:
        # The line that lists women alone is theirs; else the last contest keeps a seat.
        max(reversed(with_room), key=_lists_women_alone).keep_one_for_a_woman()
        grounds.append(pack.women_seat.citation)
        return None
    if pack.women_seat.method == "separate-line" and seating.elected():
        grounds.append(pack.women_seat.citation)
        return members[-1].post
    return None


def _who_may_sit(seating: Seating) -> list[Person]:
    """Everyone who is seated, or will be if a revote says so."""
    return [
        person
        for seated in seating.contests.values()
        for person in (
            *seated.filling.elected,
            *seated.filling.tied,
            *seated.equal,
            *seated.waiting,
        )
    ]


def _lists_women_alone(seated: Seated) -> bool:
    people = seated.contest.people
    return bool(people) and all(person.sex == "f" for person in people)


def _listed(people: list[PersonId]) -> str:
    return "、".join(people)
