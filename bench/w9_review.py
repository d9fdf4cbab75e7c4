"""W9: joint review (联审), a batch of 100 k against department lists of 5 M, beside Python's sets.

Both sides get the identity numbers as integers before the clock starts, ours as columns, Python as
a set of the batch and a list: of texts its sets are several times slower. Both must find the same
people. Fifteen lists of a third of a million are the same five million in parts. Reading a list
from its file is the same work for everybody and is measured by itself. The limit is one look at
every number of the list.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from bench.table import Row
from bench.timing import Timing, in_turn
from huanjie.bulk.identities import keys_of
from huanjie.bulk.matching import hits

FEW: Final = 100_000
LISTED: Final = 5_000_000
LISTS: Final = 15
IN_COMMON: Final = 1_000
"""people of the batch who stand in the list"""
AT_MOST: Final = 1.5
_WEIGHTS: Final = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_CHECK: Final = np.array(list("10X98765432"))


def run() -> list[Row]:
    """Check that both sides find the same people, measure them in turn, and compare."""
    texts = seeded(FEW + LISTED - IN_COMMON)
    few, listed = texts[:FEW], texts[FEW - IN_COMMON :]
    chance = np.random.default_rng(9)
    listed = [listed[at] for at in chance.permutation(len(listed)).tolist()]
    few_codes, list_codes = keys_of(few), keys_of(listed)
    parts = np.array_split(list_codes, LISTS)
    as_set, as_list = set(few_codes.tolist()), list_codes.tolist()
    found = set(few_codes[hits(few_codes, [list_codes])].tolist())
    if found != as_set.intersection(as_list) or len(found) != IN_COMMON:
        raise AssertionError("the two sides find other people")
    timings = in_turn(
        {
            "ours": lambda: hits(few_codes, [list_codes]),
            "parts": lambda: hits(few_codes, parts),
            "set": lambda: as_set.intersection(as_list),
            "scan": lambda: int(list_codes.sum()),
            "read": lambda: keys_of(few),
        },
        rounds=7,
    )
    return [_beside_a_set(timings), _in_parts(timings), _reading(timings)]


def seeded(people: int) -> list[str]:
    """So many different identity numbers that could be some, in a fixed order of chance."""
    chance = np.random.default_rng(20261129)
    serial = chance.permutation(people)
    day = np.datetime64("1940-01-01") + serial // 1_000 % 20_000
    area = 330_100 + serial // 20_000_000
    days = np.char.replace(day.astype(str), "-", "")
    order = np.char.zfill((serial % 1_000).astype(str), 3)
    body = np.char.add(np.char.add(area.astype(str), days), order)
    signs = body.astype("S17").view(np.uint8).reshape(-1, 17).astype(np.int64) - ord("0")
    return [str(each) for each in np.char.add(body, _CHECK[signs @ _WEIGHTS % 11])]


def _beside_a_set(timings: dict[str, Timing]) -> Row:
    ours, theirs = timings["ours"].minimum, timings["set"].minimum
    return Row(
        workload="W9",
        measure=f"名单比对 matching, {FEW // 1000} k against {LISTED / 1e6:.0f} M, one core",
        unit="numbers/s",
        ours=LISTED / ours,
        peer="set.intersection",
        peer_value=LISTED / theirs,
        limit="sum of the column",
        limit_value=LISTED / timings["scan"].minimum,
        ratio=f"{ours / theirs:.2f}× the set's time",
        goal=f"≤ {AT_MOST}×",
        met=ours <= AT_MOST * theirs,
    )


def _in_parts(timings: dict[str, Timing]) -> Row:
    parts, whole = timings["parts"].minimum, timings["ours"].minimum
    return Row(
        workload="W9",
        measure=f"{LISTS} 份名单 lists of the same {LISTED / 1e6:.0f} M",
        unit="numbers/s",
        ours=LISTED / parts,
        peer="one list",
        peer_value=LISTED / whole,
        ratio=f"{parts / whole:.2f}× one list's time",
        goal=f"≤ {AT_MOST}×",
        met=parts <= AT_MOST * whole,
    )


def _reading(timings: dict[str, Timing]) -> Row:
    return Row(
        workload="W9",
        measure="证件号码变成整数 texts to integers",
        unit="numbers/s",
        ours=FEW / timings["read"].minimum,
        ratio="–",
        goal="–",
    )
