"""On which rolls below a place somebody waits who is on another one too (还没有定的重复登记): of
whom its office has nothing to decide yet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, Max, Min, OuterRef

from huanjie.domain.cycle import Stage
from huanjie.office.planning.models import Election
from huanjie.office.roll.elsewhere import SAME_CYCLE, lies_around, on_which
from huanjie.office.roll.models import Claim, RollEntry
from huanjie.office.units.models import Unit, names_above, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """People of one roll who are on another one too, and of whom an office has nothing to decide
    yet (还没有定的人).
    """

    election: Election
    unit_name: str
    people: int


def waiting_below(place: Unit) -> tuple[Waiting, ...]:
    """On which rolls in the making below a place somebody stands who is on another one too, there
    or anywhere, with how many; its office decides nothing until two units below it both claim
    somebody.
    """
    found: defaultdict[bytes, set[str]] = defaultdict(set)
    for index, pk in on_which(_on_two(place)):
        found[index].add(pk)
    elections = Election.objects.select_related("unit").in_bulk(set().union(*found.values()))
    words = _beside(elections)
    people: Counter[Election] = Counter(
        each
        for index, pks in found.items()
        for each in (elections[pk] for pk in pks)
        if each.stage == Stage.OPENED
        and each.unit.is_within(place)
        and _waits(each, [elections[pk] for pk in pks], beside=words.get((each.pk, index), 0))
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


def _beside(elections: Iterable[str]) -> Mapping[tuple[str, bytes], int]:
    """Of which numbers units have said on which of these rolls why they vote there, and beside how
    many sealed ones.
    """
    found = Claim.objects.filter(election__in=elections)
    rows = found.values_list("election_id", "id_index", "beside")
    return {(pk, bytes(index)): beside for pk, index, beside in rows}


def _waits(own: Election, rolls: Iterable[Election], *, beside: int) -> bool:
    """Whether somebody on these rolls is open on their `own` one: on another that can change, or on
    more sealed ones than it was written `beside` why they vote here.
    """
    around = [each for each in rolls if lies_around(own, each)]
    return len(around) > beside or not all(each.is_sealed for each in around)


def _on_two(place: Unit) -> set[bytes]:
    """Whose numbers stand on a roll in the making below a place and on another unit's for the same
    body, in the days that can be of one cycle with such a roll; one question for all rolls, and
    each number is looked up by its index.
    """
    making = Election.objects.filter(
        unit__in=Unit.objects.filter(within(place)), stage=Stage.OPENED
    )
    days = making.aggregate(first=Min("polling_day"), last=Max("polling_day"))
    if days["first"] is None:
        return set()
    others = RollEntry.objects.filter(
        id_index=OuterRef("id_index"),
        election__body=OuterRef("election__body"),
        election__polling_day__range=(days["first"] - SAME_CYCLE, days["last"] + SAME_CYCLE),
    ).exclude(election__unit=OuterRef("election__unit"))
    others = others.exclude(election__stage=Stage.CANCELLED)
    rows = RollEntry.objects.filter(Exists(others), election__in=making).order_by()
    return {bytes(index or b"") for index in rows.values_list("id_index", flat=True)}
