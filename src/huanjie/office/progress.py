"""A progress bar (进度) for commands that take a while: one line that is written over."""

from __future__ import annotations

from typing import Final, Protocol

_WIDTH: Final = 30
_STEPS: Final = 100


class Stream(Protocol):
    """Where the bar is drawn."""

    def write(self, text: str, *, ending: str) -> None:
        """Write a text."""

    def isatty(self) -> bool:
        """Whether somebody looks at it."""


class Bar:
    """Draws itself where somebody looks, and is silent in a timer's log."""

    def __init__(self, stream: object) -> None:
        self._stream: Stream = stream  # type: ignore[assignment]
        self._drawn = -1

    def tell(self, done: int, total: int) -> None:
        """How much is done, of how much."""
        step = _STEPS * done // max(total, 1)
        if step == self._drawn or not self._stream.isatty():
            return
        self._drawn = step
        full = "█" * (_WIDTH * step // _STEPS)
        end = "\n" if done >= total else ""
        self._stream.write(f"\r{full:░<{_WIDTH}} {done}/{total}", ending=end)
