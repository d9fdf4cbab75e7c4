"""A checked file as a page shows it (预览): figures, rejected rows, notes, the first good rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from huanjie.domain.identity import masked, masked_phone
from huanjie.domain.memberroll import MemberRoll
from huanjie.office.planning.models import Election
from huanjie.office.roll.checked import Checked, GoodLine, Problem, RejectedLine, Remark
from huanjie.office.roll.elsewhere import elsewhere
from huanjie.office.roll.entries import (
    SEX_WORDS,
    gone_from,
    index_of,
    indexes_on,
)
from huanjie.office.roll.kinds import Words, words_of

MOST_REJECTED: Final = 200
MOST_GOOD: Final = 20
MOST_REMARKS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A rejected row with the words of its reasons."""

    line: RejectedLine
    problems: tuple[tuple[Problem, Words], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodRow:
    """A good row, masked."""

    line: GoodLine
    id_number: str
    phone: str
    sex: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """One thing to know, and how often (提示): `first` is where it stands first."""

    first: Remark
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """Good rows of people who are on another unit's roll too (在别处也登记)."""

    line: GoodLine
    unit: str
    is_sealed: bool
    """whether that election is over (已封存): they are settled by a written reason"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """预览: everything is counted; of long lists the first rows are shown."""

    checked: Checked
    rejected: tuple[RejectedRow, ...]
    good: tuple[GoodRow, ...]
    notes: tuple[Remarks, ...]
    kinds: tuple[tuple[Words, int], ...]
    """each kind of reason, and how many rows have it"""
    on_roll: int
    """good rows of people who are on this roll already"""
    left: int
    """good rows of people who left it by letter"""
    registered: tuple[Registered, ...]


def preview(election: Election, checked: Checked) -> Preview:
    """What the page of an upload shows."""
    lines = {index_of(line.person.id_number or ""): line for line in checked.good}
    known = indexes_on(election)
    return Preview(
        checked=checked,
        rejected=tuple(map(_rejected, checked.rejected[:MOST_REJECTED])),
        good=tuple(_good(line, election.member_roll) for line in checked.good[:MOST_GOOD]),
        notes=_summed(checked.notes),
        kinds=_kinds(checked),
        on_roll=sum(index in known for index in lines),
        left=len(gone_from(election).keys() & lines.keys()),
        registered=tuple(
            Registered(line=lines[each.index], unit=each.unit_name, is_sealed=each.is_sealed)
            for each in elsewhere(election, lines)
        ),
    )


def _rejected(line: RejectedLine) -> RejectedRow:
    problems = tuple((each, words_of(each.kind)) for each in line.problems)
    return RejectedRow(line=line, problems=problems)


def _good(line: GoodLine, members: MemberRoll | None) -> GoodRow:
    person = line.person
    return GoodRow(
        line=line,
        id_number=masked(person.id_number or ""),
        phone=masked_phone(person.phone or ""),
        sex=SEX_WORDS.get(person.sex or "", ""),
        standing=members.name_of(person.standing or "") if members else "",
    )


def _kinds(checked: Checked) -> tuple[tuple[Words, int], ...]:
    counted = Counter(kind for row in checked.rejected for kind in {p.kind for p in row.problems})
    return tuple((words_of(kind), rows) for kind, rows in counted.most_common())


def _summed(remarks: tuple[Remark, ...]) -> tuple[Remarks, ...]:
    """The same said of many rows is said once, with how many."""
    times = Counter((each.column, each.says) for each in remarks)
    firsts: dict[tuple[str | None, str], Remark] = {}
    for each in remarks:
        firsts.setdefault((each.column, each.says), each)
    return tuple(
        Remarks(first=first, times=times[what])
        for what, first in list(firsts.items())[:MOST_REMARKS]
    )
