"""How far everybody was told of the meeting (通知的进度), by group and by person."""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.domain.rollorder import RollPart, in_parts
from huanjie.office.electors.entitled import entitled_entries
from huanjie.office.electors.models import Told
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.paper.notice_sheet import NoticeGroup, NoticeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """One elector, and how they were first told; None where nobody told them yet."""

    entry: RollEntry
    told: Told | None

    @property
    def ticked(self) -> str:
        """What its box sends (勾选框的值)."""
        return str(self.entry.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldGroup:
    """A group with its electors (小组)."""

    place: int
    """its place in the list, by which a page asks for it"""
    name: str
    lines: tuple[ToldLine, ...]

    @property
    def told(self) -> int:
        """How many of it were told (已通知)."""
        return sum(line.told is not None for line in self.lines)

    @property
    def people(self) -> int:
        """How many are to be told (应通知)."""
        return len(self.lines)

    @property
    def untold(self) -> int:
        """How many nobody told yet (没有通知)."""
        return self.people - self.told


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """通知的进度: everybody who may vote, by group."""

    groups: tuple[ToldGroup, ...]

    @property
    def people(self) -> int:
        """How many are to be told (应通知)."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def told(self) -> int:
        """How many were told (已通知)."""
        return sum(group.told for group in self.groups)


def coverage(election: Election) -> Coverage:
    """Everybody who may vote, by group and in stroke order, with how they were first told."""
    first: dict[int, Told] = {}
    for told in Told.objects.filter(election=election):
        first.setdefault(told.entry_id, told)
    parts = in_parts(
        entitled_entries(election), part=lambda entry: entry.group, name=lambda entry: entry.name
    )
    groups = (_group(place, part, first) for place, part in enumerate(parts, 1))
    return Coverage(groups=tuple(groups))


def _group(place: int, part: RollPart[RollEntry], first: dict[int, Told]) -> ToldGroup:
    lines = tuple(ToldLine(entry=entry, told=first.get(entry.pk)) for entry in part.people)
    return ToldGroup(place=place, name=part.name, lines=lines)


def as_sheet(found: Coverage) -> tuple[NoticeGroup, ...]:
    """The same, as the sheet has it (送达表)."""
    return tuple(
        NoticeGroup(name=group.name, lines=tuple(map(_line, group.lines))) for group in found.groups
    )


def _line(line: ToldLine) -> NoticeLine:
    told = line.told
    return NoticeLine(
        number=line.entry.number,
        name=line.entry.name,
        way=told.get_way_display() if told else "",
        told_by=told.get_told_by_display() if told else "",
        told_on=told.told_on if told else None,
    )
