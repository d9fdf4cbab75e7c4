"""The documents are tested: what they show is what the program does."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from collections import Counter
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from huanjie.cli.main import parser
from huanjie.law.rules import STEPS
from huanjie.law.vocabulary import TABLES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()


def commands(top: argparse.ArgumentParser, prefix: str = "") -> list[str]:
    """Every command and subcommand, as a user types it."""
    found = []
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                words = f"{prefix} {name}".strip()
                found += commands(sub, words) or [words]
    return found


@pytest.mark.parametrize("command", commands(parser()))
def test_the_readme_shows_every_command(command: str) -> None:
    assert f"huanjie {command}" in README or f"./run {command}" in README


@pytest.mark.parametrize("command", commands(parser()))
def test_every_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([*command.split(), "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


def test_the_answer_in_the_readme_is_the_answer(huanjie: Run) -> None:
    shown = re.search(r"\$ echo '(.*?)' \| huanjie (.*?)\n(\{.*?\n\})", README, re.DOTALL)
    assert shown
    stdin, words, answer = shown.groups()
    ran = huanjie(*shlex.split(words), stdin=stdin)
    assert json.loads(ran.out) == json.loads(answer)


def test_every_picture_and_page_that_a_document_names_is_there() -> None:
    for document in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text()):
            assert (document.parent / target).exists(), f"{document}: {target}"


@pytest.mark.parametrize("step", STEPS)
def test_the_glossary_has_every_step(step: str) -> None:
    word = {"runoff-for-woman": "reserved seat", "decide": "adjudication"}.get(step, step)
    assert all(part in GLOSSARY for part in word.replace("-or-fewer-seats", "").split("-or-"))


@pytest.mark.parametrize("table", TABLES)
def test_the_glossary_has_every_table_of_a_pack(table: str) -> None:
    """Or, of a compound, each of its words: `recall_majority`."""
    words = GLOSSARY.lower().replace("-", " ")
    assert table.replace("_", " ") in words or all(part in words for part in table.split("_"))


def test_the_glossary_has_no_term_twice() -> None:
    terms = re.findall(r"^\| (\S.*?) \|", GLOSSARY, re.MULTILINE)
    assert [term for term, n in Counter(terms).items() if n > 1] == []


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text()
NAMED = re.findall(
    r"`((?:domain|law|exchange|dossier|door|tests)/[\w/.]+\.(?:py|json))`", ARCHITECTURE
)


@pytest.mark.parametrize("path", NAMED)
def test_every_file_that_the_architecture_names_is_there(path: str) -> None:
    base = ROOT if path.startswith("tests/") else ROOT / "src" / "huanjie"
    assert (base / path).exists()
