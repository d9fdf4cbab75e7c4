"""The house itself: what must hold of every file of this tree, whoever wrote it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
RUN = ROOT / "run"
PACKAGE = ROOT / "src" / "huanjie"
STANDARD_ROOMS = ("door", "law", "domain", "exchange", "record", "dossier")
SPREADSHEETS = {"python_calamine", "openpyxl", "xlsxwriter"}
"""Exchange reads and writes spreadsheets with these, and loads them only when it is asked to."""

HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("npmmirror", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("conda", "anaconda", "org"),
        ("pypi", "tuna", "tsinghua", "edu", "cn"),
        ("mirrors", "aliyun", "com"),
    )
)
"""Put together here, so that this file does not name what it forbids."""


def tracked() -> list[Path]:
    """Every file that is ours: known to git, or new and not ignored."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("没有 git：不知道哪些文件是我们的 · no git to say which files are ours")
    ask = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(ask, cwd=ROOT, capture_output=True, check=True)
    names = answer.stdout.decode().split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def python_files() -> list[Path]:
    """Our Python files, the task runner among them."""
    return [path for path in tracked() if path.suffix == ".py" or path == RUN]


def imports_of(path: Path) -> Iterator[str]:
    """The full name of each module that a file imports, at its head or inside a function."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        yield from imports_of_node(node)


def imports_of_node(node: ast.AST) -> Iterator[str]:
    """The modules that one statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield "." * node.level + (node.module or "")


def short(path: Path) -> str:
    """A path as a person would name it."""
    return path.relative_to(ROOT).as_posix()


def pins(lock: str) -> set[str]:
    """The packages of a lock, each with its version."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    return set(re.findall(r"^(\S+==\S+)", text, re.MULTILINE))


def project() -> dict[str, Any]:
    """The `[project]` table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def test_no_file_names_a_package_host() -> None:
    names = re.compile("|".join(map(re.escape, HOSTS)).encode(), re.IGNORECASE)
    guilty = [short(path) for path in tracked() if names.search(path.read_bytes())]
    assert guilty == []


def test_no_module_imports_a_star() -> None:
    star = [
        short(path)
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert star == []


def test_no_module_is_named_for_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "misc", "common"}
    words = {short(path): set(re.split(r"[/.]", short(path))) for path in python_files()}
    assert [name for name, parts in words.items() if parts & nothing] == []


@pytest.mark.parametrize("room", STANDARD_ROOMS)
def test_a_room_of_the_standard_library_imports_nothing_else(room: str) -> None:
    own = sys.stdlib_module_names | {"huanjie"} | (SPREADSHEETS if room == "exchange" else set())
    foreign = {
        f"{short(path)}: {name}"
        for path in (PACKAGE / room).rglob("*.py")
        for name in imports_of(path)
        if not name.startswith(".") and name.split(".")[0] not in own
    }
    assert foreign == set()


def test_no_module_needs_a_spreadsheet_library_to_be_imported() -> None:
    at_the_head = {
        f"{short(path)}: {name}"
        for path in (PACKAGE / "exchange").rglob("*.py")
        for node in ast.parse(path.read_bytes()).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imports_of_node(node)
        if name.split(".")[0] in SPREADSHEETS
    }
    assert at_the_head == set()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_carries_a_hash_for_every_package(lock: Path) -> None:
    lines = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert packages
    assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_place(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=)|(^|\s)[/~]\w", text, re.MULTILINE)


def test_each_lock_holds_the_one_before_it() -> None:
    assert pins("base") <= pins("site") <= pins("dev")


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    extras = project()["optional-dependencies"]
    own = [*extras["bulk"], *extras["paper"], *extras["site"], *extras["dev"]]
    asked = [need for need in (*project()["dependencies"], *own) if not need.startswith("huanjie")]
    locked = {pin.split("==")[0] for pin in pins("dev")}
    assert {re.split(r"[<>=~\[]", need)[0] for need in asked} - locked == set(), "run ./run lock"


def test_the_base_lock_needs_cryptography_and_little_else() -> None:
    names = {pin.split("==")[0] for pin in pins("base")}
    assert names == {"cryptography", "cffi", "pycparser"}


def test_the_tables_in_the_docs_are_those_of_the_code() -> None:
    told = subprocess.run(
        [sys.executable, ROOT / "scripts" / "print_tables.py", "--check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert told.returncode == 0, told.stderr
