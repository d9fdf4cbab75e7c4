"""The front end as `./run` sets it up (前端的准备): its lock, its sources, when it is built."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from scripts.setup import front_end
from scripts.setup.places import FRONT


def test_the_front_lock_names_no_host_and_has_every_hash() -> None:
    lock = (FRONT / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "://" not in re.sub(r'"(url|funding)": *("[^"]*"|\{[^}]*\}|\[[^]]*\])', "", lock)
    assert lock.count('"node_modules/') == lock.count('"integrity"')


def test_only_the_tokens_name_a_colour() -> None:
    sheets = [path for path in (FRONT / "src").glob("*.css") if path.stem != "tokens"]
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch)\(", re.IGNORECASE)
    assert sheets
    assert [path.name for path in sheets if colour.search(path.read_text("utf-8"))] == []


def test_no_script_holds_a_chinese_sentence() -> None:
    scripts = sorted((FRONT / "src").glob("*.js"))
    code = {
        path.name: re.sub(r"/\*.*?\*/|//.*", "", path.read_text("utf-8"), flags=re.DOTALL)
        for path in scripts
    }
    assert scripts
    assert [name for name, text in code.items() if re.search(r"[一-鿿]", text)] == []


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A made-up tree with one source, one page, a lock and a finished bundle."""
    for name, folder in {
        "FRONT": "front",
        "OFFICE": "office",
        "ROOT": "",
        "BUILT": "built",
    }.items():
        monkeypatch.setattr(front_end, name, tmp_path / folder)
        (tmp_path / folder).mkdir(exist_ok=True)
    monkeypatch.setattr(front_end, "MODULES", tmp_path / "modules")
    for folder in ("modules", "front/src"):
        (tmp_path / folder).mkdir()
    for name in ("front/package.json", "front/package-lock.json", "front/.npmrc"):
        (tmp_path / name).write_text("{}", "utf-8")
    for name in ("front/build.mjs", "front/src/site.js", "office/page.html"):
        (tmp_path / name).write_text("1", "utf-8")
    for name in front_end.FILES:
        (tmp_path / "built" / name).touch()
    front_end.stamp("packages").write_text(front_end.packages_fingerprint(), "utf-8")
    front_end.stamp("built").write_text(front_end.sources_fingerprint(), "utf-8")
    return tmp_path


@pytest.fixture
def node(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A Node that does all it is told: the titles of what it was told."""
    told: list[str] = []

    def record(title: str, _command: Sequence[object], _remedy: str) -> bool:
        told.append(title.split(" · ")[1])
        return True

    monkeypatch.setattr(front_end, "attempt", record)
    monkeypatch.setattr(front_end, "machines_node", lambda: front_end.Node(("node",), ("npm",)))
    return told


BUILDING, INSTALLING = "Building the front end", "Installing the front end"


def test_a_finished_front_end_is_left_alone(front: Path, node: list[str]) -> None:
    assert front_end.set_up()
    assert node == []


@pytest.mark.parametrize("name", ["front/src/site.js", "front/build.mjs", "office/page.html"])
def test_a_changed_source_or_page_is_built_anew_without_npm(
    front: Path, node: list[str], name: str
) -> None:
    (front / name).write_text("2", "utf-8")
    assert front_end.set_up()
    assert node == [BUILDING]
    assert front_end.set_up()
    assert node == [BUILDING]


def test_a_new_page_is_built_for_and_a_lost_file_too(front: Path, node: list[str]) -> None:
    (front / "office" / "new.html").write_text("1", "utf-8")
    assert front_end.set_up()
    (front / "built" / "site.css").unlink()
    assert front_end.set_up()
    assert node == [BUILDING, BUILDING]


def test_a_changed_lock_is_installed_anew_and_built(front: Path, node: list[str]) -> None:
    (front / "front/package-lock.json").write_text("[]", "utf-8")
    assert front_end.set_up()
    assert node == [INSTALLING, BUILDING]


def test_a_failed_step_leaves_no_stamp_and_begins_again(
    front: Path, node: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (front / "front/src/site.js").write_text("2", "utf-8")
    with monkeypatch.context() as failing:
        failing.setattr(front_end, "attempt", lambda *_: False)
        assert not front_end.set_up()
    assert front_end.set_up()
    assert node == [BUILDING]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts a program on an otherwise empty path that answers with these words."""
    if sys.platform == "win32":
        pytest.skip("这些假程序是 shell 脚本 · the made-up programs are shell scripts")
    monkeypatch.setenv("PATH", str(tmp_path))

    def put(name: str, answer: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\n{answer}\n", "utf-8")
        (tmp_path / name).chmod(0o755)

    return put


@pytest.mark.parametrize(
    ("version", "taken"),
    [("v16.20.2", False), ("v17.9.1", False), ("v18.0.0", True), ("v24.1.0", True)],
)
def test_the_machines_node_is_taken_from_eighteen_on(
    program: Callable[[str, str], None], version: str, taken: bool
) -> None:
    program("node", f"echo {version}")
    program("npm", "echo 10.1.0")
    assert (front_end.machines_node() is not None) == taken


def test_a_node_without_npm_or_with_a_broken_one_is_not_taken(
    program: Callable[[str, str], None],
) -> None:
    program("node", "echo v20.1.0")
    assert front_end.machines_node() is None
    program("npm", "exit 1")
    assert front_end.machines_node() is None
