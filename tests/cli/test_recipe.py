"""The recipe for a rule pack (增加规则包) is followed from start to end, as a lawyer would."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.cli.conftest import Run

PAGE = (Path(__file__).parents[2] / "docs" / "adding-a-rule-pack.md").read_text("utf-8")
OF_A_PACK, _, OF_ONES_OWN = PAGE.partition("\n## 地方方案")
PACK = "\n".join(re.findall(r"```toml\n(.*?)```", OF_A_PACK, re.DOTALL))
OWN = dict(re.findall(r"```toml\n# (\S+) .*?\n(.*?)```", OF_ONES_OWN, re.DOTALL))
"""the plan and the decision, by the names that the page gives their files"""
CONSOLE = "".join(re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL))
COMMANDS = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", CONSOLE, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the pack, the plan and the decision as the page writes them."""
    for name, text in {"owners-committee.toml": PACK, **OWN}.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_shows_commands() -> None:
    assert len(COMMANDS) >= 5
    assert set(OWN) == {"county-plan.toml", "village.toml"}


@pytest.mark.parametrize(("line", "shown"), COMMANDS)
def test_each_command_of_the_recipe_prints_what_the_page_shows(
    huanjie: Run, folder: Path, line: str, shown: str
) -> None:
    stdin, _, words = line.rpartition(" | huanjie ") if " | " in line else ("", "", line[8:])
    given = shlex.split(stdin)[1] if stdin else ""
    ran = huanjie(*shlex.split(words), stdin=given)
    refused = "比法律宽" in shown
    assert (ran.status == 2) is refused, ran.err
    for wanted in filter(None, shown.splitlines()):
        assert wanted.rstrip("…") in (ran.err if refused else ran.out)
