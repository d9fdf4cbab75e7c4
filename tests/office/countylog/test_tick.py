"""The tick (定时任务): every job once, one tick at a time, and no fault stops another job."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from huanjie.office import ticking
from huanjie.office.countylog.collecting import collect
from huanjie.office.countylog.models import Checkpoint
from huanjie.office.planning.models import Election


def test_the_tick_does_every_job_once(
    election: Election, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("tick")
    out = capsys.readouterr().out
    assert "roots: 1" in out
    assert "checkpoints: 1" in out
    call_command("tick", "roots")
    assert capsys.readouterr().out == "roots: 0\n"


def test_two_ticks_at_once_do_not_double(
    election: Election, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huanjie.office.ticking.alone", _taken)
    call_command("tick")
    assert "另一次定时任务还在进行" in capsys.readouterr().out
    assert not Checkpoint.objects.exists()


def _taken() -> object:
    from contextlib import nullcontext

    return nullcontext(False)


def test_the_lock_is_held_by_one_until_it_is_done(db: None) -> None:
    with ticking.alone() as first, ticking.alone() as second:
        assert (first, second) == (True, False)
    with ticking.alone() as third:
        assert third


def test_a_job_that_fails_stops_no_other(
    election: Election, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise RuntimeError("broken")

    jobs = {"first": ticking.Job("first", fail), "roots": ticking.Job("roots", collect)}
    monkeypatch.setattr(ticking, "_jobs", jobs)
    with pytest.raises(CommandError, match="没有做完：first"):
        call_command("tick")
    assert "roots: 1" in capsys.readouterr().out


def test_an_unknown_job_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="没有这项任务：x"):
        call_command("tick", "x")
