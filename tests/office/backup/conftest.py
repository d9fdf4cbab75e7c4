"""A site of its own in a folder, and the command line over it, each a program of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.office.databases import own_database

ROOT = Path(__file__).parents[3]
OWN = ("HUANJIE_", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True, slots=True)
class Place:
    """A data folder, and the database that goes with it."""

    data: Path
    database: dict[str, str]

    @property
    def environment(self) -> dict[str, str]:
        rest = {name: text for name, text in os.environ.items() if not name.startswith(OWN)}
        return {**rest, **self.database, "HUANJIE_DATA": str(self.data)}

    def run(self, *words: str | Path, module: str = "huanjie") -> subprocess.CompletedProcess[str]:
        """One command over this place."""
        return subprocess.run(
            [sys.executable, "-m", module, *map(str, words)],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def done(self, *words: str | Path, module: str = "huanjie") -> str:
        """One command that must succeed, and what it said."""
        told = self.run(*words, module=module)
        assert told.returncode == 0, told.stdout + told.stderr
        return told.stdout

    def refused(self, *words: str | Path) -> str:
        """One command that must be refused as bad input, and why."""
        told = self.run(*words)
        assert told.returncode == 2, told.stdout + told.stderr
        return told.stderr

    def state(self) -> Any:
        """What is in it."""
        return json.loads(self.done("state", module="tests.office.backup.site"))

    @contextmanager
    def copied(self, data: Path) -> Iterator[Place]:
        """Another place with all that is in this one."""
        with own_database(self.database) as database:
            shutil.copytree(self.data, data)
            yield Place(data, database)
            shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="package")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recovery key."""
    file = tmp_path_factory.mktemp("key") / "recovery.key"
    subprocess.run(
        [sys.executable, "-m", "huanjie", "backup", "--new-key", file], cwd=ROOT, check=True
    )
    return file


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with an election that is sealed; no test changes it."""
    with own_database() as database:
        place = Place(tmp_path_factory.mktemp("site"), database)
        place.done("make", module="tests.office.backup.site")
        yield place


@pytest.fixture(scope="package")
def backup(site: Place, key: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    file = tmp_path_factory.mktemp("backup") / "site.huanjie"
    site.done("backup", "-o", file, "--to", f"{key}.pub")
    return file


@pytest.fixture(scope="package")
def made(site: Place) -> Any:
    """What is in that site."""
    return site.state()


@pytest.fixture(scope="package")
def _restored(backup: Path, key: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with own_database() as database:
        place = Place(tmp_path_factory.mktemp("restored") / "data", database)
        place.done("restore", backup, "--key", key)
        yield place


@pytest.fixture
def restored(_restored: Place, tmp_path: Path) -> Iterator[Place]:
    """A place into which the backup was restored."""
    with _restored.copied(tmp_path / "restored") as place:
        yield place


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Place]:
    """An empty place to restore into."""
    with own_database() as database:
        yield Place(tmp_path / "elsewhere", database)
        shutil.rmtree(tmp_path / "elsewhere", ignore_errors=True)
