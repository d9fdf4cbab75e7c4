"""One file for the rolls of many units (成批导入): a county's or a province's, of any size.

    loaded + rejected == rows

holds of the whole file and of every election. An election's roll is written all of it or nothing;
some elections together are one transaction, as many as have been read together. What was written
before an interruption stays, and is not written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from huanjie.bulk.rollpeople import batches, people_of
from huanjie.bulk.rollscan import RollScan
from huanjie.domain.permission import Action
from huanjie.office.ahead import one_ahead
from huanjie.office.bulkrows import roomy, together
from huanjie.office.command import ActingUser, Done, answer_before, command
from huanjie.office.planning.models import Election
from huanjie.office.roll.manyback import back_of, held_of, tell_back, tell_refused
from huanjie.office.roll.manycheck import Counted, ManyRolls, Progress, Tell
from huanjie.office.roll.services import Way, put_in_place
from huanjie.office.roll.writing import Ready, ready


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of a file (导入结果)."""

    rows: int
    loaded: int = 0
    rejected: int = 0
    elections: dict[str, int] = field(default_factory=dict)
    """how many people each election's roll was given, by its id"""
    replaced: dict[str, int] = field(default_factory=dict)
    """how many people each of these rolls lost for them"""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRoll:
    """The rows of one unit (一个单位的名册). Shown by its figures: a form is known by what it asks,
    and nobody's name is to stand there.
    """

    sha256: str
    way: Way
    people: Ready = field(repr=False)
    rejected: int


def load_many(
    checked: ManyRolls,
    *,
    acting_for: Callable[[Election], ActingUser],
    tell: Tell,
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Put everybody on the roll of their unit, election by election. `acting_for` says who acts in
    an election, and by which form.
    """
    found = checked.found
    outcome = Outcome(rows=found.rows, rejected=checked.rejected)
    told = Counted(tell)
    with roomy():
        for batch in one_ahead(_ready(found, checked.elections)):
            with together():
                # In one order for all: two imports never wait for each other.
                for unit in sorted(batch, key=lambda unit: checked.elections[unit].pk):
                    election = checked.elections[unit]
                    acting = acting_for(election)
                    done = answer_before(acting)
                    roll = _roll_of(checked, unit, batch[unit], told, done=done)
                    if roll.people.people.size:
                        answer = import_roll(acting_user=acting, election=election, roll=roll)
                        outcome.elections[election.pk] = answer["loaded"]
                        outcome.replaced[election.pk] = answer.get("replaced", 0)
                        outcome.loaded += answer["loaded"]
            progress(outcome.loaded + told.times, found.good)
    tell_refused(checked, told)
    progress(found.good, found.good)
    outcome.rejected += told.times
    return outcome


def _ready(found: RollScan, units: Collection[int]) -> Iterator[Mapping[int, Ready]]:
    """Everybody of these units, some units at a time; nothing of it asks the database."""
    for batch in batches(found, units):
        yield {unit: ready(people) for unit, people in people_of(found, batch).items()}


def _roll_of(checked: ManyRolls, unit: int, those: Ready, tell: Tell, *, done: Any) -> UnitRoll:
    """Who of a unit's good rows comes on its roll; the others are told of. `done` is the answer of
    this very import, where it was interrupted after it: whom it loaded does not repeat itself.
    """
    election, everybody = checked.elections[unit], those.people
    back = back_of(checked, unit, everybody)
    if checked.way == "add":
        upto = done["behind"] if done else None
        back.update(held_of(election, everybody.place, those.id_indexes, upto=upto))
    tell_back(checked, unit, everybody, back, tell)
    kept = those.without(back) if back else those
    return UnitRoll(
        sha256=checked.sha256,
        way=checked.way,
        people=kept,
        rejected=everybody.size - kept.people.size,
    )


@command(Action.IMPORT_ROLLS)
def import_roll(
    *, acting_user: ActingUser, election: Election, roll: UnitRoll
) -> Done[dict[str, int]]:
    """Put one unit's rows on its roll (成批导入), in place of what is there or behind it. The
    answer: how many `rows`, `loaded` and `rejected`, how many they `replaced`, and `behind` which
    number they were put.
    """
    election.advance(Action.IMPORT_ROLLS)
    replaced = election.roll.count() if roll.way == "replace" else 0
    loaded, behind = put_in_place(election, roll.people, roll.way)
    figures = {"rows": loaded + roll.rejected, "loaded": loaded, "rejected": roll.rejected}
    figures["replaced"] = replaced
    says = {"way": roll.way, "file_sha256": roll.sha256, **figures}
    return Done(answer={**figures, "behind": behind}, says=says)
