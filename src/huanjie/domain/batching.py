"""Batches that may be published (分箱公布): none so small that it could show how somebody voted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.contest import Post
from huanjie.domain.contesttally import ContestTally

SMALLEST_BATCH: Final = 10
"""A contest of fewer papers is no batch of its own: its tally could show how somebody voted."""

Parts = Mapping[Post, ContestTally]


@dataclass(frozen=True, slots=True)
class _Group:
    """Batches that are published together (合并的票箱)."""

    names: tuple[str, ...]
    parts: Parts

    @property
    def size(self) -> int:
        return max(part.papers for part in self.parts.values())

    @property
    def is_small(self) -> bool:
        return any(0 < part.papers < SMALLEST_BATCH for part in self.parts.values())

    def with_(self, other: _Group) -> _Group:
        return _Group((*self.names, *other.names), _sum(self.parts, other.parts))


def merge_small(batches: Mapping[str, Parts]) -> dict[str, Parts]:
    """Merge each batch that is too small into the next smallest, until none is; sums stay the
    same.
    """
    groups = sorted((_Group((name,), parts) for name, parts in batches.items()), key=_order)
    while len(groups) > 1 and any(group.is_small for group in groups):
        small = next(group for group in groups if group.is_small)
        groups.remove(small)
        groups[0] = groups[0].with_(small)
        groups.sort(key=_order)
    merged: dict[str, Parts] = {}
    for group in sorted(groups, key=lambda each: sorted(each.names)):
        merged[_unused("+".join(sorted(group.names)), merged)] = group.parts
    return merged


def _order(group: _Group) -> tuple[int, list[str]]:
    return group.size, sorted(group.names)


def _unused(name: str, taken: Mapping[str, object]) -> str:
    """A name that no other batch has, for a box may be called what two others are joined to."""
    while name in taken:
        name += "′"
    return name


def _sum(one: Parts, other: Parts) -> Parts:
    total = {post: ContestTally() for post in one}
    for part in (one, other):
        for post, counted in part.items():
            total[post].add(counted)
    return total
