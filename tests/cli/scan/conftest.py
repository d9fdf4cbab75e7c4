"""A village's evening (计票当晚): six scanned ballots, and the words of a command to read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from tests.cli.ballots import ELECTION, write

from huanjie.cli.main import main

COUNT: Final = 6
AREA: Final = 12
"""The side of what is drawn into a box, in points of the picture."""

SCAN: Final = ("--election", "election.json", "-o", "cvr.jsonl")
CODES: Final = ("--codes", "codes.json")
GOOD: Final = tuple(f"scans/{n}.jpg" for n in range(COUNT - 1))
"""the pages that are read for sure"""
BAD: Final = f"scans/{COUNT - 1}.jpg"
"""the page that is written on"""


@pytest.fixture(scope="session")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village's evening: an election, its codes, and a folder of six scanned ballots, of which
    the first approves of A and the last is written on.
    """
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
    """The objects of a file that has one on each line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
