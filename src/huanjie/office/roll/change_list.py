"""Changes to the published roll as pages show them (名册变动的列表)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.objection import State
from huanjie.domain.rollchange import EFFECT_NAMES, KINDS, Effect, Kind, kind_name
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollChange
from huanjie.office.roll.rehearsing import differences


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change in words (一次变动)."""

    change: RollChange
    why: str
    effect: str
    kind: Effect
    cells: tuple[tuple[str, str, str], ...]
    """of a correction or another standing: heading, what it said, what it says; masked, and gone
    with the numbers
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """What a supplement notice posts (补充公告): who came and who went, and no reason for it."""

    added: tuple[RollChange, ...]
    struck: tuple[RollChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to post."""
        return not (self.added or self.struck)


def change_rows(election: Election) -> tuple[ChangeRow, ...]:
    """Every change, the last first."""
    changes = election.roll_changes.select_related("entry", "objection", "appeal").order_by(
        "-number"
    )
    return tuple(_row(each, election.member_roll) for each in changes)


def _row(change: RollChange, members: MemberRoll | None) -> ChangeRow:
    kind = Kind(change.kind)
    row = KINDS[kind]
    before, after = json.loads(change.before or "{}"), json.loads(change.after or "{}")
    return ChangeRow(
        change=change,
        why=_(kind_name(kind, members)),
        effect=_(EFFECT_NAMES[row.effect]),
        kind=row.effect,
        cells=differences(before, after, members=members),
    )


def supplement(election: Election) -> Supplement:
    """Who is on the roll since it was published, and who is on it no more; whoever came and went
    is in neither list. The law posts names, and no reason; a roll of members is confirmed and not
    posted, and nothing of it is.
    """
    if election.member_roll:
        return Supplement(added=(), struck=())
    return Supplement(
        added=tuple(_of(election, Effect.ADDED, is_struck=False)),
        struck=tuple(_of(election, Effect.STRUCK, is_struck=True)),
    )


def _of(election: Election, effect: Effect, *, is_struck: bool) -> Iterator[RollChange]:
    every = election.roll_changes.filter(in_making=False)
    changes = list(every.select_related("entry", "appeal__change"))
    came = set(_came(changes))
    for change in changes:
        if KINDS[Kind(change.kind)].effect != effect:
            continue
        gone = change.entry.struck_on is not None
        if gone == is_struck and not (is_struck and change.entry_id in came):
            yield change


def _came(changes: Iterable[RollChange]) -> Iterator[int]:
    """The entries by which somebody came on the roll; of whoever is back by an appeal that by which
    they were struck off, too: they are the same person under another number (名册以外登记过的).
    """
    for each in changes:
        if KINDS[Kind(each.kind)].effect == Effect.ADDED:
            yield each.entry_id
            if each.appeal and each.appeal.state == State.UPHELD:
                yield each.appeal.change.entry_id
