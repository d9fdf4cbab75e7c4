"""A `.venv` that is a link (链接): setting up replaces the link, not what is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from scripts.setup import packages


@pytest.fixture
def others_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment of another tree, which this tree's `.venv` only leads to."""
    others = tmp_path / "others"
    others.mkdir()
    (others / "python").touch()
    (tmp_path / ".venv").symlink_to(others, target_is_directory=True)
    monkeypatch.setattr(packages, "VENV", tmp_path / ".venv")
    return others


def test_a_linked_environment_is_not_emptied(
    monkeypatch: pytest.MonkeyPatch, others_environment: Path
) -> None:
    link = others_environment.with_name(".venv")
    standing: list[bool] = []

    def make(_title: str, _command: Sequence[object], _remedy: str) -> None:
        standing.append(link.is_symlink())

    monkeypatch.setattr(packages, "step", make)
    packages.make_venv()
    assert standing == [False], "the link goes before anything is cleared"
    assert (others_environment / "python").exists()


def test_an_environment_of_ones_own_is_left_to_venv(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "python").touch()
    monkeypatch.setattr(packages, "VENV", tmp_path)
    packages.drop_link()
    assert (tmp_path / "python").exists()
