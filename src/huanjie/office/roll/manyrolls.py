"""One file for the rolls of many units (成批导入): a county's or a province's, of any size.

    loaded + rejected == rows

holds of the whole file and of every election. An election's roll is written all of it or nothing;
some elections together are one transaction, as many as have been read together. What was written
before an interruption stays, and is not written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huanjie.bulk.rollpeople import People, Person, batches, people_of
from huanjie.bulk.rollscan import BadRow, RollScan
from huanjie.domain.permission import Action
from huanjie.domain.registration import last_of_age, too_young
from huanjie.domain.rollcolumns import heading_of
from huanjie.office.ahead import one_ahead
from huanjie.office.bulkrows import roomy, together
from huanjie.office.command import ActingUser, Done, answer_before, command
from huanjie.office.planning.models import Election
from huanjie.office.roll.kinds import UNIT_UNKNOWN
from huanjie.office.roll.manycheck import Counted, ManyRolls, Progress, Tell
from huanjie.office.roll.reading import age_limits_of, words_for
from huanjie.office.roll.reading import repeats as repeats_others
from huanjie.office.roll.services import Way, not_to_be_added, put_in_place
from huanjie.office.roll.writing import Ready, ready

Reason = tuple[str | None, str, str]
"""why a row goes back: heading, kind and sentence"""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of a file (导入结果)."""

    rows: int
    loaded: int = 0
    rejected: int = 0
    elections: dict[str, int] = field(default_factory=dict)
    """how many people each election's roll was given, by its id"""


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
    way: Way,
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
                    roll = _roll_of(checked, unit, batch[unit], way, told, done=done)
                    if roll.people.people.size:
                        answer = import_roll(acting_user=acting, election=election, roll=roll)
                        outcome.elections[election.pk] = answer["loaded"]
                        outcome.loaded += answer["loaded"]
            progress(outcome.loaded + told.times, found.good)
    for units in batches(found, checked.refused):
        for unit, people in people_of(found, units).items():
            reason = (heading_of("unit"), UNIT_UNKNOWN, checked.refused[unit])
            for person in people.each():
                told(_sent_back(checked, unit, person, reason))
    progress(found.good, found.good)
    outcome.rejected += told.times
    return outcome


def _ready(found: RollScan, units: Collection[int]) -> Iterator[Mapping[int, Ready]]:
    """Everybody of these units, some units at a time; nothing of it asks the database."""
    for batch in batches(found, units):
        yield {unit: ready(people) for unit, people in people_of(found, batch).items()}


def _roll_of(
    checked: ManyRolls, unit: int, those: Ready, way: Way, tell: Tell, *, done: Any
) -> UnitRoll:
    """Who of a unit's good rows comes on its roll; the others are told of. `done` is the answer of
    this very import, where it was interrupted after it: whom it loaded does not repeat itself.
    """
    election, everybody = checked.elections[unit], those.people
    back = dict(_repeating(checked.repeated.within.get(unit, ()), everybody))
    back.update(_too_young(election, everybody))
    if way == "add":
        back.update(_held(election, those, upto=done["behind"] if done else None))
    for at, place in enumerate(everybody.place) if back else ():
        if place in back:
            tell(_sent_back(checked, unit, everybody.person(at), back[place]))
    kept = those.without(back) if back else those
    return UnitRoll(
        sha256=checked.sha256, way=way, people=kept, rejected=everybody.size - kept.people.size
    )


def _repeating(groups: Iterable[Sequence[int]], everybody: People) -> Iterator[tuple[int, Reason]]:
    """Who stands twice in one unit: of rows that say the same the first is kept, else none."""
    groups = list(groups)
    wanted = {place for group in groups for place in group}
    people = {
        place: everybody.person(at) for at, place in enumerate(everybody.place) if place in wanted
    }
    for group in groups:
        rows = [people[place] for place in group if place in people]
        alike = len(rows) == len(group) and len({row.content for row in rows}) == 1
        for row in rows[1:] if alike else rows:
            others = [(each.sheet or None, each.row) for each in rows if each is not row]
            told = repeats_others((row.sheet or None, row.row), others, alike=alike)
            yield row.place, (None, told.kind, told.says)


def _too_young(election: Election, everybody: People) -> Iterator[tuple[int, Reason]]:
    day = election.polling_day.isoformat()
    limits = age_limits_of(election)
    last = (last_of_age(limits) or election.polling_day).isoformat()
    for place, born in zip(everybody.place, everybody.birth_date, strict=True):
        if born > day:
            says = f"身份证号里的出生日期 {born} 还没有到"
            yield place, (heading_of("id_number"), "id-date", says)
        elif born > last and (limit := too_young(limits, date.fromisoformat(born))):
            yield place, (heading_of("id_number"), limit.kind, limit.says)


def _held(election: Election, those: Ready, *, upto: int | None) -> Iterator[tuple[int, Reason]]:
    """Who is on the roll already, or left it by letter; `upto` which number those are who were
    there before.
    """
    known = not_to_be_added(election)
    for place, index in zip(those.people.place, those.id_indexes, strict=True):
        held = known.get(index or b"")
        if held and (upto is None or held.number <= upto):
            yield place, (None, held.kind, held.says)


def _sent_back(checked: ManyRolls, unit: int, person: Person, reason: Reason) -> BadRow:
    """A good row as it goes back, in the words of a roll."""
    words = words_for(checked.members)
    text = checked.found.units[unit]
    held: dict[str, Any] = {**person._asdict(), "unit": text}
    cells = {column: str(held.get(column, "")) for column in checked.columns}
    return BadRow(
        sheet=person.sheet or None,
        row=person.row,
        unit=text,
        cells={column: words.get(column, {}).get(cell, cell) for column, cell in cells.items()},
        reasons=(reason,),
    )


@command(Action.IMPORT_ROLLS)
def import_roll(
    *, acting_user: ActingUser, election: Election, roll: UnitRoll
) -> Done[dict[str, int]]:
    """Put one unit's rows on its roll (成批导入), in place of what is there or behind it. The
    answer: how many `rows`, `loaded` and `rejected`, and `behind` which number they were put.
    """
    election.advance(Action.IMPORT_ROLLS)
    loaded, behind = put_in_place(election, roll.people, roll.way)
    figures = {"rows": loaded + roll.rejected, "loaded": loaded, "rejected": roll.rejected}
    says = {"way": roll.way, "file_sha256": roll.sha256, **figures}
    return Done(answer={**figures, "behind": behind}, says=says)
