"""The benchmark table is aligned where a hanzi is two columns wide, and its JSON is not rounded."""

from __future__ import annotations

import json
from pathlib import Path

from bench.table import HEADINGS, Row, missed, printed, width, write_json

FAST = Row(
    workload="W2",
    measure="计票",
    unit="ballots/s",
    ours=283_400_000.5,
    peer="polars",
    peer_value=20e6,
    ratio="14.2x polars",
    goal=">= 10x polars",
    met=True,
)
SLOW = Row(
    workload="W8",
    measure="append, durable",
    unit="events/s",
    ours=4_512,
    limit="bare insert",
    limit_value=66_000,
    ratio="0.07x",
    goal=">= 0.8x bare insert",
    met=False,
)
LONE = Row(workload="W8", measure="证明", unit="s", ours=0.000031, ratio="", goal="")


def test_every_column_starts_at_one_place() -> None:
    heading, *lines = printed([FAST, SLOW, LONE]).splitlines()
    for cell, line in zip(("yes", "NO", "-"), lines, strict=True):
        assert line.endswith(cell)
        assert width(line) - width(cell) == heading.index("met")
    for cell, line in zip(("283 M", "4.51 k", "31.0 µ"), lines, strict=True):
        assert width(line[: line.index(cell)]) == heading.index("ours")


def test_an_empty_table_is_its_headings() -> None:
    assert printed([]).split() == list(HEADINGS)


def test_only_a_goal_that_was_not_met_is_missed() -> None:
    assert missed([FAST, SLOW, LONE]) == [SLOW]


def test_json_keeps_every_digit_and_the_hanzi(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    write_json(file, [FAST, LONE], machine={"cores": 2})
    text = file.read_text("utf-8")
    first, second = json.loads(text)["rows"]
    assert "计票" in text
    assert (first["ours"], first["limit"], first["met"]) == (283_400_000.5, None, True)
    assert second["met"] is None
