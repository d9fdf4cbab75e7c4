"""A site on SQLite ticks by itself (自己做定时任务): again and again, one tick at a time, until the
server stops; whatever goes wrong in one does not stop the next.
"""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from huanjie.office import clock, server, ticking
from huanjie.office.ownticks import OwnTicks

_SOON, _PAUSE = 30.0, 0.05
_MARK = "import sys; open(sys.argv[1], 'a').write('x'); "


def until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + _SOON
    while not holds() and time.monotonic() < end:
        time.sleep(_PAUSE)
    return holds()


def size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


@pytest.mark.parametrize("ends", ["", "sys.exit(1)"])
def test_it_ticks_again_even_after_a_tick_that_failed(tmp_path: Path, ends: str) -> None:
    file = tmp_path / "ticks"
    ticks = OwnTicks((sys.executable, "-c", _MARK + ends, str(file)), every_seconds=_PAUSE)
    ticks.begin()
    assert until(lambda: size(file) >= 2)
    ticks.stop()
    held = size(file)
    time.sleep(_PAUSE * 4)
    assert size(file) == held


def test_a_program_that_cannot_be_run_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ticks = OwnTicks((str(tmp_path / "nothing"),), every_seconds=_PAUSE)
    ticks.begin()
    said: list[str] = []

    def twice() -> bool:
        said.append(capsys.readouterr().err)
        return "".join(said).count("定时任务没有做成") >= 2

    assert until(twice)
    ticks.stop()


def test_one_tick_at_a_time_and_the_one_at_work_ends_with_the_server(tmp_path: Path) -> None:
    file = tmp_path / "ticks"
    sleeps = _MARK + "import time; time.sleep(600)"
    ticks = OwnTicks((sys.executable, "-c", sleeps, str(file)), every_seconds=_PAUSE)
    ticks.begin()
    assert until(lambda: size(file) == 1)
    time.sleep(_PAUSE * 4)
    begun = time.monotonic()
    ticks.stop()
    assert time.monotonic() - begun < _SOON
    assert size(file) == 1


def test_an_interrupt_at_the_terminal_reaches_the_server_alone(tmp_path: Path) -> None:
    file = tmp_path / "group"
    tells = "import os, sys; open(sys.argv[1], 'a').write(f'{os.getpgrp()} ')"
    ticks = OwnTicks((sys.executable, "-c", tells, str(file)), every_seconds=_PAUSE)
    ticks.begin()
    assert until(lambda: size(file) > 0)
    ticks.stop()
    assert int(file.read_text().split()[0]) != os.getpgrp()


@pytest.mark.parametrize(("database", "ticks"), [("", 1), ("postgresql://h/d", 0)])
def test_only_a_site_on_sqlite_ticks_by_itself(
    monkeypatch: pytest.MonkeyPatch, database: str, ticks: int
) -> None:
    seen: list[str] = []

    class Ticks:
        def begin(self) -> None:
            seen.append("begin")

        def stop(self) -> None:
            seen.append("stop")

    class Answers:
        def __init__(self, *asked: Any, **more: Any) -> None: ...
        def serve(self) -> None:
            seen.append("serve")

    monkeypatch.setenv("HUANJIE_DATABASE", database)
    monkeypatch.setattr(server, "OwnTicks", Ticks)
    monkeypatch.setattr(server, "Granian", Answers)
    monkeypatch.setattr(server, "check_free", lambda host, port: None)
    monkeypatch.setattr(server, "_tell", lambda address, ready: None)
    server.serve(host="127.0.0.1", port=8000, ready=lambda address: None)
    assert seen == ["begin"] * ticks + ["serve"] + ["stop"] * ticks


@pytest.mark.django_db
@pytest.mark.parametrize(("is_demo", "days"), [(True, 40), (False, 0)])
def test_a_tick_acts_on_the_demos_day(
    tmp_path: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    is_demo: bool,
    days: int,
) -> None:
    settings.HUANJIE_DEMO, settings.HUANJIE_DATA = is_demo, tmp_path
    (tmp_path / "demo-day").write_text("40")
    today, seen = clock.today(), list[datetime.date]()

    def look() -> int:
        seen.append(clock.today())
        return 1

    job = ticking.Job("looks", look)
    monkeypatch.setattr(ticking, "_jobs", {"looks": job})
    call_command("tick")
    assert seen == [today + datetime.timedelta(days=days)]
