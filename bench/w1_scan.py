"""W1: reading scanned ballots (识读选票), A4, 8 candidates x approve / oppose / abstain, one core.

Ours reads JPEGs of 200 dpi grey with `Reader`, file by file, beside auto-multiple-choice on the
same votes, strokes and wear (its own discs, numbers and boxes: `amcsheet`) and beside decoding the
same files. The goal is held against AMC's analysis as its users run it, one process at a
time; a row of its own shows its detector alone. OMRChecker is not on PyPI and is not run.
Processor time counts: AMC's programs wait for each other, and a busy machine makes them wait more.

Right without a person: papers that are read, for sure, as the drill's truth says. A silent misread
(静默误读) is a paper that is read for sure as something else: none may be, on drill decks with
spoiled papers, copies and empty backs among them. AMC sends to a person what it cannot read and a
candidate with two marks; it takes no page that lies on its side, as half of the photos do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import cv2
import numpy as np

from bench import amc, memory
from bench.amcsheet import dress, dressed_form
from bench.outcome import Outcome, of_papers, of_ticks
from bench.scans import DPI, KINDS, PRESS, drill_deck, pictures, speed_deck, wording
from bench.table import Row
from bench.timing import Timing, in_turn, processor_time
from huanjie.paper.ballot_forms import ballot_forms
from huanjie.paper.drill.deck import DrillPage
from huanjie.paper.drill.wear import Kind
from huanjie.paper.scan.forms import known_pages
from huanjie.paper.scan.reader import Reader

TIMED: Final = 24
"""Papers of each kind that are read on the clock."""
PAPERS: Final = 80
"""Papers of each kind that both sides read for accuracy."""
DRILLED: Final = 120
"""Papers of each drill deck that must hold no silent misread."""
AT_LEAST_PEERS: Final = 10
"""How many times as fast as each peer reading has to be."""
AT_MOST_DECODING: Final = 1.25
"""How many times as long as decoding alone it may take."""
OMR_CHECKER: Final = "OMRChecker: not on PyPI, not measured here (7-9 pages/s elsewhere)"
NO_AMC: Final = "auto-multiple-choice: not installed, see bench/amc.py"
IN_THE_WAY: Final = (
    "A page with anything in doubt is looked at once more, whole and laid flat on its print, for "
    "some ten times what decoding takes: one in ten of the clean pages (filled boxes, strokes far "
    "beyond theirs), a fifth of the photos, a third of the hard. A page that is clear takes half "
    "as long again as decoding: to half its size, a noisy JPEG decodes in nine tenths of the time."
)

Side = Callable[[], Any]


def run() -> list[Row]:
    """Both sides on the same votes, how right and how fast; then ours on the drill decks."""
    cv2.setNumThreads(1)
    memory.keep()
    reader = Reader(known_pages(wording(), press=PRESS))
    rows = [row for kind in KINDS for row in _beside_peers(reader, kind)]
    omr = replace(rows[0], peer=OMR_CHECKER, peer_value=None, ratio="", met=None)
    return [*rows, omr, *(_drilled(reader, kind) for kind in KINDS)]


def _beside_peers(reader: Reader, kind: Kind) -> list[Row]:
    ours = pictures(speed_deck(kind), PAPERS)
    outcome = of_papers(reader, ours)
    sides: dict[str, Side] = {
        "ours": lambda: _read(reader, ours[:TIMED]),
        "decode": lambda: [_decode(page) for page in ours[:TIMED]],
    }
    peer = amc.version()
    if peer is None:
        timings = in_turn(sides, rounds=3, clock=processor_time)
        return [*_speeds(kind, timings, None), _accuracy(kind, outcome, None)]
    theirs = pictures(speed_deck(kind), PAPERS, dressed=dress)
    with TemporaryDirectory(prefix="huanjie-w1-") as folder:
        whole = _project(Path(folder) / "all", theirs)
        whole.analyse()
        ticks = whole.ticks()
        timed = _project(Path(folder) / "timed", theirs[:TIMED])
        sides |= {"amc": timed.analyse, "detector": timed.detect}
        timings = in_turn(sides, rounds=3, clock=processor_time)
    found = of_ticks(ticks, theirs)
    return [*_speeds(kind, timings, peer), _accuracy(kind, outcome, found)]


def _read(reader: Reader, pages: Sequence[DrillPage]) -> None:
    for number, page in enumerate(pages):
        list(reader.read_file(str(number), page.raw))


def _decode(page: DrillPage) -> Any:
    return cv2.imdecode(np.frombuffer(page.raw, np.uint8), cv2.IMREAD_GRAYSCALE)


def _project(folder: Path, pages: Sequence[DrillPage]) -> amc.Project:
    """AMC's project of these pictures, each a file named by its number."""
    files = [folder / f"{number}.jpg" for number in range(len(pages))]
    folder.mkdir()
    for file, page in zip(files, pages, strict=True):
        file.write_bytes(page.raw)
    (form,) = ballot_forms(wording().election)
    project = amc.Project(folder, dressed_form(form), files)
    project.begin()
    return project


# The rows ----------------------------------------------------------------------------------------


def _speeds(kind: Kind, timings: dict[str, Timing], peer: str | None) -> list[Row]:
    ours, decoded = timings["ours"], timings["decode"]
    times = ours.times(decoded)
    row = Row(
        workload="W1",
        measure=f"识读 reading, {kind}, {DPI} dpi",
        unit="pages/s",
        ours=_rate(ours),
        limit="decoding",
        limit_value=_rate(decoded),
        ratio=f"{times:.2f}x decoding",
        goal=f"<= {AT_MOST_DECODING}x decoding",
        met=times <= AT_MOST_DECODING,
    )
    wanted = f">= {AT_LEAST_PEERS}x both peers"
    beside = replace(row, limit=None, limit_value=None, ratio="", goal=wanted, met=None)
    if peer is None:
        return [replace(beside, peer=NO_AMC), row]
    ratio, alone = (timings[side].times(ours) for side in ("amc", "detector"))
    analysis = replace(
        beside,
        peer=f"auto-multiple-choice {peer}",
        peer_value=_rate(timings["amc"]),
        ratio=f"{ratio:.1f}x AMC",
        met=ratio >= AT_LEAST_PEERS,
    )
    detector = replace(
        beside,
        peer="AMC-detect alone",
        peer_value=_rate(timings["detector"]),
        ratio=f"{alone:.1f}x AMC-detect",
        goal="",
    )
    return [analysis, detector, row]


def _rate(timing: Timing) -> float:
    return TIMED / timing.minimum


def _accuracy(kind: Kind, ours: Outcome, theirs: Outcome | None) -> Row:
    """Papers read right with nobody asked, in a hundred."""
    return Row(
        workload="W1",
        measure=f"读对 right without a person, {kind}, {ours.papers} papers",
        unit="%",
        ours=_percent(ours),
        peer="auto-multiple-choice" if theirs else NO_AMC,
        peer_value=_percent(theirs) if theirs else None,
        ratio=f"{ours}; AMC {theirs}" if theirs else str(ours),
        goal=">= AMC",
        met=_percent(ours) >= _percent(theirs) if theirs else None,
    )


def _percent(outcome: Outcome) -> float:
    return 100 * outcome.right / outcome.papers


def _drilled(reader: Reader, kind: Kind) -> Row:
    """Silent misreads of a drill deck with all that may go wrong in it."""
    outcome = of_papers(reader, pictures(drill_deck(kind), DRILLED))
    return Row(
        workload="W1",
        measure=f"静默误读 silent misreads, {kind}, {outcome.papers} papers, spoiled ones too",
        unit="papers",
        ours=outcome.silent,
        ratio=str(outcome),
        goal="0 silent misreads",
        met=outcome.silent == 0,
    )
