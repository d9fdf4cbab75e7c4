"""The cache that all processes share (共用的短期记忆): nothing is lost between two that count at
once, and nothing outlives its time.
"""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.test import override_settings
from tests.office.backup.conftest import ROOT, Place
from tests.office.databases import SERVER, own_database

from huanjie.office import rates
from huanjie.office.backup.snapshot import LEFT_OUT
from huanjie.office.database import cache as setting
from huanjie.office.onedoor import one_door
from huanjie.office.sharedcache.backend import DatabaseCache
from huanjie.office.sharedcache.models import Remembered, forget_expired

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TIMES = 500


@pytest.fixture
def one() -> DatabaseCache:
    """The cache as one process has it."""
    return DatabaseCache("", {})


@pytest.fixture
def other() -> DatabaseCache:
    """The same as another has it."""
    return DatabaseCache("", {})


def test_what_one_process_remembers_another_knows(one: DatabaseCache, other: DatabaseCache) -> None:
    one.set("a", {"n": [1, None, "汉"]})
    assert other.get("a") == {"n": [1, None, "汉"]}
    assert other.delete("a")
    assert (one.get("a"), one.get("a", 7), one.delete("a")) == (None, 7, False)


def test_a_code_that_was_used_in_one_process_is_used_in_every_one(
    one: DatabaseCache, other: DatabaseCache
) -> None:
    assert one.add("used?user=1&code=123456", "y", timeout=30)
    assert not other.add("used?user=1&code=123456", "y", timeout=30)
    assert other.add("used?user=1&code=123457", "y", timeout=30)


def test_counts_of_two_processes_are_one_count(one: DatabaseCache, other: DatabaseCache) -> None:
    assert one.add("n", 1)
    assert [other.incr("n"), one.incr("n", 5), other.decr("n")] == [2, 7, 6]
    with pytest.raises(ValueError, match="not found"):
        one.incr("nothing")


@pytest.mark.parametrize(("seconds", "is_there"), [(-1, True), (1, False)])
def test_nothing_outlives_its_time(
    one: DatabaseCache, monkeypatch: pytest.MonkeyPatch, seconds: int, is_there: bool
) -> None:
    one.add("n", 1, timeout=60)
    later = time.time() + 60 + seconds
    monkeypatch.setattr(time, "time", lambda: later)
    assert (one.get("n") == 1) is is_there
    assert forget_expired() == (0 if is_there else 1)
    assert one.add("n", 1, timeout=60) is not is_there


def test_what_is_over_is_replaced_as_if_it_were_not_there(one: DatabaseCache) -> None:
    one.set("n", 1, timeout=0)
    assert not one.touch("n")
    assert one.add("n", 5, timeout=60)
    assert one.touch("n", timeout=None)
    assert Remembered.objects.get().until > time.time() + 10**8
    one.clear()
    assert not Remembered.objects.exists()


@override_settings(API_PER_MINUTE={"token": 3, "address": 3})
def test_a_rate_holds_whichever_process_answers(
    one: DatabaseCache, other: DatabaseCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = []
    for each in (one, other, one, other):
        monkeypatch.setattr(rates, "cache", each)
        waits.append(rates.seconds_to_wait("address", "203.0.113.9"))
    assert waits[:3] == [0, 0, 0]
    assert 0 < waits[3] <= 60


def test_somebody_elses_first_count_is_counted_on(
    one: DatabaseCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Late(DatabaseCache):
        """Another process counts between our question and our answer."""

        def add(self, *args: object, **named: object) -> bool:
            one.add("n", 1)
            return super().add(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(rates, "cache", Late("", {}))
    assert rates.counted("n") == 2


def test_counting_needs_no_open_door(one: DatabaseCache) -> None:
    def view(_request: object) -> object:
        one.add("n", 1)
        return one.incr("n")

    assert one_door(view)(None) == 2  # type: ignore[arg-type, comparison-overlap]


def test_a_site_of_one_process_counts_in_its_memory() -> None:
    assert "locmem" in setting("")["BACKEND"]
    backend = "sharedcache.backend.DatabaseCache" if SERVER else "locmem.LocMemCache"
    assert settings.CACHES["default"]["BACKEND"].endswith(backend)


def test_no_backup_holds_what_is_over_in_minutes() -> None:
    assert Remembered._meta.db_table in LEFT_OUT


@pytest.mark.skipif(not SERVER, reason="SQLite 上只有一个进程 · a site on SQLite is one process")
def test_two_processes_that_count_at_once_lose_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with own_database() as database:
        place = Place(tmp_path_factory.mktemp("counters") / "data", database)
        place.data.mkdir()
        place.done("manage", "migrate", "--no-backup")
        programs = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.office.sharedcache.counter", str(TIMES)],
                cwd=ROOT,
                env=place.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        for each in programs:
            assert each.stdout
            assert each.stdout.readline() == "ready\n"
        told = [each.communicate("go\n")[0] for each in programs]
    assert max(map(int, told)) == 2 * TIMES
