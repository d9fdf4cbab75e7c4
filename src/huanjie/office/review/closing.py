"""What a closed level says (本级办结): its answers become facts of the nominee, in the election's
own log. Their source is the departments, their reference batch and level: nobody who answered is
named.

A published list is fixed: what departments answer after that stays with the case, is told to the
office and to whoever holds the election (`late.py`), and becomes a fact by the decision on an
objection to the candidate, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huanjie.domain import review
from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.ladder import Ladder
from huanjie.domain.permission import ROLE_NAMES, Action
from huanjie.domain.reviewbars import Answer, Bar, facts_of_answers
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.declaring import moved_since, states_of
from huanjie.office.candidacy.facts import put_facts_of
from huanjie.office.candidacy.models import Source
from huanjie.office.command import ActingUser, enter
from huanjie.office.planning.models import Election
from huanjie.office.review.asking import bars_for
from huanjie.office.review.models import Batch, Case
from huanjie.office.review.particulars import Person, cases_people
from huanjie.office.units.permission import need


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closed:
    """A level of one person that has just closed (刚办结的一级)."""

    place: int
    """of the level in the ladder"""
    person: Person
    facts: Mapping[str, bool]


def check_runs(election: Election) -> None:
    """Refuse an election that is over: nobody is reviewed for it any more."""
    if election.is_over:
        raise BadInput(
            f"这次选举{STAGE_NAMES[Stage(election.stage)]}，不再联审",
            remedy="请主办单位撤回这个人，不用再答",
        )


def put_closed(
    acting_user: ActingUser,
    deed: Action,
    ladder: Ladder,
    rows: Mapping[int, Case],
    before: Mapping[int, review.Case],
    after: Mapping[int, review.Case],
) -> None:
    """Write down the answers of every level that has just closed, each election under its lock,
    the lower id first, and with an entry in its own log.
    """
    closed = _closed(ladder, rows, before, after)
    if not closed:
        return
    batch = next(iter(rows.values())).batch
    elections = {each.person.election.pk: each.person.election for each in closed}
    locked = [elections[pk] for pk in sorted(elections)]
    for election in locked:
        election.lock()
        check_runs(election)
    for election in locked:
        own = [each for each in closed if each.person.election.pk == election.pk]
        role = need(acting_user.user, deed, election)
        says = {"batch": batch.pk, **_put(election, ladder, batch, own)}
        election.move()
        enter(election, deed.value, ROLE_NAMES[role], says)


def _put(
    election: Election, ladder: Ladder, batch: Batch, closed: Iterable[_Closed]
) -> dict[str, list[str]]:
    """Write down what was closed for one election; the answer is for its log."""
    by_level: dict[int, dict[str, Mapping[str, bool]]] = {}
    for each in closed:
        by_level.setdefault(each.place, {})[each.person.person] = each.facts
    people = list(dict.fromkeys(person for own in by_level.values() for person in own))
    if election.candidates_published_on:
        return {"reviewed_late": people}
    states = states_of(election)
    for place, own in sorted(by_level.items()):
        put_facts_of(
            election,
            own,
            source=Source.DEPARTMENT,
            reference=f"第 {batch.number} 批 {ladder.levels[place].name}",
        )
    return {"reviewed": people, **moved_since(states, election)}


def _closed(
    ladder: Ladder,
    rows: Mapping[int, Case],
    before: Mapping[int, review.Case],
    after: Mapping[int, review.Case],
) -> list[_Closed]:
    """The levels that closed, of whoever is still there."""
    new = {
        pk: sorted(review.closed_levels(after[pk]) - review.closed_levels(before[pk]))
        for pk in rows
    }
    people = cases_people(row for pk, row in rows.items() if new[pk])
    return [
        _Closed(
            place=rows[pk].rungs[level][0],
            person=person,
            facts=facts_of_answers(_answers(ladder, person, after[pk], level)),
        )
        for pk, person in people.items()
        for level in new[pk]
    ]


def _answers(
    ladder: Ladder, person: Person, case: review.Case, level: int
) -> Iterable[tuple[Iterable[Bar], Answer]]:
    """What each department of a level was asked about somebody, and answered."""
    for key in case.rungs[level].departments:
        asked, answer = ladder.department(key), case.questions[key].answer
        assert asked is not None
        assert answer is not None
        yield bars_for(person, asked), answer
