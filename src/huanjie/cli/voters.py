"""Who of a roll may vote (名册上有选举权的人), from a file: everybody once, in the order of the
posted roll, and every row that nobody can be handed a card by.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from huanjie.domain.duplicates import Place
from huanjie.domain.memberroll import MEMBER_ROLLS, MemberRoll
from huanjie.domain.quorum import electorate
from huanjie.domain.rollcheck import REQUIRED
from huanjie.domain.rollorder import RollPart, in_parts
from huanjie.domain.rollrow import RollPerson
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.exchange.rollfile import RollFile, read_roll
from huanjie.law.pack import RulePack

if TYPE_CHECKING:
    from huanjie.paper.voter_cards import Voter

_Row = tuple[str | None, int]
"""a sheet, None in a CSV, and the number that the spreadsheet shows"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A row without a card, and why (没有证的行)."""

    sheet: str | None
    row: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voters:
    """The voters of a roll by group (各组选民), and the rows that none of them are."""

    parts: tuple[RollPart[Voter], ...]
    left_out: tuple[LeftOut, ...]

    @property
    def people(self) -> int:
        """How many there are."""
        return sum(len(part.people) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """Somebody, with the number on the roll."""

    number: int
    person: RollPerson


def read_voters(path: Path, pack: RulePack, *, on: datetime.date) -> Voters:
    """The voters of a roll's file. A row with a fault, and one that stands for somebody who is
    there twice, has no card until the roll is mended; so has a member of a standing that the roll
    does not know. A member without the right to vote has none either, and nothing to mend.
    """
    standing, members = pack.electorate is not None, MEMBER_ROLLS.get(pack.body)
    required = (*REQUIRED, "standing") if standing else REQUIRED
    roll = read_roll(
        str(path), jsontext.read_bytes(path), required=required, on=on, members=members
    )
    left_out = tuple(_left_out(roll, members))
    without = {(each.sheet, each.row) for each in left_out}
    numbers = {(s.place.sheet, s.place.row): n for n, s in enumerate(roll.stands, 1)}
    listed = [
        _Listed(number=numbers[each.sheet, each.row], person=each.person)
        for each in roll.good
        if (each.sheet, each.row) not in without
    ]
    if standing:
        listed = _with_the_vote(listed, pack)
    if not listed:
        raise BadInput("没有可以发证的人", file=str(path), remedy="核对名册")
    return Voters(parts=tuple(_voters(listed, members=members)), left_out=left_out)


def _with_the_vote(listed: list[_Listed], pack: RulePack) -> list[_Listed]:
    """Those whose standing lets them vote (有选举权的党员)."""
    said = ((str(each.number), each.person.standing or "") for each in listed)
    members = set(electorate(pack, said).members)
    return [each for each in listed if str(each.number) in members]


def _left_out(roll: RollFile, members: MemberRoll | None) -> Iterator[LeftOut]:
    """Every row that is bad, stands twice or has no standing that its roll knows, once, in the
    order of the file.
    """
    reasons: dict[_Row, list[str]] = {}
    for finding in roll.bad:
        reasons.setdefault((finding.sheet, finding.row), []).append(finding.says)
    for row in roll.good:
        if members and row.person.standing not in members.standings:
            reasons.setdefault((row.sheet, row.row), []).append(members.unknown)
    for duplicate in roll.duplicates:
        for place in duplicate.places:
            reasons.setdefault((place.sheet, place.row), []).append(_twice(duplicate.places, place))
    for stand in roll.stands:
        where = (stand.place.sheet, stand.place.row)
        if where in reasons:
            yield LeftOut(sheet=where[0], row=where[1], says="；".join(reasons[where]))


def _twice(places: tuple[Place, ...], own: Place) -> str:
    others = "、".join(
        f"{f'“{each.sheet}”' if each.sheet != own.sheet else ''}第 {each.row} 行"
        for each in places
        if each != own
    )
    return f"与{others}是同一个人"


def _voters(listed: list[_Listed], *, members: MemberRoll | None) -> Iterator[RollPart[Voter]]:
    # The paper needs a component that not every machine has: whoever calls has asked for it.
    from huanjie.paper.voter_cards import Voter

    for part in in_parts(
        listed,
        part=lambda each: _part_of(each.person, members),
        name=lambda each: each.person.name,
    ):
        people = tuple(
            Voter(
                number=each.number,
                name=each.person.name,
                born_in=each.person.birth_date.year if each.person.birth_date else None,
            )
            for each in part.people
        )
        yield RollPart(name=part.name, people=people, namesakes=part.namesakes)


def _part_of(person: RollPerson, members: MemberRoll | None) -> str:
    return members.name_of(person.standing or "") if members else person.group or ""
