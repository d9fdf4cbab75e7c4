"""Am I on the roll (名册查询): what the site answers to anybody who asks for themselves.

Only where the law has the roll published, and from that day until the result: a Party branch's or a
League branch's roll is nobody's to ask. The answer is yes or no, the place, the number and the
group; nothing of anybody else, and no name. See docs/adr/0021.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from huanjie.domain.cycle import Stage
from huanjie.domain.identity import Identity, read_identity
from huanjie.domain.personname import repaired_name
from huanjie.office import clock
from huanjie.office.electors.codes import entry_by_code
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.publication import Objections, objections
from huanjie.office.units.models import Unit
from huanjie.paper.poll_day import asked_of

OPEN_IN: Final = (Stage.ROLL_PUBLISHED, Stage.READY, Stage.POLLING, Stage.COUNTING)
"""The stages in which the roll may be asked (可以查的阶段)."""
ENDING: Final = re.compile(r"[0-9]{5}[0-9X]")
"""the last six signs of an identity number"""
_NOBODY: Final = "99990119900307101X"
"""a number that is nobody's, read where no entry has the name: the same work either way"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody asked (查询的地方): whose roll, and how to object to it."""

    unit: Unit
    body_name: str
    objections: Objections | None
    objects_to: str
    """who decides objections (选举委员会); empty where nobody is named"""

    @property
    def is_objectable(self) -> bool:
        """Whether the roll may still be objected to (还在异议期)."""
        return self.objections is not None and clock.today() <= self.objections.last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRoll:
    """Yes (在名单上): the number and the group, as the voter card has them."""

    place: Place
    number: int
    group: str


def election_to_ask(code: str, body: str) -> Election | None:
    """The election of a body of a place whose roll may be asked now; None where there is none."""
    rows = Election.objects.select_related("unit").filter(unit_id=code, body=body)
    open_now = rows.filter(stage__in=OPEN_IN).order_by("-polling_day")
    return next((each for each in open_now if may_be_asked(each)), None)


def may_be_asked(election: Election) -> bool:
    """Whether this roll may be asked now: it is published, and published is what the law wants."""
    is_open = election.stage in OPEN_IN and election.roll_published_on is not None
    return is_open and is_public(election)


def is_public(election: Election) -> bool:
    """Whether everybody may read this roll where it is posted: not where members vote by their
    standing (党员、团员).
    """
    return law_of(election).pack.electorate is None


def place_of(election: Election) -> Place:
    """The place of an election, as an answer says it."""
    return Place(
        unit=election.unit,
        body_name=election.body_name,
        objections=objections(election),
        objects_to=asked_of(law_of(election).pack),
    )


def by_code(typed: str) -> OnRoll | None:
    """Whose card says this code (查询码); None where none does, or where nothing may be asked."""
    entry = entry_by_code(typed)
    return _told(entry) if entry and may_be_asked(entry.election) else None


def by_name(election: Election, *, name: str, ending: str) -> OnRoll | None:
    """Whoever has this name and these last six signs of an identity number (姓名和后六位). The
    work is the same for a name that is not there.
    """
    rows = election.roll.filter(name=repaired_name(name)).select_related("election__unit")
    found: list[RollEntry | None] = [row for row in rows if row.id_number] or [None]
    fits = [row for row in found if _ending_of(row) == plain_ending(ending) and row]
    return _told(fits[0]) if fits else None


def plain_ending(typed: str) -> str:
    """Six signs as they stand on a card: half-width, with a capital X."""
    return "".join(unicodedata.normalize("NFKC", typed).upper().split())


def _ending_of(entry: RollEntry | None) -> str:
    number = (entry and entry.id_number) or _NOBODY
    identity = read_identity(number)
    return (identity.whole if isinstance(identity, Identity) else number)[-6:]


def _told(entry: RollEntry) -> OnRoll:
    return OnRoll(place=place_of(entry.election), number=entry.number, group=entry.group)
