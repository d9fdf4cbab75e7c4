"""People on two units' rolls (重复登记): who they are, whose word stands, and what is still open.

Nobody votes in two places: whoever has registered in the one village may take part in no other
(《村民委员会组织法》第十六条第三款; the pack names the article in force). While one is open the
roll is not published. Each side may take the person off its own roll, or say why they vote here;
where both say so the lowest office above them decides, and where there is none one of them takes
the person off. What a side sees of another is the same near and far.

A side whose election is sealed can neither claim nor give way: where all others are, the person is
settled by the reason that is written here (`sealedthere`), and is listed with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef, QuerySet

from huanjie.domain.cycle import Stage
from huanjie.domain.registration import rule_of_one_place
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.law.pack import RulePack
from huanjie.office.planning.models import Election
from huanjie.office.roll.deciding import offices_over
from huanjie.office.roll.elsewhere import entries_around, lies_around, with_numbers
from huanjie.office.roll.listing import Row, row_of
from huanjie.office.roll.models import Claim, RollEntry
from huanjie.office.roll.sealedthere import settled
from huanjie.office.units.models import Unit, names_apart, within

MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the rolls that somebody is on (一方)."""

    row: Row
    unit_name: str
    """county, town and place; city and province before them where the sides lie in several"""
    claim: Claim | None

    @property
    def entry(self) -> RollEntry:
        """The person there."""
        return self.row.entry

    @property
    def election(self) -> Election:
        """The election that they would vote in."""
        return self.entry.election

    @property
    def is_published(self) -> bool:
        """Whether they stand on a list that was posted: they are registered there."""
        return self.election.roll_published_on is not None

    @property
    def is_sealed(self) -> bool:
        """Whether that election is over, and its roll never changes again (已封存)."""
        return self.election.is_sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """Somebody on two rolls or more (重复登记的一人)."""

    here: Side
    there: tuple[Side, ...]
    office: Unit | None
    """the place whose office decides where both sides claim (由谁裁定); None: no office is above
    all of them, and one of them takes the person off
    """

    @property
    def can_change(self) -> tuple[Side, ...]:
        """The other sides that can claim or give way: their election is not sealed (没有封存的)."""
        return tuple(side for side in self.there if not side.is_sealed)

    @property
    def is_over_there(self) -> bool:
        """Whether all of the other elections are sealed (别处的选举都已经封存)."""
        return not self.can_change

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open but to be read: over elsewhere, and written since why they vote
        here (已写明理由).
        """
        claim = self.here.claim
        return self.is_over_there and claim is not None and claim.beside >= len(self.there)

    @property
    def is_disputed(self) -> bool:
        """Whether both sides say that they vote with them: the office decides (两边都主张)."""
        return bool(self.here.claim) and any(side.claim for side in self.can_change)

    @property
    def registered_at(self) -> Side | None:
        """The other side whose list is posted already, and who still votes there; None where none
        is.
        """
        return next((side for side in self.can_change if side.is_published), None)


def twice_on(election: Election, *, most: int = MOST_SHOWN) -> tuple[Twice, ...]:
    """Who on a roll is on another one too, whoever is open before whoever is settled, by their
    numbers on it; the first `most`.
    """
    rows = _here(election).alias(is_settled=settled(election)).order_by("is_settled", "number")
    rows = rows[:most]
    return tuple(_pairs(election, rows))


def twice_at(election: Election, number: int) -> Twice | None:
    """Somebody by their number on a roll; None where they are on no other."""
    return next(_pairs(election, _here(election).filter(number=number)), None)


def open_on(election: Election) -> int:
    """How many on a roll are on another one too, and not settled (还没有定的人数)."""
    return _here(election).exclude(settled(election)).count()


def settled_on(election: Election) -> QuerySet[RollEntry]:
    """Who on a roll is settled by a written reason: all others' elections are sealed."""
    if not election.claims.exists():
        return RollEntry.objects.none()
    return _here(election).filter(settled(election))


def disputed_below(place: Unit) -> tuple[Twice, ...]:
    """Whom two units below a place both claim (两边都主张的人): what its office decides."""
    claims = Claim.objects.filter(
        election__in=Election.objects.filter(
            unit__in=Unit.objects.filter(within(place)), stage=Stage.OPENED
        )
    )
    indexes = claims.values("id_index").annotate(sides=Count("pk")).filter(sides__gt=1)
    both = claims.filter(id_index__in=indexes.values("id_index")).order_by("pk")
    found = (each for each in _claimed(both) if each.is_disputed and _is_below(each, place))
    return tuple(_each_once(found))[:MOST_SHOWN]


def _is_below(found: Twice, place: Unit) -> bool:
    """Whether all of the sides that can change lie below a place: another one's office decides of
    no other.
    """
    return all(side.election.unit.is_within(place) for side in (found.here, *found.can_change))


def _claimed(claims: Iterable[Claim]) -> Iterator[Twice]:
    """Whom each claim is about, with the other rolls; asked for all claims at once."""
    sides = [(claim.election_id, bytes(claim.id_index)) for claim in claims]
    by_index = _by_index(with_numbers({index for _, index in sides}))
    yield from _told(
        (row, [each for each in by_index[index] if lies_around(row.election, each.election)])
        for election, index in sides
        for row in by_index[index]
        if row.election_id == election
    )


def _each_once(found: Iterable[Twice]) -> Iterator[Twice]:
    seen: set[bytes] = set()
    for each in found:
        index = each.here.entry.index
        if index not in seen:
            seen.add(index)
            yield each


def refusals_of_twice(election: Election, pack: RulePack) -> Iterator[BadInput]:
    """Why the roll cannot be published while somebody on it is registered elsewhere too."""
    rule = rule_of_one_place(pack)
    people = open_on(election) if rule else 0
    if rule and people:
        yield BadInput(
            f"有 {people} 人在别的单位的名册上也有，一个人只能在一处登记（{cited([rule])}）",
            remedy="到“重复登记”定下每个人在哪里登记",
        )


def _here(election: Election) -> QuerySet[RollEntry]:
    """Those on a roll whose number is on another one around it; each is looked up by its index."""
    there = entries_around(election).filter(id_index=OuterRef("id_index"))
    return election.roll.filter(Exists(there)).select_related("election__unit")


def _pairs(election: Election, rows: Iterable[RollEntry]) -> Iterator[Twice]:
    mine = list(rows)
    indexes = [row.index for row in mine]
    others = _by_index(with_numbers(indexes, among=entries_around(election)))
    return _told((row, others[index]) for row, index in zip(mine, indexes, strict=True))


def _told(pairs: Iterable[tuple[RollEntry, list[RollEntry]]]) -> Iterator[Twice]:
    """Each person with the entries on the other rolls, as a page tells them."""
    found = [(row, *others) for row, others in pairs]
    claims = _claims([entry for entries in found for entry in entries])
    units = [[entry.election.unit for entry in entries] for entries in found]
    offices = offices_over(_deciding(entries) for entries in found)
    for entries, names, office in zip(found, names_apart(units), offices, strict=True):
        here, *there = (
            _side(entry, claims, name) for entry, name in zip(entries, names, strict=True)
        )
        yield Twice(here=here, there=tuple(there), office=office)


def _deciding(entries: Sequence[RollEntry]) -> list[Unit]:
    """The units that an office has to be above: of the own roll, and of those that can change."""
    own, *others = (entry.election for entry in entries)
    return [own.unit, *(each.unit for each in others if not each.is_sealed)]


def _by_index(entries: Iterable[RollEntry]) -> Mapping[bytes, list[RollEntry]]:
    found: defaultdict[bytes, list[RollEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.index].append(entry)
    return found


def _claims(entries: Iterable[RollEntry]) -> Mapping[tuple[str, bytes], Claim]:
    found = Claim.objects.filter(
        election__in={each.election_id for each in entries},
        id_index__in={each.index for each in entries},
    )
    return {(claim.election_id, bytes(claim.id_index)): claim for claim in found}


def _side(row: RollEntry, claims: Mapping[tuple[str, bytes], Claim], unit_name: str) -> Side:
    claim = claims.get((row.election_id, row.index))
    return Side(row=row_of(row), unit_name=unit_name, claim=claim)
