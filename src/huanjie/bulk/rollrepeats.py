"""People who stand twice in a roll of any size (大名册里的重复), by the keys of their numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from huanjie.bulk.identities import NO_KEY
from huanjie.bulk.rollscan import RollScan
from huanjie.bulk.spelled import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Who stands twice (重复); a row is named by its place among all people of the file, from 0."""

    within: dict[int, list[list[int]]]
    """by unit: the rows of each number that stands there more than once"""
    across: int
    """how many numbers stand in two units or more"""


def repeats(scan: RollScan) -> Repeats:
    """Every number that stands more than once."""
    if not scan.parts:
        return Repeats(within={}, across=0)
    keys = np.concatenate([part.keys for part in scan.parts])
    units = np.concatenate([part.units for part in scan.parts])
    order = np.argsort(keys, kind="stable")
    found = keys[order]
    same = (found[1:] == found[:-1]) & (found[1:] != NO_KEY)
    within: defaultdict[int, list[list[int]]] = defaultdict(list)
    across = 0
    for start, stop in _runs(same):
        rows = sorted(order[start:stop].tolist())
        by_unit: defaultdict[int, list[int]] = defaultdict(list)
        for row in rows:
            by_unit[int(units[row])].append(row)
        across += len(by_unit) > 1
        for unit, several in by_unit.items():
            if len(several) > 1:
                within[unit].append(several)
    return Repeats(within=dict(within), across=across)


def _runs(same: Places) -> list[tuple[int, int]]:
    """Where runs of equal neighbours begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], same.astype(np.int8), [0]))))
    return [(int(start), int(stop) + 1) for start, stop in edges.reshape(-1, 2)]
