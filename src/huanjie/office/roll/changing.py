"""How a published roll changes (名册变动): somebody is added, struck off, or called otherwise; the
number who may vote moves with it, and a line says from what to what.

Whoever calls these holds the election's lock and has asked whether the deed is open.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.cycle import Stage, after
from huanjie.domain.evaluation import Stated
from huanjie.domain.permission import Action
from huanjie.domain.registration import nowhere_else
from huanjie.domain.rollchange import Kind, Paper
from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollrow import RollPerson
from huanjie.domain.standingchange import standing_after
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.gates import pass_entry_gates, pass_gates
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.elsewhere import elsewhere
from huanjie.office.roll.entries import entitled, entry_of, next_number, same_person, votes_of
from huanjie.office.roll.frozen import is_frozen
from huanjie.office.roll.households import check_household
from huanjie.office.roll.models import Objection, RollChange, RollEntry
from huanjie.office.roll.people import check_not_on_roll, checked_person
from huanjie.office.roll.registering import Rests, check_new, check_registered, check_same_number
from huanjie.office.roll.rewriting import cells_of, changed_columns, rewritten
from huanjie.office.roll.sealedthere import Word, write

_STANDS_AS: Final = ("name", "sex", "birth_date")
"""what a nomination and what was found about it rest on; a number written wrong is put right"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a change did to the roll (变动的内容)."""

    entry: RollEntry
    reasons: tuple[str, ...] = ()
    """the conditions that decided, by the pack's keys"""
    unsaid: tuple[str, ...] = ()
    """those of them that nobody said anything of (未写明，视为符合)"""
    before: Mapping[Column, str] | None = None
    after: Mapping[Column, str] | None = None


def check_open(election: Election, deed: Action) -> None:
    """Refuse a deed about a published roll that is not open: before it is published, and from the
    first ballot on.
    """
    after(Stage(election.stage), deed)
    pass_gates(deed, election)


def check_addition(
    election: Election, cells: Mapping[Column, str], stated: Stated, *, because: str = ""
) -> tuple[RollPerson, Rests]:
    """Somebody whom the stated facts register, with the conditions that do; refused where none do,
    and where the person is on this roll already, or on another. `because` says why whoever is on a
    roll of a sealed election votes here; with it, that they register nowhere else is known.
    """
    person = checked_person(election, cells)
    check_new(election, person, because=because)
    check_household(election, person.household or "")
    said = nowhere_else(law_of(election).pack, stated) if because else stated
    return person, check_registered(election, person, said)


def add(
    election: Election, cells: Mapping[Column, str], stated: Stated, word: Word | None = None
) -> Changed:
    """Put somebody on the roll (补登); whoever was noted beside it to stand keeps number and
    nomination, and is refused as a correction would be where the roll calls them otherwise. The
    `word` says why they vote here who are on a roll of a sealed election.
    """
    because = word.because.strip() if word else ""
    person, rests = check_addition(election, cells, stated, because=because)
    entry = entry_of(election, next_number(election), person)
    _be_whom_stands(election, entry)
    entry.save()
    if word and because:
        write(election, entry, word, beside=len(elsewhere(election, [entry.index])))
    return Changed(entry=entry, reasons=rests.reasons, unsaid=rests.unsaid)


def _be_whom_stands(election: Election, entry: RollEntry) -> bool:
    """Let an entry take the place of the one by which the person was noted to stand (名册以外的人),
    with its number and nomination: one person has one; False where nobody noted them.
    """
    beside = RollEntry.ever.filter(election=election, off_roll=True, struck_on=None)
    noted = same_person(beside, entry)
    if noted is None:
        return False
    if noted.name != entry.name:
        pass_entry_gates(election, noted.number)
    entry.pk, entry.number = noted.pk, noted.number
    return True


def check_striking(election: Election, number: int) -> RollEntry:
    """Somebody on the roll who may be struck off; refused while a later app rests on them."""
    entry = on_roll(election, number)
    pass_entry_gates(election, number)
    return entry


def strike(election: Election, number: int, *, reasons: tuple[str, ...] = ()) -> Changed:
    """Strike somebody off the roll (移出); the entry stays, for what was decided about it."""
    entry = check_striking(election, number)
    entry.struck_on = clock.today()
    entry.save(update_fields=("struck_on",))
    return Changed(entry=entry, reasons=reasons)


def restore(election: Election, entry: RollEntry) -> Changed:
    """Put somebody back whom an objection struck off (恢复), under the number they had, or that by
    which they were noted to stand meanwhile; refused where another of the household votes, or where
    they came back by another entry, on this roll or elsewhere.
    """
    check_household(election, entry.household)
    if entry.id_number:
        check_not_on_roll(election, entry.id_number)
        check_same_number(election, entry.id_number)
    back = copy(entry)
    back.struck_on = None
    # What was decided about the entry that was struck off stays with it.
    if _be_whom_stands(election, back):
        back.save()
    else:
        back.save(update_fields=("struck_on",))
    return Changed(entry=back)


def check_correction(
    election: Election, number: int, cells: Mapping[Column, str]
) -> tuple[RollEntry, RollEntry]:
    """Somebody on the roll as they are and as they would be, not saved yet; refused where nothing
    would change, where another of the household votes, and where the number is on another roll.
    """
    entry = on_roll(election, number)
    columns = changed_columns(entry, cells)
    if not columns:
        raise BadInput("和名册上的一样，没有要更正的", remedy="改动以后再提交")
    fresh = rewritten(election, entry, cells)
    if any(getattr(fresh, each) != getattr(entry, each) for each in _STANDS_AS):
        pass_entry_gates(election, number)
    if "household" in columns:
        check_household(election, fresh.household, besides=entry.pk)
    if "id_number" in columns:
        check_same_number(election, fresh.id_number)
    return entry, fresh


def correct(election: Election, number: int, cells: Mapping[Column, str]) -> Changed:
    """Let the roll call somebody otherwise (更正)."""
    entry, fresh = check_correction(election, number, cells)
    fresh.save()
    before, after = differing(entry, fresh)
    return Changed(entry=entry, before=before, after=after)


def check_restating(
    election: Election, kind: Kind, number: int, word: str
) -> tuple[RollEntry, RollEntry]:
    """A member as they are and with the standing that a change gives them, not saved yet; refused
    where the change does not fit the standing, and, of who loses the vote, while a later app rests
    on them.
    """
    entry, members = on_roll(election, number), election.member_roll
    assert members
    fresh = copy(entry)
    fresh.standing = standing_after(kind, was=entry.standing, word=word, members=members)
    pack = law_of(election).pack
    if votes_of(pack, fresh.standing) < votes_of(pack, entry.standing):
        pass_entry_gates(election, number)
    return entry, fresh


def restate(election: Election, kind: Kind, number: int, word: str) -> Changed:
    """Give a member another standing (变更类别); whatever else the roll says of them stays."""
    entry, fresh = check_restating(election, kind, number, word)
    fresh.save(update_fields=("standing",))
    before, after = differing(entry, fresh)
    return Changed(entry=fresh, before=before, after=after)


def differing(entry: RollEntry, fresh: RollEntry) -> tuple[dict[Column, str], dict[Column, str]]:
    """The cells in which two entries differ, as they were and as they are."""
    before, after = cells_of(entry), cells_of(fresh)
    columns = [column for column in before if before[column] != after[column]]
    return {c: before[c] for c in columns}, {c: after[c] for c in columns}


def on_roll(election: Election, number: int) -> RollEntry:
    """Somebody on the roll by their number there; BadInput at `number` where nobody is."""
    found = election.roll.filter(number=number).first()
    if found is None:
        raise BadInput(
            f"名册上没有编号 {number}，或者已经移出", at="number", remedy="看现在的名册，重新选人"
        )
    return found


def voters_now(election: Election) -> int:
    """How many may vote (可以投票的人数): as published; while the roll is made, as it stands."""
    if is_in_making(election):
        return entitled(election, law_of(election).pack)
    return election.registered or 0


def is_in_making(election: Election) -> bool:
    """Whether the roll is not published or confirmed yet (还没有公布、确认)."""
    return election.roll_published_on is None


def note_change(
    election: Election,
    kind: Kind,
    changed: Changed,
    *,
    objection: Objection | None = None,
    appeal: Objection | None = None,
    paper: Paper | None = None,
) -> RollChange:
    """Write the line of a change, and move the number who may vote (登记参加选举的人数) with it;
    of a roll in making nothing is fixed yet that would move.
    """
    pack, today, in_making = law_of(election).pack, clock.today(), is_in_making(election)
    registered = entitled(election, pack)
    if in_making:
        moved = votes_of(pack, changed.entry.standing)
        was = registered + (moved if changed.entry.struck_on else -moved)
    else:
        was, election.registered = election.registered or 0, registered
        election.save(update_fields=("registered",))
    last = election.roll_changes.order_by("-number").values_list("number", flat=True).first() or 0
    return RollChange.objects.create(
        election=election,
        region=election.region,
        number=last + 1,
        kind=kind,
        entry=changed.entry,
        objection=objection,
        appeal=appeal,
        made_on=today,
        reasons=list(changed.reasons),
        document=paper.document if paper else "",
        paper_on=paper.on if paper else None,
        before=_text(changed.before),
        after=_text(changed.after),
        was=was,
        registered=registered,
        in_making=in_making,
        after_freeze=objection is None and appeal is None and is_frozen(election, today=today),
    )


def says_of(change: RollChange) -> dict[str, Any]:
    """What the log says of a change: numbers, and the paper that it rests on."""
    paper_on = change.paper_on.isoformat() if change.paper_on else ""
    return {
        "change": change.number,
        "change_kind": change.kind,
        "entry": change.entry.number,
        "registered_was": change.was,
        "registered": change.registered,
        **({"document": change.document, "filed_on": paper_on} if change.document else {}),
    }


def _text(cells: Mapping[Column, str] | None) -> str | None:
    return None if cells is None else json.dumps(cells, ensure_ascii=False, sort_keys=True)
