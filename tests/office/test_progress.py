"""The progress bar (进度): one line where somebody looks, and no flood in a log."""

from __future__ import annotations

import io

import pytest

from huanjie.office.progress import Bar


class Terminal(io.StringIO):
    """Somebody looks."""

    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, bar: Bar, total: int) -> str:
    """What is written while it is done one by one."""
    monkeypatch.setattr("sys.stderr", stream)
    for done in range(1, total + 1):
        bar.tell(done, total)
    return stream.getvalue()


def test_whoever_looks_sees_one_line_that_ends_when_all_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = told(Terminal(), monkeypatch, Bar("备份"), 4)
    assert text.count("\n") == 1
    assert text.endswith(f"\r备份 {'█' * 30} 4/4\n")
    assert f"{'█' * 15}{'·' * 15} 2/4" in text


def test_a_bar_of_many_is_drawn_a_hundred_times_at_the_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told(Terminal(), monkeypatch, Bar(), 5_000).count("\r") <= 101


@pytest.mark.parametrize(("every", "lines"), [(None, []), (50, ["50/100", "100/100"])])
def test_a_log_hears_nothing_or_now_and_then(
    every: int | None, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(io.StringIO(), monkeypatch, Bar(every=every), 100).split() == lines
