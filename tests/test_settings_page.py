"""The page of the settings and the code name the same ones (docs/settings.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.test_house import ROOT, short

from huanjie.door.fault import BadInput
from huanjie.office import environment

PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
SOURCES = sorted((ROOT / "src").rglob("*.py"))
NAME = re.compile(r"HUANJIE_[A-Z_]+")
READERS = ("src/huanjie/office/environment.py", "src/huanjie/protect/keys.py")
"""environment.py reads every setting; keys.py where the system keeps a user's files"""


def named_in(path: Path) -> Iterator[str]:
    """The settings that a file names in full."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from NAME.findall(node.value) if NAME.fullmatch(node.value) else ()


def test_every_setting_that_the_code_reads_is_on_the_page_and_no_other() -> None:
    read = {name for path in SOURCES for name in named_in(path)}
    rows = re.findall(r"^\| `(HUANJIE_[A-Z_]+)` \|", PAGE, re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert set(rows) == read


def test_settings_are_read_in_one_place() -> None:
    asked = re.compile(r"os\.environ\.get\(|os\.environ\[[^\]]+\](?!\s*=[^=])|os\.getenv\(")
    found = [short(path) for path in SOURCES if asked.search(path.read_text("utf-8"))]
    assert [path for path in found if path not in READERS] == []


@pytest.mark.parametrize(("word", "is_on"), [("1", True), ("on", True), ("0", False), ("", False)])
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, word: str, is_on: bool) -> None:
    monkeypatch.setenv("HUANJIE_X", word)
    assert environment.flag("HUANJIE_X") is is_on


def test_a_slip_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUANJIE_X", "maybe")
    for read in (
        lambda: environment.flag("HUANJIE_X"),
        lambda: environment.number("HUANJIE_X", 1, least=1, most=9),
        lambda: environment.one_of("HUANJIE_X", "text", "json"),
    ):
        with pytest.raises(BadInput, match="HUANJIE_X"):
            read()


@pytest.mark.parametrize("word", ["0", "10", "-1", "1.5", "²"])
def test_a_number_outside_its_bounds_is_refused(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("HUANJIE_X", word)
    with pytest.raises(BadInput):
        environment.number("HUANJIE_X", 1, least=1, most=9)


def test_more_than_one_process_is_refused_on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    from huanjie.office import server

    monkeypatch.delenv("HUANJIE_DATABASE", raising=False)
    monkeypatch.setenv("HUANJIE_WORKERS", "2")
    with pytest.raises(BadInput, match="SQLite"):
        server._workers()
    monkeypatch.setenv("HUANJIE_DATABASE", "postgresql://huanjie@/huanjie")
    assert server._workers() == 2
