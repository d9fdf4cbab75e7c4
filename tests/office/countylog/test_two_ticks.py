"""Two ticks at once (两次定时任务) are two programs: one does the work, and no lock outlives its
holder.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.office.backup.conftest import ROOT, Place
from tests.office.databases import own_database

pytestmark = pytest.mark.database

ANOTHER = "另一次定时任务还在进行"
_SOON, _PAUSE = 30.0, 0.2


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An empty site."""
    with own_database() as database:
        place = Place(tmp_path_factory.mktemp("ticks") / "data", database)
        place.data.mkdir()
        place.done("manage", "migrate", "--no-backup")
        yield place


@contextmanager
def tick_that_does_not_end(site: Place) -> Iterator[subprocess.Popen[str]]:
    """A tick that holds the lock as long as the block, unless it is killed before."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.office.countylog.ticker"],
        cwd=ROOT,
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    assert program.stdout.readline() == "alone\n"
    try:
        yield program
    finally:
        program.communicate("")


def tick(site: Place) -> str:
    return site.done("manage", "tick", "roots")


def test_the_second_of_two_ticks_does_nothing_until_the_first_has_ended(site: Place) -> None:
    with tick_that_does_not_end(site):
        assert ANOTHER in tick(site)
    assert tick(site) == "roots: 0\n"


def test_a_tick_that_is_killed_leaves_no_lock_behind(site: Place) -> None:
    with tick_that_does_not_end(site) as program:
        program.kill()
        program.wait()
        end = time.monotonic() + _SOON  # a server takes a moment to see that its client is gone
        while ANOTHER in (told := tick(site)) and time.monotonic() < end:
            time.sleep(_PAUSE)
        assert told == "roots: 0\n"


def test_a_lock_that_cannot_be_written_is_no_other_tick(
    site: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if site.database:
        pytest.skip("锁在数据库里 · the lock is the database's")
    (tmp_path / "tick.lock").mkdir()  # nobody, not even root, opens a folder as a file
    for name in ("huanjie.sqlite3", "keys"):
        (tmp_path / name).symlink_to(site.data / name)
    told = Place(tmp_path, {}).run("manage", "tick", "roots")
    assert told.returncode == 2, told.stderr
    assert "tick.lock" in told.stderr
    assert ANOTHER not in told.stdout
