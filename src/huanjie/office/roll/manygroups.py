"""Groups that may be one in a file for many units (成批文件里写法相近的小组): told unit by unit, so
that the file can be mended before it is loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from django.db.models import Count

from huanjie.bulk.rollpeople import batches, people_of
from huanjie.domain.groupnames import AlikeGroups, alike_groups
from huanjie.exchange.rollgroups import Where
from huanjie.office.planning.models import Election
from huanjie.office.roll.manycheck import ManyRolls
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.services import Way


def alike_in_units(checked: ManyRolls, way: Way) -> Iterator[tuple[Election, AlikeGroups[Where]]]:
    """Every two names of a unit's groups that may be one group, among its good rows and, where its
    roll stays (追加新人), those who are on it; a file without groups is not read again.
    """
    if "group" not in checked.columns:
        return
    known = _on_rolls(checked.elections.values()) if way == "add" else {}
    for units in batches(checked.found, checked.elections):
        for unit, people in people_of(checked.found, units).items():
            election = checked.elections[unit]
            places = zip(people.sheet, people.row, strict=True)
            rows = zip(people.group, places, strict=True)
            written = ((None, group, (sheet or None, row)) for group, (sheet, row) in rows)
            for pair in alike_groups(written, known.get(election.pk)):
                yield election, pair


def _on_rolls(elections: Collection[Election]) -> Mapping[str, Mapping[str, int]]:
    """How many people each group on each election's roll has."""
    rows = RollEntry.objects.filter(election__in=list(elections)).exclude(group="")
    counted = rows.order_by("election", "group").values_list("election", "group")
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for election, group, people in counted.annotate(people=Count("pk")):
        found[election][group] = people
    return found
