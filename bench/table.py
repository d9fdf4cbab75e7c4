"""The table of a benchmark run (基准结果表): one row a measure, printed aligned or written as JSON.

A row holds bare numbers in one unit; the printing scales them:

    >>> row = Row(workload="W2", measure="计票", unit="ballots/s", ours=280e6, peer="polars",
    ...           peer_value=20e6, ratio="14x polars", goal=">= 10x polars", met=True)
    >>> print(printed([row]))
    workload  measure  unit       ours   peer           limit  ratio       goal           met
    W2        计票     ballots/s  280 M  polars 20.0 M         14x polars  >= 10x polars  yes
"""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HEADINGS: Final = ("workload", "measure", "unit", "ours", "peer", "limit", "ratio", "goal", "met")
_ANSWER: Final = {True: "yes", False: "NO", None: "-"}
_SCALES: Final = ((1e9, " G"), (1e6, " M"), (1e3, " k"), (1.0, ""), (1e-3, " m"), (1e-6, " µ"))
_THREE_DIGITS: Final = ((100.0, 0), (10.0, 1), (0.0, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure of one workload, ours beside a peer's or the physical limit, all in one unit."""

    workload: str
    """as docs and the design number it: W2"""
    measure: str
    """what was done, and under which conditions"""
    unit: str
    """of the three values, never scaled: ballots/s, s, bytes"""
    ours: float
    peer: str | None = None
    """the peer's name and version; where it could not be run, the name and why"""
    peer_value: float | None = None
    limit: str | None = None
    """what the physical limit is: one pass over the bytes"""
    limit_value: float | None = None
    ratio: str
    """ours against theirs, from the same run: 14x polars"""
    goal: str
    """the goal it is held against; empty where it is there for comparison only"""
    met: bool | None = None
    """None where there is no goal, or where the peer is missing"""


def printed(rows: Sequence[Row]) -> str:
    """The rows under their headings, columns aligned; a hanzi is two columns wide."""
    lines = [HEADINGS, *map(_cells, rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(_padded(cell, wide) for cell, wide in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def missed(rows: Sequence[Row]) -> list[Row]:
    """The rows whose goal was not met."""
    return [row for row in rows if row.met is False]


def write_json(path: Path, rows: Sequence[Row], *, machine: Mapping[str, str | int]) -> None:
    """Write the machine and the rows, unrounded, to a JSON file."""
    results = {"machine": dict(machine), "rows": [dataclasses.asdict(row) for row in rows]}
    path.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def scaled(value: float) -> str:
    """A value in three digits with its prefix.

    >>> [scaled(value) for value in (273_400_000, 4_293, 99.96, 1, 0.00178, 0)]
    ['273 M', '4.29 k', '100', '1.00', '1.78 m', '0']
    """
    if value == 0:
        return "0"
    unit, prefix = next((s for s in _SCALES if abs(value) >= s[0] * 0.9995), _SCALES[-1])
    places = next(p for least, p in _THREE_DIGITS if round(abs(value) / unit, p) >= least)
    return f"{value / unit:.{places}f}{prefix}"


def width(text: str) -> int:
    """The columns that a text takes on a terminal: a hanzi or a full-width sign is two.

    >>> width("计票 W2")
    7
    """
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _padded(cell: str, wide: int) -> str:
    return cell + " " * (wide - width(cell))


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.workload,
        row.measure,
        row.unit,
        scaled(row.ours),
        _named(row.peer, row.peer_value),
        _named(row.limit, row.limit_value),
        row.ratio,
        row.goal,
        _ANSWER[row.met],
    )


def _named(name: str | None, value: float | None) -> str:
    return " ".join(part for part in (name, None if value is None else scaled(value)) if part)
