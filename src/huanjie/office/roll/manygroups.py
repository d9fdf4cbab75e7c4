"""Groups that may be one in a file for many units (成批文件里写法相近的小组): told unit by unit, so
that the file can be mended before it is loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count

from huanjie.bulk.rollpeople import People
from huanjie.domain.groupnames import AlikeGroups, alike_groups
from huanjie.exchange.rollgroups import Where
from huanjie.office.planning.models import Election
from huanjie.office.roll.manycheck import ManyRolls
from huanjie.office.roll.models import RollEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """What the groups of a file's units are to be compared with (各单位已有的小组)."""

    known: Mapping[str, Mapping[str, int]]
    """by election: how many people each group has that is on its roll and stays there"""

    def alike(self, election: Election, people: People) -> Iterator[AlikeGroups[Where]]:
        """Every two names of a unit's groups that may be one group."""
        places = zip(people.sheet, people.row, strict=True)
        rows = zip(people.group, places, strict=True)
        written = ((None, group, (sheet or None, row)) for group, (sheet, row) in rows)
        yield from alike_groups(written, self.known.get(election.pk))


def spellings(checked: ManyRolls) -> Spellings | None:
    """Of a file; those on the rolls count where these stay (追加新人). None: it has no groups."""
    if "group" not in checked.columns:
        return None
    return Spellings(known=_on_rolls(checked.elections.values()) if checked.way == "add" else {})


def _on_rolls(elections: Collection[Election]) -> Mapping[str, Mapping[str, int]]:
    """How many people each group on each election's roll has."""
    rows = RollEntry.objects.filter(election__in=list(elections)).exclude(group="")
    counted = rows.order_by("election", "group").values_list("election", "group")
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for election, group, people in counted.annotate(people=Count("pk")):
        found[election][group] = people
    return found
