"""A change before it is made (变动以前的核对): what the roll would say, and how many might vote
then; refused as the change itself would be, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.evaluation import Stated
from huanjie.domain.identity import masked, masked_phone
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.objection import Kind
from huanjie.domain.rollchange import Kind as ChangeKind
from huanjie.domain.rollchange import conditions_of
from huanjie.domain.rollcolumns import Column, heading_of
from huanjie.domain.rollrow import RollPerson
from huanjie.law.condition import Condition
from huanjie.law.pack import RulePack
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll import changing
from huanjie.office.roll.elsewhere import elsewhere
from huanjie.office.roll.entries import index_of, votes_of
from huanjie.office.roll.models import Objection, RollEntry
from huanjie.office.roll.objections import Remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What a change would do (变动的结果)."""

    name: str
    number: int | None
    """on the roll; None: whoever would be added"""
    was: int
    registered: int
    cells: tuple[tuple[str, str, str], ...] = ()
    """of a correction or another standing: heading, what it says, what it would say"""
    reasons: tuple[Condition, ...] = ()
    unsaid: tuple[str, ...] = ()
    """those of them that nobody said anything of (未写明，视为符合), by their keys"""
    beside: tuple[str, ...] = ()
    """of whoever is on rolls of sealed elections, on which"""
    because: str = ""
    """and why they vote here"""
    leaves: bool = False
    """whether this person would be struck off"""


def rehearse(election: Election, objection: Objection, remedy: Remedy) -> Rehearsed:
    """What upholding an objection would do to the roll."""
    number = objection.entry.number if objection.entry else 0
    if objection.kind == Kind.OMITTED:
        return rehearse_adding(election, remedy.cells, remedy.stated, because=remedy.because)
    if objection.kind == Kind.WRONG_ENTRY:
        return rehearse_correcting(election, number, remedy.cells)
    return rehearse_striking(election, number, reasons=remedy.reasons)


def rehearse_adding(
    election: Election, cells: Mapping[Column, str], stated: Stated, *, because: str = ""
) -> Rehearsed:
    """Somebody would be added."""
    pack = law_of(election).pack
    person, rests = changing.check_addition(election, cells, stated, because=because.strip())
    was = changing.voters_now(election)
    more = was + votes_of(pack, person.standing or "")
    return Rehearsed(
        name=person.name,
        number=None,
        was=was,
        registered=more,
        reasons=_named(pack, rests.reasons),
        unsaid=rests.unsaid,
        beside=_beside(election, person) if because else (),
        because=because,
    )


def _beside(election: Election, person: RollPerson) -> tuple[str, ...]:
    """On which rolls of sealed elections somebody is, in words."""
    found = elsewhere(election, [index_of(person.id_number)]) if person.id_number else ()
    return tuple(each.told for each in found)


def rehearse_striking(
    election: Election, number: int, *, reasons: tuple[str, ...] = ()
) -> Rehearsed:
    """Somebody would be struck off."""
    pack = law_of(election).pack
    entry = changing.check_striking(election, number)
    was = changing.voters_now(election)
    return Rehearsed(
        name=entry.name,
        number=number,
        was=was,
        registered=was - votes_of(pack, entry.standing),
        reasons=_named(pack, reasons),
        leaves=True,
    )


def rehearse_correcting(election: Election, number: int, cells: Mapping[Column, str]) -> Rehearsed:
    """Somebody would be called otherwise."""
    return _rewritten(election, *changing.check_correction(election, number, cells))


def rehearse_restating(election: Election, kind: ChangeKind, number: int, word: str) -> Rehearsed:
    """A member would have another standing."""
    return _rewritten(election, *changing.check_restating(election, kind, number, word))


def _rewritten(election: Election, entry: RollEntry, fresh: RollEntry) -> Rehearsed:
    pack, was = law_of(election).pack, changing.voters_now(election)
    moved = votes_of(pack, fresh.standing) - votes_of(pack, entry.standing)
    return Rehearsed(
        name=entry.name,
        number=entry.number,
        was=was,
        registered=was + moved,
        cells=differences(*changing.differing(entry, fresh), members=election.member_roll),
    )


def differences(
    before: Mapping[Column, str], after: Mapping[Column, str], *, members: MemberRoll | None
) -> tuple[tuple[str, str, str], ...]:
    """What a correction or another standing changed, with numbers masked; a standing under the
    heading of its own roll (党员类别、团员类别).
    """
    own = {"standing": members.kind} if members else {}
    return tuple(
        (
            _(own.get(column, heading_of(column))),
            veiled(column, before[column]),
            veiled(column, after[column]),
        )
        for column in before
    )


def veiled(column: Column, text: str) -> str:
    """A cell as a page shows it."""
    if column == "id_number":
        return masked(text) if text else ""
    return masked_phone(text) if column == "phone" and text else text


def _named(pack: RulePack, keys: tuple[str, ...]) -> tuple[Condition, ...]:
    return tuple(each for each in conditions_of(pack) if each.key in keys)
