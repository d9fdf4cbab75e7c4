"""W5, the import of a roll (导入名册): a million people of 250 villages, twelve columns, from a
file to the rolls: check of every number, duplicates, encryption and blind index, and an entry in
the log of every village's election.

The limit is the raw load of the twelve columns with an index, and the cipher of two of them, by the
same library: nothing is read, checked or logged in it. Each side has a process of its own on a
database of its own; every round gives both their turn, and the median of the rounds counts.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlsplit

from scripts.setup.postgres import running_postgres

from bench.bigroll import HEADINGS, write_roll
from bench.table import Row

IN_THE_WAY: Final = (
    "The roll has two indexes besides its key (election and number, blind index), and a running "
    "site cannot drop them for a load: the limit has one, built after its load. The blind index is "
    "in no order, so that every transaction writes most of its pages again: villages of 20,000 "
    "people together are one, on the disk when it is told to be done. PostgreSQL looks up the "
    "foreign key of every row, half of its server's work, which the limit's table has not. A "
    "thread reads and encrypts ahead of the database: on a machine that is busy with other things "
    "it gains nothing. A workbook with formulas, dates or merged cells is read by calamine after "
    "two passes over its XML, about three times as fast as openpyxl."
)
PEOPLE, UNITS, ROUNDS = 1_000_000, 250, 3
PEER_ROWS: Final = 20_000
BOOK_ROWS: Final = 100_000


def run() -> list[Row]:
    """Measure W5 on SQLite, on PostgreSQL where there is one, and the reading of a workbook."""
    with TemporaryDirectory(prefix="huanjie-w5-") as name:
        folder = Path(name)
        file = folder / "roll.csv"
        write_roll(file, units=UNITS, people=PEOPLE)
        rows = [_on("SQLite", file, folder, "")]
        with running_postgres() as address:
            if address:
                rows.append(_on("PostgreSQL", file, folder, address))
        return [*rows, _workbook(folder)]


def _on(name: str, file: Path, folder: Path, server: str) -> Row:
    ours: list[dict[str, Any]] = []
    limits: list[dict[str, Any]] = []
    for number in range(ROUNDS):
        with _site(folder / f"{name}-{number}", server) as site:
            _say(site, "rollsite", "make", str(UNITS))
            ours.append(_say(site, "rollsite", "import", str(file)))
            limits.append(_say(site, "rolllimit", "limit", str(file)))
            if number == 0:
                peer = _say(site, "rolllimit", "peer", str(file), str(PEER_ROWS))
    if any(each["on_roll"] != PEOPLE for each in ours):
        raise RuntimeError("not everybody came on the roll")
    pairs = [
        (one["seconds"], two["cipher"] + two["load"]) for one, two in zip(ours, limits, strict=True)
    ]
    ratio = statistics.median(own / bare for own, bare in pairs)
    memory = max(each["megabytes"] - each["megabytes_before"] for each in ours)
    return Row(
        workload="W5",
        measure=f"{name}：导入 {PEOPLE:,} 行 × {len(HEADINGS)} 列（另占内存 {memory:.0f} MB）",
        unit="rows/s",
        ours=PEOPLE / statistics.median(own for own, _ in pairs),
        peer=peer["peer"],
        peer_value=PEER_ROWS / peer["seconds"] if peer["seconds"] else None,
        limit="raw load with index + cipher of two columns",
        limit_value=PEOPLE / statistics.median(bare for _, bare in pairs),
        ratio=f"{ratio:.2f}x the limit's time",
        goal="<= 1.5x the limit's time",
        met=ratio <= 1.5,
    )


@contextmanager
def _site(folder: Path, server: str) -> Iterator[dict[str, str]]:
    """The environment of a new site, its database gone when the block ends."""
    folder.mkdir()
    site = {"HUANJIE_DATA": str(folder), "HUANJIE_DATABASE": ""}
    if not server:
        yield site
        return
    import psycopg

    name = f"w5_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {**site, "HUANJIE_DATABASE": urlsplit(server)._replace(path=f"/{name}").geturl()}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _say(site: dict[str, str], program: str, *words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{program}", *words],
        env={**os.environ, **site},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _workbook(folder: Path) -> Row:
    """A workbook of as many people as one upload may have, read and checked, beside openpyxl."""
    import openpyxl
    import xlsxwriter  # type: ignore[import-untyped]

    from huanjie.bulk.rollscan import scan
    from huanjie.exchange.rollparts import open_roll

    csv_file, book_file = folder / "book.csv", folder / "book.xlsx"
    write_roll(csv_file, units=5, people=BOOK_ROWS)
    with xlsxwriter.Workbook(book_file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(csv_file.read_text(encoding="utf-8").splitlines()):
            sheet.write_row(at, 0, line.split(","))
    raw = book_file.read_bytes()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = scan(open_roll("book.xlsx", lambda: io.BytesIO(raw)))
        ours.append(time.perf_counter() - start)
        assert found.good == BOOK_ROWS
        start = time.perf_counter()
        reader = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
        count = sum(1 for _ in reader.worksheets[0].iter_rows(values_only=True))
        theirs.append(time.perf_counter() - start)
        assert count == BOOK_ROWS + 1
    ratio = statistics.median(their / own for own, their in zip(ours, theirs, strict=True))
    return Row(
        workload="W5",
        measure=f"XLSX：读和核对 {BOOK_ROWS:,} 行",
        unit="rows/s",
        ours=BOOK_ROWS / statistics.median(ours),
        peer=f"openpyxl {version('openpyxl')}",
        peer_value=BOOK_ROWS / statistics.median(theirs),
        ratio=f"{ratio:.1f}x openpyxl",
        goal=">= 8x openpyxl",
        met=ratio >= 8,
    )
