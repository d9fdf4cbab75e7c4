"""`scan`: pictures in, records and doubtful pages out; nothing is lost, nothing stops a batch."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from tests.cli.ballots import (
    ELECTION,
    NOWHERE,
    examples,
    is_refused,
    renamed,
    write,
)
from tests.cli.conftest import Run
from tests.exchange.agreement import validator

COUNT: Final = 6
AREA: Final = 12
"""The side of what is drawn into a box, in points of the picture."""


@pytest.fixture(scope="session")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village's evening: an election, its codes, and a folder of six scanned ballots, of which
    the first approves of A and the last is written on.
    """
    from huanjie.cli.main import main

    folder = tmp_path_factory.mktemp("evening")
    write(folder / "election.json", ELECTION)
    asked = ["ballots", str(folder / "election.json"), "-o", str(folder / "ballots.pdf")]
    asked += ["--count", str(COUNT), "--codes", str(folder / "codes.json")]
    assert main([*asked, "--layout", str(folder / "layout.json")]) == 0
    layout = json.loads((folder / "layout.json").read_text())["pages"]
    (folder / "scans").mkdir()
    with pdfium.PdfDocument(folder / "ballots.pdf") as document:
        for number, (page, plan) in enumerate(zip(document, layout, strict=True)):
            grey = np.array(page.render(scale=150 / 72, grayscale=True).to_numpy())
            picture = grey.reshape(grey.shape[:2])
            if number == 0:
                draw(picture, next(b for b in plan["boxes"] if b["candidate"] == "A"))
            if number == COUNT - 1:
                draw(picture, plan["write_in"][0])
            cv2.imwrite(str(folder / "scans" / f"{number}.jpg"), picture)
    return folder


def draw(picture: Any, box: dict[str, float]) -> None:
    """A stroke in the middle of a box."""
    scale = 150 / 25.4
    x, y = round((box["x"] + box["w"] / 2) * scale), round((box["y"] + box["h"] / 2) * scale)
    cv2.line(picture, (x - AREA, y - AREA), (x + AREA, y + AREA), 30, 3)


@pytest.fixture
def evening(scans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The evening's files as links, where the user stands and may write."""
    for path in scans.iterdir():
        (tmp_path / path.name).symlink_to(path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


SCAN: Final = ("--election", "election.json", "-o", "cvr.jsonl")
CODES: Final = ("--codes", "codes.json")
GOOD: Final = tuple(f"scans/{n}.jpg" for n in range(COUNT - 1))
BAD: Final = f"scans/{COUNT - 1}.jpg"


def named(folder: Path) -> Counter[tuple[str, int]]:
    """Every page that a record or a doubtful line names, and how often."""
    records, doubtful = lines(folder / "cvr.jsonl"), lines(folder / "doubtful.jsonl")
    sources = [place for record in records for place in record["source"]]
    return Counter((each["file"], each["page"]) for each in (*sources, *doubtful))


# What comes out


def test_what_is_read_for_sure_is_a_record_and_the_status_is_0(huanjie: Run, evening: Path) -> None:
    ran = huanjie("scan", *GOOD, *SCAN, *CODES)
    assert (ran.status, ran.out) == (0, "")
    assert "读了 5 页：5 张选票读清，0 页要人认定" in ran.err
    records = lines(evening / "cvr.jsonl")
    for record in records:
        validator("cvr").validate(record)
    (first,) = [each for each in records if each["source"][0]["file"] == GOOD[0]]
    assert first["contests"]["member"]["marks"] == {"A": "approve"}
    assert (evening / "doubtful.jsonl").read_text() == ""


def test_with_anything_doubtful_the_status_is_1_and_it_is_told_beside_the_records(
    huanjie: Run, evening: Path
) -> None:
    ran = huanjie("scan", "scans", *SCAN, *CODES)
    assert ran.status == 1
    (doubtful,) = lines(evening / "doubtful.jsonl")
    validator("doubtful").validate(doubtful)
    assert (doubtful["file"], doubtful["reason"]) == (BAD, "另选他人栏有字迹")
    assert len(lines(evening / "cvr.jsonl")) == COUNT - 1
    assert "另选他人栏有字迹 1" in ran.err
    assert "doubtful.jsonl" in ran.err


def test_the_doubtful_ones_go_where_they_are_asked_to(huanjie: Run, evening: Path) -> None:
    asked = ("-o", "out/cvr.jsonl", "--election", "election.json")
    (evening / "out").mkdir()
    assert huanjie("scan", BAD, *asked).status == 1
    assert (evening / "out" / "doubtful.jsonl").exists()
    assert huanjie("scan", BAD, *asked, "--doubtful", "疑票.jsonl").status == 1
    assert len(lines(evening / "疑票.jsonl")) == 1


def test_as_json_it_says_how_many_and_why(huanjie: Run, evening: Path) -> None:
    ran = huanjie("scan", "scans", *SCAN, *CODES, "--json")
    told = {"pages": 6, "records": 5, "doubtful": 1, "kinds": {"write-in": 1}}
    assert json.loads(ran.out) == {**told, "codes_checked": True}
    assert ran.err == ""


def test_without_the_printed_codes_it_says_what_nobody_can_see(huanjie: Run, evening: Path) -> None:
    checked = huanjie("scan", *GOOD, *SCAN, *CODES)
    assert "--codes" not in checked.err
    ran = huanjie("scan", *GOOD, *SCAN)
    assert (ran.status, ran.out) == (0, "")
    (said,) = [line for line in ran.err.splitlines() if "--codes" in line]
    assert "编号没有和印制的核对" in said
    told = huanjie("scan", *GOOD, *SCAN, "--json")
    assert json.loads(told.out)["codes_checked"] is False
    assert told.err == f"{said}\n"


def test_the_records_have_random_ids_another_order_and_no_code(huanjie: Run, evening: Path) -> None:
    codes = json.loads((evening / "codes.json").read_text())["codes"]
    runs = []
    for _ in range(3):
        huanjie("scan", "scans", *SCAN, *CODES)
        runs.append(lines(evening / "cvr.jsonl"))
        told = (evening / "cvr.jsonl").read_text() + (evening / "doubtful.jsonl").read_text()
        assert not any(code in told for code in codes)
    ids = {record["id"] for run in runs for record in run}
    assert len(ids) == 3 * (COUNT - 1)
    assert all(re.fullmatch("[0-9a-f]{16}", each) for each in ids)
    orders = {tuple(record["source"][0]["file"] for record in run) for run in runs}
    assert len(orders) > 1


def test_the_records_are_of_the_box_that_is_named(huanjie: Run, evening: Path) -> None:
    huanjie("scan", GOOD[0], *SCAN, "--batch", "流动箱")
    assert [each["batch"] for each in lines(evening / "cvr.jsonl")] == ["流动箱"]


def test_what_is_read_can_be_counted(huanjie: Run, evening: Path) -> None:
    huanjie("scan", *GOOD, *SCAN, *CODES)
    turnout = {"registered": 8, "issued": 6, "voters": 5, "collected": 5}
    write(evening / "counted.json", {**ELECTION, "turnout": turnout})
    ran = huanjie("count", "counted.json", "cvr.jsonl")
    facts = json.loads(ran.out)["rounds"][0]["facts"]["contests"][0]
    assert (facts["valid"], [each["votes"] for each in facts["candidates"]]) == (5, [1, 0, 0])


# What goes in


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


# What is refused, and writes nothing


def test_a_folder_that_nobody_may_open_is_refused_for_its_ballots_would_be_missing(
    huanjie: Run, evening: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (evening / "pile" / "locked").mkdir(parents=True)
    (evening / "pile" / "b.jpg").symlink_to(evening / GOOD[0])
    scandir = os.scandir

    def refusing(place: Any) -> Any:
        if Path(place).name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied", str(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refusing)
    is_refused(huanjie("scan", "pile", *SCAN), "pile/locked", "打不开这个文件夹（没有权限）")
    assert not (evening / "cvr.jsonl").exists()


REFUSED: Final[dict[str, tuple[tuple[object, ...], str]]] = {
    "a file that is not there": ((GOOD[0], "nowhere.jpg", *SCAN), "nowhere.jpg"),
    "a folder that is empty": (("empty", *SCAN), "empty"),
    "no processor": ((GOOD[0], *SCAN, "--jobs", 0), "--jobs"),
    "no such election": ((GOOD[0], "--election", "nowhere.json", "-o", "cvr.jsonl"), "nowhere"),
    "no such codes": ((GOOD[0], *SCAN, "--codes", "nowhere.json"), "nowhere.json"),
    "codes that are none": ((GOOD[0], *SCAN, "--codes", "election.json"), "election.json"),
    "no such fonts": ((GOOD[0], *SCAN, "--fonts", "nowhere"), "--fonts"),
    "over a picture": ((GOOD[0], "--election", "election.json", "-o", GOOD[0]), GOOD[0]),
    "over a picture in a folder": (("scans", "--election", "election.json", "-o", BAD), BAD),
    "over the election": ((GOOD[0], "--election", "election.json", "-o", "election.json"), "elec"),
    "over the codes": ((GOOD[0], *SCAN, *CODES, "--doubtful", "codes.json"), "codes.json"),
    "both into one": ((GOOD[0], *SCAN, "--doubtful", "cvr.jsonl"), "cvr.jsonl"),
    "a place that is not there": (
        (GOOD[0], "--election", "election.json", "-o", "nowhere/cvr.jsonl"),
        "nowhere",
    ),
    "doubtful ones that cannot be written": (
        (GOOD[0], *SCAN, "--doubtful", "nowhere/d.jsonl"),
        "nowhere",
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_asked_is_bad_input_and_writes_nothing(
    why: str, huanjie: Run, evening: Path
) -> None:
    (evening / "empty").mkdir()
    before = {path: path.read_bytes() for path in evening.rglob("*") if path.is_file()}
    words, name = REFUSED[why]
    is_refused(huanjie("scan", *words), name)
    assert {path: path.read_bytes() for path in evening.rglob("*") if path.is_file()} == before


def test_records_of_the_run_before_are_not_read_as_pictures(huanjie: Run, evening: Path) -> None:
    (evening / "pile").mkdir()
    (evening / "pile" / "a.jpg").symlink_to(evening / GOOD[0])
    asked = ("scan", "pile", "--election", "election.json", "-o", "pile/cvr.jsonl")
    assert huanjie(*asked).status == 0
    before = (evening / "pile" / "cvr.jsonl").read_bytes()
    is_refused(huanjie(*asked), "pile/cvr.jsonl")
    assert (evening / "pile" / "cvr.jsonl").read_bytes() == before


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.full)])
def test_a_ballot_that_cannot_be_printed_here_cannot_be_read_here(
    jobs: int, huanjie: Run, evening: Path
) -> None:
    """The reader looks at what stands on a page besides its print; without the font it has none."""
    write(evening / "rare.json", renamed(f"赵{NOWHERE}"))
    asked = ("scan", *GOOD, "--election", "rare.json", "-o", "cvr.jsonl", "--jobs", jobs)
    is_refused(huanjie(*asked), "U+F0001")
    assert not (evening / "cvr.jsonl").exists()


def test_what_fits_one_size_of_paper_alone_is_read(huanjie: Run, evening: Path) -> None:
    """Thirty-eight write-in lines stand on A4 and on no A5; that is no reason to read nothing."""
    wide = json.loads(json.dumps(ELECTION))
    wide["contests"][0]["write_ins"] = 38
    write(evening / "wide.json", wide)
    assert huanjie("ballots", "wide.json", "-o", "wide.pdf").status == 0
    ran = huanjie("scan", "wide.pdf", "--election", "wide.json", "-o", "cvr.jsonl")
    assert ran.status == 0, ran.err


@pytest.mark.parametrize("example", examples("scan"))
def test_the_examples_run(example: str, huanjie: Run, evening: Path) -> None:
    _, *words = shlex.split(example)
    ran = huanjie(*words)
    assert ran.status == 1, ran.err
    assert len(lines(evening / "cvr.jsonl")) == COUNT - 1


# 界限


def test_the_limits_are_settings_and_a_person_decides_between_them(
    huanjie: Run, scans: Path, tmp_path: Path
) -> None:
    """What is a mark by the usual limit is for a person where more ink is asked for."""
    out = tmp_path / "cvr.jsonl"
    words = ("--election", scans / "election.json", "-o", out, "--json")
    usual = json.loads(huanjie("scan", scans / "scans", *words).out)
    strict = json.loads(huanjie("scan", scans / "scans", *words, "--marked", "0.98").out)
    assert strict["records"] < usual["records"]
    assert strict["records"] + strict["doubtful"] == usual["records"] + usual["doubtful"]


@pytest.mark.parametrize("limits", [("0.06", "0.055"), ("0", "0.055"), ("0.012", "1")])
def test_limits_with_nothing_between_them_are_refused(
    huanjie: Run, scans: Path, tmp_path: Path, limits: tuple[str, str]
) -> None:
    blank, marked = limits
    words = ("--election", scans / "election.json", "-o", tmp_path / "cvr.jsonl")
    ran = huanjie("scan", scans / "scans", *words, "--blank", blank, "--marked", marked)
    is_refused(ran, "界限")
    assert list(tmp_path.iterdir()) == []
