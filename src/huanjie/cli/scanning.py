"""Reading ballots (识读选票) for the command line: it needs the component paper."""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NoReturn

import cv2

from huanjie.cli.arguments import picture_name, random_id, read_json, refuse_overlap
from huanjie.cli.count_commands import faults_in
from huanjie.cli.printing import press_of, wording_of
from huanjie.cli.progress import progress
from huanjie.domain.scanned import DOUBTS, Doubt, Joined, PageRead, join_pages
from huanjie.domain.tally import CastVoteRecord
from huanjie.door.fault import BadInput
from huanjie.door.files import reason, write_whole
from huanjie.exchange.codes import read_codes
from huanjie.exchange.cvr import write_records
from huanjie.exchange.doubtful import write_doubtful
from huanjie.paper.ballot_forms import every_form
from huanjie.paper.scan.forms import known_pages
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.reader import Reader

_FEW: Final = 40
"""Files that one processor reads as soon as others have got ready."""
_AT_ONCE: Final = 4
"""Files that a processor takes at once."""
_HIDDEN: Final = "."
_UNCHECKED: Final = (
    "没有写 --codes，编号没有和印制的核对：另外印的选票、换了新编号的复印件，这样看不出来。"
)


def scan(chosen: argparse.Namespace, doubtful: Path) -> int:
    """Read, bring together, write both files."""
    limits = _limits(chosen)
    wording = wording_of(chosen)
    known = known_pages(wording, press=press_of(chosen))
    codes = _codes(chosen.codes)
    files = list(dict.fromkeys(_files(chosen.files)))
    refuse_overlap([chosen.output, doubtful], files)
    reader = Reader(known, limits=limits)
    reads = list(progress(_read(files, reader, chosen.jobs), total=len(files), says="识读"))
    pages = [page for own in reads for page in own]
    forms = every_form(wording.election)
    joined = join_pages(pages, forms, codes=codes)
    write_whole(
        {
            chosen.output: "".join(write_records(_records(joined, chosen.batch))).encode(),
            doubtful: "".join(write_doubtful(_in_order(joined.doubtful), forms)).encode(),
        }
    )
    if codes is None:
        print(_UNCHECKED, file=sys.stderr)
    _tell(chosen, joined, pages=len(pages), doubtful=doubtful)
    return 1 if joined.doubtful else 0


def _limits(chosen: argparse.Namespace) -> Limits:
    """The limits between which a person decides, as asked or as they are."""
    asked = {"blank": chosen.blank, "marked": chosen.marked}
    return Limits(**{name: share for name, share in asked.items() if share is not None})


def _codes(files: Sequence[Path]) -> frozenset[str] | None:
    """All codes that were printed; None where no list of them is given."""
    if not files:
        return None
    codes: frozenset[str] = frozenset()
    for path in files:
        with faults_in(path):
            codes |= read_codes(read_json(path))
    return codes


def _files(named: Sequence[Path]) -> Iterator[Path]:
    """The files, and those in the folders (文件夹), in the order of their names."""
    for path in named:
        if path.is_dir():
            shown = [each for each in _inside(path) if not each.name.startswith(_HIDDEN)]
            if not shown:
                raise BadInput("这个文件夹里没有图像", file=str(path), remedy="核对文件夹")
            yield from shown
        elif path.exists():
            yield path
        else:
            raise BadInput("没有这个文件", file=str(path), remedy="核对文件名")


def _inside(folder: Path) -> list[Path]:
    """Every file of a folder and of those in it; one that cannot be opened is refused, for its
    ballots would be missing without a word.
    """

    def refuse(error: OSError) -> NoReturn:
        says = f"打不开这个文件夹（{reason(error)}）"
        raise BadInput(says, file=str(error.filename), remedy="检查权限") from None

    walked = os.walk(folder, onerror=refuse)
    return sorted(Path(place, name) for place, _, names in walked for name in names)


def _read(files: Sequence[Path], reader: Reader, jobs: int | None) -> Iterator[list[PageRead]]:
    """Each file's pages, by several processors where there are many files."""
    wanted = jobs or (os.cpu_count() or 1 if len(files) > _FEW else 1)
    if wanted == 1:
        _prepare(reader)
        yield from map(_pages_of, files)
        return
    # Not forked: the press and the pictures have threads of their own, which a fork leaves behind.
    afresh = get_context("spawn")
    with ProcessPoolExecutor(
        wanted, mp_context=afresh, initializer=_prepare, initargs=(reader,)
    ) as pool:
        yield from pool.map(_pages_of, files, chunksize=_AT_ONCE)


_reader: Reader | None = None
"""This process's own reader."""


def _prepare(reader: Reader) -> None:
    global _reader
    cv2.setNumThreads(1)
    _reader = reader


def _pages_of(path: Path) -> list[PageRead]:
    """Every page of a file; what cannot be opened is one in doubt."""
    assert _reader
    try:
        raw = path.read_bytes()
    except OSError as error:
        doubt = Doubt(kind="unreadable", says=reason(error))
        return [PageRead(file=picture_name(path), page=1, marks={}, doubts=(doubt,))]
    return list(_reader.read_file(picture_name(path), raw))


def _records(joined: Joined, batch: str) -> Iterator[CastVoteRecord]:
    """The records in an order that tells nothing about the papers' own."""
    papers = list(joined.papers)
    random.SystemRandom().shuffle(papers)
    for paper in papers:
        yield paper.record(id=random_id(), batch=batch)


def _in_order(pages: Sequence[PageRead]) -> list[PageRead]:
    return sorted(pages, key=lambda page: page.place)


def _tell(chosen: argparse.Namespace, joined: Joined, *, pages: int, doubtful: Path) -> None:
    kinds = Counter(doubt.kind for page in joined.doubtful for doubt in page.doubts)
    sure, unsure = len(joined.papers), len(joined.doubtful)
    if chosen.json:
        told = {
            "pages": pages,
            "records": sure,
            "doubtful": unsure,
            "kinds": dict(kinds),
            "codes_checked": bool(chosen.codes),
        }
        print(json.dumps(told, ensure_ascii=False))
        return
    print(f"读了 {pages} 页：{sure} 张选票读清，{unsure} 页要人认定。", file=sys.stderr)
    for kind, number in kinds.most_common():
        print(f"  {DOUBTS[kind]} {number}", file=sys.stderr)
    if unsure:
        print(f"疑票在 {doubtful}，由两个人看图像认定。", file=sys.stderr)
