"""Who was chosen, as pages and papers tell it (组长和代表名单)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huanjie.domain.assemblymakeup import MakeupFault, Meeting, makeup_faults
from huanjie.domain.choosing import Kind, OutOfRange, households_out_of_range
from huanjie.domain.contest import Post
from huanjie.domain.representatives import RepresentativeNumber, representative_number
from huanjie.domain.rollorder import group_number
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import AssemblyMakeup
from huanjie.law.citation import cited
from huanjie.law.pack import RulePack
from huanjie.office.electors.choosing import chosen_now
from huanjie.office.electors.committee import sitting
from huanjie.office.electors.models import Chosen
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.paper.chosen_list import ChosenGroup, ChosenOne


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Somebody who was chosen, with what the law says to it."""

    chosen: Chosen
    out_of_range: OutOfRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group (小组) with whoever it chose."""

    name: str
    lines: tuple[Line, ...]
    has_head: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenAll:
    """组长和代表: by group, how many representatives, and what the law says to the number."""

    groups: tuple[Group, ...]
    representatives: int
    women: int
    meeting: Meeting | None
    """who the meeting is made of, where the pack says how, and the committee is known"""
    faults: tuple[MakeupFault, ...]
    """what the law says to that"""
    households: int
    """on the roll; 0 where it says none"""
    number: RepresentativeNumber | None
    """how many representatives so many households choose"""
    share: AssemblyMakeup | None
    is_ruled: bool

    @property
    def without_head(self) -> tuple[str, ...]:
        """Groups of the roll that have no head yet (还没有组长的小组)."""
        return tuple(each.name for each in self.groups if not each.has_head)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everybody on it."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def speaking(self) -> tuple[Chosen, ...]:
        """The representatives (代表), by group."""
        every = (line.chosen for line in self.lines)
        return tuple(each for each in every if each.kind == Kind.REPRESENTATIVE)

    @property
    def unposted(self) -> int:
        """How many of it are on no posted list yet (还没有公布的)."""
        return sum(line.chosen.posted_on is None for line in self.lines)

    @property
    def posted_on(self) -> datetime.date | None:
        """When it was posted as it is; None while somebody of it is on no posted list."""
        days = [line.chosen.posted_on for line in self.lines]
        return max((day for day in days if day), default=None) if all(days) else None

    @property
    def is_refused(self) -> bool:
        """Whether the law forbids to post it as it is (不能张贴)."""
        return any(each.refuses for each in self.faults)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is entered yet."""
        return not self.lines


def chosen_of(election: Election) -> ChosenAll:
    """Everybody who was chosen; every group of the roll is there, chosen from or not."""
    pack = law_of(election).pack
    on_roll = election.roll.all()
    rows = tuple(chosen_now(election).select_related("entry"))
    named = on_roll.exclude(group="").order_by().values_list("group", flat=True).distinct()
    households = on_roll.exclude(household="").order_by().values("household").distinct().count()
    groups = sorted(
        {*named, *(each.group for each in rows)}, key=lambda name: (group_number(name), name)
    )
    speak = [each for each in rows if each.kind == Kind.REPRESENTATIVE]
    meeting = _meeting(pack, election, speak)
    return ChosenAll(
        groups=tuple(_group(pack, name, rows) for name in groups),
        representatives=len(speak),
        women=meeting.women,
        meeting=meeting if pack.assembly_makeup and meeting.committee is not None else None,
        faults=tuple(makeup_faults(pack, meeting)),
        households=households,
        number=representative_number(pack, households=households)
        if pack.representatives and households
        else None,
        share=pack.assembly_makeup,
        is_ruled=pack.representatives is not None,
    )


def _meeting(pack: RulePack, election: Election, speak: Sequence[Chosen]) -> Meeting:
    """The representatives beside their committee."""
    return Meeting(
        committee=_committee(pack, election),
        representatives=len(speak),
        women=sum(each.entry.sex == "f" for each in speak),
        unsaid=sum(not each.entry.sex for each in speak),
    )


def _committee(pack: RulePack, election: Election) -> int | None:
    """How many the committee has: as many as this election fills seats, or those who sit in the one
    beside whom the representatives elect another body; None where nobody knows.
    """
    rule = pack.assembly_makeup
    if rule and rule.committee:
        return len(sitting(election, rule.committee)) or None
    return pack.body_size((Post(each.post), each.seats) for each in election.contests.all())


def check_may_be_posted(chosen: ChosenAll) -> None:
    """Refuse a list whose representatives are too few, or too few of them women, by a number that
    the law writes (代表会议的组成); BadInput with the article.
    """
    for fault in chosen.faults:
        if fault.refuses:
            says = f"{fault.says}（{cited((fault.citation,))}），名单还不能张贴"
            raise BadInput(says, remedy=fault.remedy)


def posted(chosen: ChosenAll) -> tuple[ChosenGroup, ...]:
    """The same, as the posted list has it; groups that chose nobody are left out."""
    return tuple(
        ChosenGroup(
            name=group.name,
            people=tuple(
                ChosenOne(
                    name=line.chosen.entry.name,
                    kind=line.chosen.get_kind_display(),
                    sex=line.chosen.entry.sex,
                    chosen_by=line.chosen.get_chosen_by_display(),
                    households=line.chosen.households,
                )
                for line in group.lines
            ),
        )
        for group in chosen.groups
        if group.lines
    )


def _group(pack: RulePack, name: str, rows: Iterable[Chosen]) -> Group:
    order = list(Kind)
    own = sorted(
        (each for each in rows if each.group == name), key=lambda row: order.index(Kind(row.kind))
    )
    return Group(
        name=name,
        lines=tuple(Line(chosen=each, out_of_range=_range(pack, each)) for each in own),
        has_head=any(each.kind == Kind.HEAD for each in own),
    )


def _range(pack: RulePack, chosen: Chosen) -> OutOfRange | None:
    if chosen.households is None:
        return None
    return households_out_of_range(pack, chosen.households)
