"""`scan`: which pictures go in (读哪些图像): folders, files of a scanner and odd ones, each page
once; a bad file stops no batch, and none is lost.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from tests.cli.ballots import ELECTION, write
from tests.cli.conftest import Run
from tests.cli.scan.conftest import CODES, COUNT, GOOD, SCAN, lines
from tests.exchange.agreement import validator


def named(folder: Path) -> Counter[tuple[str, int]]:
    """Every page that a record or a doubtful line names, and how often."""
    records, doubtful = lines(folder / "cvr.jsonl"), lines(folder / "doubtful.jsonl")
    sources = [place for record in records for place in record["source"]]
    return Counter((each["file"], each["page"]) for each in (*sources, *doubtful))


def test_a_folder_stands_for_the_files_in_it_hidden_ones_left_out(
    huanjie: Run, evening: Path
) -> None:
    inner = evening / "pile" / "inner"
    inner.mkdir(parents=True)
    (inner / "a.jpg").symlink_to(evening / GOOD[0])
    (inner / ".DS_Store").write_bytes(b"\0\0")
    (evening / "pile" / "b.jpg").symlink_to(evening / GOOD[1])
    assert huanjie("scan", "pile", *SCAN).status == 0
    assert named(evening) == Counter({("pile/b.jpg", 1): 1, ("pile/inner/a.jpg", 1): 1})


def test_the_pdf_of_a_scanner_is_read_page_by_page(huanjie: Run, evening: Path) -> None:
    assert huanjie("scan", "ballots.pdf", *SCAN, *CODES).status == 0
    assert named(evening) == Counter({("ballots.pdf", n): 1 for n in range(1, COUNT + 1)})


def test_a_file_that_is_named_twice_is_read_once(huanjie: Run, evening: Path) -> None:
    ran = huanjie("scan", GOOD[0], GOOD[0], f"./{GOOD[0]}", "scans", *SCAN, "--json")
    assert json.loads(ran.out)["pages"] == COUNT
    assert set(named(evening).values()) == {1}


def test_a_paper_that_was_scanned_twice_counts_once(huanjie: Run, evening: Path) -> None:
    (evening / "again.jpg").symlink_to(evening / GOOD[0])
    assert huanjie("scan", GOOD[0], "again.jpg", *SCAN).status == 0
    (record,) = lines(evening / "cvr.jsonl")
    assert [each["file"] for each in record["source"]] == ["again.jpg", GOOD[0]]


def test_a_sheet_whose_code_was_not_printed_is_doubtful(huanjie: Run, evening: Path) -> None:
    write(evening / "others.json", {"codes": ["0" * 16]})
    assert huanjie("scan", GOOD[0], *SCAN, "--codes", "others.json").status == 1
    assert "编号不在印制的编号里" in lines(evening / "doubtful.jsonl")[0]["reason"]
    assert huanjie("scan", GOOD[0], *SCAN, "--codes", "others.json", *CODES).status == 0


ODD: Final[dict[str, bytes]] = {
    "empty.jpg": b"",
    "text.txt": "不是图像".encode(),
    "cut.jpg": b"\xff\xd8\xff\xe0" + bytes(50),
    "broken.pdf": b"%PDF-1.7 broken",
    "两 个 空格.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "a\nline.jpg": b"",
}


def test_one_bad_file_never_stops_a_batch_and_none_is_lost(huanjie: Run, evening: Path) -> None:
    (evening / "odd").mkdir()
    for name, raw in ODD.items():
        (evening / "odd" / name).write_bytes(raw)
    (evening / "odd" / "gone.jpg").symlink_to(evening / "nowhere.jpg")
    ran = huanjie("scan", "odd", *GOOD, *SCAN)
    assert ran.status == 1
    assert len(lines(evening / "cvr.jsonl")) == len(GOOD)
    doubtful = lines(evening / "doubtful.jsonl")
    for each in doubtful:
        validator("doubtful").validate(each)
    assert len(doubtful) == len(ODD) + 1
    assert set(named(evening).values()) == {1}


@pytest.mark.skipif(sys.platform == "darwin", reason="a file system of names in Unicode alone")
def test_a_file_name_that_is_no_text_is_still_named(huanjie: Run, evening: Path) -> None:
    (evening / "pile").mkdir()
    Path(os.fsdecode(b"pile/\xc3\x28\xff.jpg")).write_bytes(b"")
    assert huanjie("scan", "pile", *SCAN).status == 1
    (doubtful,) = lines(evening / "doubtful.jsonl")
    validator("doubtful").validate(doubtful)
    assert doubtful["file"].endswith(".jpg")


def test_two_processors_read_what_one_reads(huanjie: Run, evening: Path) -> None:
    told = []
    for jobs in (1, 2):
        ran = huanjie("scan", "scans", *SCAN, *CODES, "--jobs", jobs)
        records = [each | {"id": ""} for each in lines(evening / "cvr.jsonl")]
        records.sort(key=lambda each: each["source"][0]["file"])
        told.append((ran.status, records, lines(evening / "doubtful.jsonl")))
    assert told[0] == told[1]


def test_what_fits_one_size_of_paper_alone_is_read(huanjie: Run, evening: Path) -> None:
    """Thirty-eight write-in lines stand on A4 and on no A5; that is no reason to read nothing."""
    wide = json.loads(json.dumps(ELECTION))
    wide["contests"][0]["write_ins"] = 38
    write(evening / "wide.json", wide)
    assert huanjie("ballots", "wide.json", "-o", "wide.pdf").status == 0
    ran = huanjie("scan", "wide.pdf", "--election", "wide.json", "-o", "cvr.jsonl")
    assert ran.status == 0, ran.err
