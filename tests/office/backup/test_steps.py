"""What is done again after a restore: each once, in order, over every list of what was deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from huanjie.office.backup import steps


@pytest.fixture(autouse=True)
def none_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_steps", [])


def test_each_step_runs_once_and_says_what_it_did() -> None:
    def first() -> str:
        return "删了 3 行"

    def second() -> str:
        return ""

    for step in (first, second, first):
        steps.register(step)
    assert list(steps.run()) == ["删了 3 行"]


def test_a_step_that_fails_stops_the_restore() -> None:
    def broken() -> str:
        raise OSError

    steps.register(broken)
    with pytest.raises(OSError):  # noqa: PT011
        list(steps.run())


def test_a_newer_list_of_deletions_is_joined_to_the_older_one(tmp_path: Path) -> None:
    own, there = tmp_path / "deletions.jsonl", tmp_path / "there" / "deletions.jsonl"
    there.parent.mkdir()
    own.write_text("1\n2\n", "utf-8")
    there.write_text("1\n2\n3\n", "utf-8")
    elsewhere = tmp_path / "usb.txt"
    elsewhere.write_text("2\n4", "utf-8")
    steps.join_lists(tmp_path, [there, elsewhere])
    assert own.read_text("utf-8") == "1\n2\n3\n4\n"


def test_where_the_backup_has_no_list_the_newer_one_is_taken(tmp_path: Path) -> None:
    there = tmp_path / "there" / "deletions.jsonl"
    there.parent.mkdir()
    there.write_text("3\n", "utf-8")
    steps.join_lists(tmp_path, [there])
    assert (tmp_path / "deletions.jsonl").read_text("utf-8") == "3\n"
