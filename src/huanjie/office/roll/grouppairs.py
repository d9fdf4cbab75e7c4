"""Pairs of groups in an uploaded roll that may be one (写法相近的一对), and whether they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from huanjie.domain.groupnames import AlikeGroups, Spelling, alike_groups
from huanjie.exchange.rollgroups import Where, rows_in_words
from huanjie.office.planning.models import Election
from huanjie.office.roll.checked import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPair:
    """Two names that may be one group, as the preview shows them (写法相近的一对)."""

    alike: AlikeGroups[Where]
    is_one: bool
    """somebody said that they are one group"""

    @property
    def spellings(self) -> tuple[tuple[Spelling[Where], str], ...]:
        """Both names, each with the rows of the file in words."""
        own = self.alike.other.at[0][0]
        both = (self.alike.name, self.alike.other)
        return tuple((each, rows_in_words(each.at, own)) for each in both)


def group_pairs(
    election: Election, checked: Checked, *, beside_roll: bool = True
) -> tuple[GroupPair, ...]:
    """The names of groups in a file that may be one, or may be one that is on the roll; the roll is
    passed over where the file takes its place (整份替换). Two that were said to be a third's are
    said to be one.
    """
    said = checked.one_group
    people = ((None, each.person.group or "", (each.sheet, each.row)) for each in checked.good)
    known = _on_roll(election) if beside_roll else {}
    return tuple(
        GroupPair(
            alike=each,
            is_one=said.get(each.other.name, each.other.name)
            == said.get(each.name.name, each.name.name),
        )
        for each in alike_groups(people, known, chosen=frozenset(said.values()))
    )


def said_to_be_one(pairs: Sequence[GroupPair]) -> Mapping[str, str]:
    """The spellings that are put on the roll under another, with the other: of the pairs that are
    shown, those that were said to be one.
    """
    return {each.alike.other.name: each.alike.name.name for each in pairs if each.is_one}


def _on_roll(election: Election) -> Mapping[str, int]:
    """How many people each group on the roll has."""
    counted = election.roll.exclude(group="").values_list("group").annotate(people=Count("pk"))
    return dict(counted.order_by("group"))
