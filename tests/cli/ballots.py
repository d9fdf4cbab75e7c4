"""Elections to print ballots of (印选票的样例), and what a command is held against."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.conftest import Ran
from tests.exchange.ballot_samples import SECOND_LANGUAGE

from huanjie.cli.main import parser

README: Final = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
ELECTION: Final[dict[str, Any]] = {
    "pack": "villagers-committee@2026-01-01",
    "unit": {"code": "510100000000", "name": "甲县乙镇丙村"},
    "polling_day": "2026-06-28",
    "contests": [
        {
            "post": "member",
            "seats": 2,
            "candidates": [
                {"id": "A", "name": "赵一"},
                {"id": "B", "name": "钱二"},
                {"id": "C", "name": "孙三"},
            ],
        }
    ],
}
TRANSLATED: Final[dict[str, Any]] = SECOND_LANGUAGE | {"posts": {"member": "ཨུ་ཡོན།"}}
"""every text of these papers, in another language"""
NOWHERE: Final = "\U000f0001"
"""A private character, which no font has."""


def write(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def renamed(name: str) -> dict[str, Any]:
    """The election with another name for its first candidate."""
    document: dict[str, Any] = json.loads(json.dumps(ELECTION))
    document["contests"][0]["candidates"][0]["name"] = name
    return document


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an election.json in it, where the user stands."""
    write(tmp_path / "election.json", ELECTION)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes_in(path: Path) -> list[str]:
    codes: list[str] = json.loads(path.read_text("utf-8"))["codes"]
    return codes


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def is_refused(ran: Ran, *words: str) -> None:
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1, ran.err
    for word in words:
        assert word in ran.err


def examples(command: str) -> list[str]:
    """Every call of a command that the README and its own help show."""
    shown = re.findall(rf"^huanjie {command} [^#\n]*", README, re.MULTILINE)
    choices = next(action.choices for action in parser()._actions if action.dest == "command")
    assert isinstance(choices, dict)
    shown += re.findall(rf"huanjie {command} .*", choices[command].epilog or "")
    return [each.strip() for each in shown]
