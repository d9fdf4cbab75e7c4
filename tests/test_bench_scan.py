"""The scan bench gives the peer the same votes in its own dress, and counts both sides alike."""

from __future__ import annotations

import platform
import random
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from bench import amc, memory, w1_scan
from bench.amc import Ticks
from bench.amcsheet import Place, detector_words, dress, dressed_form, places, write_layout
from bench.outcome import Outcome, of_papers, of_ticks
from bench.scans import DPI, PRESS, pictures, speed_deck, wording

from huanjie.domain.ballotform import Area
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.tally import Mark, Paper
from huanjie.paper.ballot_forms import ballot_forms
from huanjie.paper.drill.deck import DrillPage, printed_sheets
from huanjie.paper.scan.forms import known_pages
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.reader import Reader

MEMBER: Final = Post("member")
ONE, TWO = PersonId("A"), PersonId("B")
YES: Final[Mapping[PersonId, Mark]] = {ONE: "approve"}
SEEN: Final[Place] = (ONE, "approve")
AGAINST: Final[Place] = (ONE, "oppose")
ANOTHER: Final[Place] = (TWO, "oppose")
(OURS,) = ballot_forms(wording().election)
THEIRS = dressed_form(OURS)
TABLES: Final = {"page": 9, "mark": 5, "box": 11, "digit": 8}
"""The tables of its layout database and how many columns each has."""


def drill_page(paper: int, marks: Mapping[PersonId, Mark] = YES) -> DrillPage:
    truth = {MEMBER: Paper(marks=marks)}
    return DrillPage(raw=b"", kind="clean", paper=paper, truth=truth, spoil=None)


# How papers are counted --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticks", "right", "silent", "asked"),
    [
        ({"0.jpg": frozenset({SEEN})}, 1, 0, 0),
        ({"0.jpg": frozenset()}, 0, 1, 0),
        ({"0.jpg": frozenset({SEEN, ANOTHER})}, 0, 1, 0),
        ({"0.jpg": frozenset({SEEN, AGAINST})}, 0, 0, 1),
        ({}, 0, 0, 1),
    ],
    ids=["as the truth says", "a mark missed", "a mark too many", "two marks", "not read"],
)
def test_a_paper_is_right_or_misread_or_a_persons(
    ticks: Ticks, right: int, silent: int, asked: int
) -> None:
    outcome = of_ticks(ticks, [drill_page(1)])
    assert (outcome.right, outcome.silent, outcome.asked) == (right, silent, asked)


def test_a_paper_that_was_fed_twice_is_one_and_right_only_on_both_pictures() -> None:
    seen = frozenset({SEEN})
    twice = [drill_page(1), drill_page(1), drill_page(2)]
    both: Ticks = {"0.jpg": seen, "1.jpg": seen, "2.jpg": seen}
    once: Ticks = {"0.jpg": seen, "2.jpg": seen}
    assert of_ticks(both, twice) == Outcome(papers=2, right=2, silent=0)
    assert of_ticks(once, twice) == Outcome(papers=2, right=1, silent=0)


def test_ours_is_held_against_the_truth_as_well() -> None:
    reader = Reader(known_pages(wording(), press=PRESS))
    pages = pictures(speed_deck("clean"), 2)
    papers = len({page.paper for page in pages})
    assert of_papers(reader, pages) == Outcome(papers=papers, right=papers, silent=0)
    lies = [drill_page(page.paper, {ONE: "oppose"}) for page in pages]
    told = [
        DrillPage(raw=page.raw, kind="clean", paper=lie.paper, truth=lie.truth, spoil=None)
        for page, lie in zip(pages, lies, strict=True)
    ]
    assert of_papers(reader, told) == Outcome(papers=papers, right=0, silent=papers)


# The peer's dress --------------------------------------------------------------------------------


def test_the_peer_gets_the_same_votes() -> None:
    plain, dressed = (pictures(speed_deck("clean"), 2, dressed=how) for how in (None, dress))
    assert [page.truth for page in plain] == [page.truth for page in dressed]
    assert [page.raw for page in plain] != [page.raw for page in dressed]


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[float, ...]]]:
    """The peer's layout database, in millimetres."""
    file = tmp_path_factory.mktemp("amc") / "layout.sqlite"
    with closing(sqlite3.connect(file)) as base:
        for table, columns in TABLES.items():
            names = ", ".join(f"c{n}" for n in range(columns))
            base.execute(f"CREATE TABLE layout_{table} ({names})")
        write_layout(file, THEIRS)
        return {table: list(base.execute(f"SELECT * FROM layout_{table}")) for table in TABLES}


@pytest.fixture(scope="module")
def sheet() -> Grey:
    """A sheet in the peer's dress, ten points a millimetre as its layout has them."""
    (made,) = printed_sheets(speed_deck("clean"), 1, random.Random(1))
    picture: Grey = dress(made).pages[0].render(scale=254 / 72, grayscale=True).to_numpy()
    return picture


def inside(sheet: Grey, ends: tuple[float, ...]) -> float:
    left, right, top, bottom = (round(end) for end in ends)
    return float(np.mean(sheet[top + 4 : bottom - 4, left + 4 : right - 4]))


def test_its_discs_are_where_its_layout_says_and_our_squares_are_gone(
    sheet: Grey, layout: dict[str, list[tuple[float, ...]]]
) -> None:
    assert len(layout["mark"]) == 4
    for *_, x, y in layout["mark"]:
        assert sheet[round(y), round(x)] < 50
        assert sheet[round(y) + 25, round(x) + 25] > 200


def test_its_digits_say_the_page_that_its_layout_knows(
    sheet: Grey, layout: dict[str, list[tuple[float, ...]]]
) -> None:
    numbers: dict[float, str] = {}
    for _, _, number, _, *ends in layout["digit"]:
        numbers[number] = numbers.get(number, "") + str(int(inside(sheet, tuple(ends)) < 128))
    (page,) = layout["page"]
    assert [int(bits, 2) for bits in numbers.values()] == list(page[:3])


def test_its_boxes_are_empty_frames_in_the_middle_of_our_cells(
    sheet: Grey, layout: dict[str, list[tuple[float, ...]]]
) -> None:
    assert len(layout["box"]) == len(places(THEIRS)) == 24
    for row, box in zip(layout["box"], OURS.boxes(), strict=True):
        left, right, top, bottom = row[5:9]
        assert inside(sheet, (left, right, top, bottom)) > 200
        assert sheet[round(top), round((left + right) / 2)] < 100
        assert middle(box.area) == pytest.approx(((left + right) / 20, (top + bottom) / 20))


def middle(area: Area) -> tuple[float, float]:
    return area.x + area.w / 2, area.y + area.h / 2


def test_the_detector_alone_is_asked_for_every_digit_and_box() -> None:
    first, *others = detector_words(THEIRS)
    assert first.startswith("optim ")
    assert len(others) == 24 + 24


# The rows ----------------------------------------------------------------------------------------


def test_where_no_peer_is_there_its_rows_say_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(amc, "_DETECT", tmp_path / "AMC-detect")
    monkeypatch.setattr(w1_scan, "KINDS", ("clean",))
    for size in ("TIMED", "PAPERS", "DRILLED"):
        monkeypatch.setattr(w1_scan, size, 2)
    rows = w1_scan.run()
    peers = [row for row in rows if row.peer]
    assert {row.peer for row in peers} == {w1_scan.NO_AMC, w1_scan.OMR_CHECKER}
    assert all(row.met is None and row.peer_value is None for row in peers)
    assert [row.goal for row in rows if not row.peer] == ["<= 1.25x decoding", "0 silent misreads"]
    assert all(str(DPI) in row.measure for row in rows if row.unit == "pages/s")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_glibc_keeps_its_memory_when_told_to() -> None:
    assert memory.keep()
