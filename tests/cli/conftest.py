"""One way to run a command as a user would (运行命令): arguments and standard input in, status
and texts out.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from huanjie.cli.main import main


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def huanjie(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `huanjie` with arguments and text or bytes on standard input."""

    def run(*arguments: object, stdin: str | bytes = "") -> Ran:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the demo writes: a village with a tie and a runoff, a branch in two
    stages.
    """
    folder = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--files", str(folder)]) == 0
    return folder


@pytest.fixture
def village(made: Path) -> Path:
    return made / "village"
