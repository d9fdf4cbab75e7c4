"""`scan`: what is refused (拒绝的), and writes nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.ballots import NOWHERE, is_refused, renamed, write
from tests.cli.conftest import Run
from tests.cli.scan.conftest import BAD, CODES, GOOD, SCAN

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


@pytest.mark.parametrize("limits", [("0.06", "0.055"), ("0", "0.055"), ("0.012", "1")])
def test_limits_with_nothing_between_them_are_refused(
    huanjie: Run, scans: Path, tmp_path: Path, limits: tuple[str, str]
) -> None:
    blank, marked = limits
    words = ("--election", scans / "election.json", "-o", tmp_path / "cvr.jsonl")
    ran = huanjie("scan", scans / "scans", *words, "--blank", blank, "--marked", marked)
    is_refused(ran, "界限")
    assert list(tmp_path.iterdir()) == []
