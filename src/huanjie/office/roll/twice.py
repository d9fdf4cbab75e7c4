"""People on two units' rolls (重复登记): who they are, whose word stands, and what is still open.

Nobody votes in two places: whoever has registered in the one village may take part in no other
(《村民委员会组织法》第十六条第三款; the pack names the article in force). While one is open the
roll is not published. Each side may take the person off its own roll, or say why they vote here;
where both say so the office above them decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Max, Min, QuerySet

from huanjie.domain.cycle import Stage
from huanjie.domain.registration import rule_of_one_place
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.law.pack import RulePack
from huanjie.office.planning.models import Election
from huanjie.office.roll.elsewhere import (
    SAME_CYCLE,
    around_each,
    on_which,
    others_around,
    with_numbers,
)
from huanjie.office.roll.listing import Row, row_of
from huanjie.office.roll.models import Claim, RollEntry
from huanjie.office.units.models import Unit, names_above, within

MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the rolls that somebody is on (一方)."""

    row: Row
    unit_name: str
    """county, town and place"""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """Somebody on two rolls or more (重复登记的一人)."""

    here: Side
    there: tuple[Side, ...]

    @property
    def is_disputed(self) -> bool:
        """Whether both sides say that they vote with them: the office decides (两边都主张)."""
        return bool(self.here.claim) and any(side.claim for side in self.there)

    @property
    def registered_at(self) -> Side | None:
        """The other side whose list is posted already; None where none is."""
        return next((side for side in self.there if side.is_published), None)


def twice_on(election: Election, *, most: int = MOST_SHOWN) -> tuple[Twice, ...]:
    """Who on a roll is on another one too, by their numbers on it; the first `most`."""
    rows = _here(election).order_by("number")[:most]
    return tuple(_pairs(election, rows))


def twice_at(election: Election, number: int) -> Twice | None:
    """Somebody by their number on a roll; None where they are on no other."""
    return next(_pairs(election, _here(election).filter(number=number)), None)


def open_on(election: Election) -> int:
    """How many on a roll are on another one too (还没有定的人数)."""
    return _here(election).count()


def disputed_below(place: Unit) -> tuple[Twice, ...]:
    """Whom two units below a place both claim (两边都主张的人): what its office decides."""
    claims = Claim.objects.filter(
        election__in=Election.objects.filter(
            unit__in=Unit.objects.filter(within(place)), stage=Stage.OPENED
        )
    )
    indexes = claims.values("id_index").annotate(sides=Count("pk")).filter(sides__gt=1)
    both = claims.filter(id_index__in=indexes.values("id_index")).order_by("pk")
    found = (each for each in _claimed(both) if each.is_disputed)
    return tuple(_each_once(found))[:MOST_SHOWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """People of one roll who are on another one too, and of whom the units have not said yet that
    both want them (等两边表态的人).
    """

    election: Election
    unit_name: str
    people: int


def waiting_below(place: Unit) -> tuple[Waiting, ...]:
    """On which rolls in the making below a place somebody stands who is on another one too, with
    how many; the office decides nothing there until two units both claim somebody.
    """
    these = _of_these_days(place)
    elections = {each.pk: each for each in these.select_related("unit")}
    lies_around = around_each(elections.values())
    found: defaultdict[bytes, list[Election]] = defaultdict(list)
    for index, pk in on_which(_on_two(place), on=these):
        if election := elections.get(pk):
            found[index].append(election)
    people: Counter[Election] = Counter(
        each
        for rolls in found.values()
        for each in rolls
        if each.stage == Stage.OPENED and any(lies_around(each, other) for other in rolls)
    )
    above = names_above({election.unit for election in people})
    return tuple(
        Waiting(
            election=election,
            unit_name=f"{above[election.unit_id]}{election.unit.short_name}",
            people=people[election],
        )
        for election in sorted(people, key=lambda each: each.unit.path)
    )


def _on_two(place: Unit) -> set[bytes]:
    """Whose numbers stand on the rolls of two units for one body; one question for all rolls."""
    entries = RollEntry.objects.filter(election__in=_of_these_days(place), id_index__isnull=False)
    counted = entries.order_by().values("election__body", "id_index")
    twice = counted.annotate(units=Count("election__unit", distinct=True)).filter(units__gt=1)
    return {bytes(index or b"") for index in twice.values_list("id_index", flat=True)}


def _of_these_days(place: Unit) -> QuerySet[Election]:
    """The elections below a place that can be of one cycle with one whose roll is in the making."""
    below = Election.objects.filter(unit__in=Unit.objects.filter(within(place)))
    days = below.filter(stage=Stage.OPENED).aggregate(
        first=Min("polling_day"), last=Max("polling_day")
    )
    if days["first"] is None:
        return below.none()
    cycle = (days["first"] - SAME_CYCLE, days["last"] + SAME_CYCLE)
    return below.filter(polling_day__range=cycle).exclude(stage=Stage.CANCELLED)


def _claimed(claims: Iterable[Claim]) -> Iterator[Twice]:
    """Whom each claim is about, with the other rolls; asked for all claims at once."""
    sides = [(claim.election_id, bytes(claim.id_index)) for claim in claims]
    entries = with_numbers({index for _, index in sides})
    lies_around = around_each(entry.election for entry in entries)
    by_index = _by_index(entries)
    yield from _told(
        (row, [each for each in by_index[index] if lies_around(row.election, each.election)])
        for election, index in sides
        for row in by_index[index]
        if row.election_id == election
    )


def _each_once(found: Iterable[Twice]) -> Iterator[Twice]:
    seen: set[bytes] = set()
    for each in found:
        index = _index(each.here.entry)
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
    """Those on a roll whose number is on another one around it."""
    there = RollEntry.objects.filter(
        election__in=others_around(election), id_index__isnull=False
    ).values("id_index")
    return election.roll.filter(id_index__in=there).select_related("election__unit")


def _pairs(election: Election, rows: Iterable[RollEntry]) -> Iterator[Twice]:
    mine = list(rows)
    indexes = [_index(row) for row in mine]
    others = _by_index(with_numbers(indexes, on=others_around(election)))
    return _told((row, others[index]) for row, index in zip(mine, indexes, strict=True))


def _told(pairs: Iterable[tuple[RollEntry, list[RollEntry]]]) -> Iterator[Twice]:
    """Each person with the entries on the other rolls, as a page tells them."""
    found = list(pairs)
    entries = [entry for row, others in found for entry in (row, *others)]
    claims = _claims(entries)
    above = names_above({entry.election.unit for entry in entries})
    for row, others in found:
        here, *there = (_side(each, claims, above) for each in (row, *others))
        yield Twice(here=here, there=tuple(there))


def _by_index(entries: Iterable[RollEntry]) -> Mapping[bytes, list[RollEntry]]:
    found: defaultdict[bytes, list[RollEntry]] = defaultdict(list)
    for entry in entries:
        found[_index(entry)].append(entry)
    return found


def _index(entry: RollEntry) -> bytes:
    return bytes(entry.id_index or b"")


def _claims(entries: Iterable[RollEntry]) -> Mapping[tuple[str, bytes], Claim]:
    found = Claim.objects.filter(
        election__in={each.election_id for each in entries},
        id_index__in={_index(each) for each in entries},
    )
    return {(claim.election_id, bytes(claim.id_index)): claim for claim in found}


def _side(
    row: RollEntry,
    claims: Mapping[tuple[str, bytes], Claim],
    above: Mapping[str, str],
) -> Side:
    unit = row.election.unit
    return Side(
        row=row_of(row),
        unit_name=f"{above[unit.pk]}{unit.short_name}",
        claim=claims.get((row.election_id, _index(row))),
    )
