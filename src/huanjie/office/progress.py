"""A progress bar (进度) for commands that take a while: one line that is written over."""

from __future__ import annotations

import sys
from typing import Final

_WIDTH: Final = 30
_STEPS: Final = 100


class Bar:
    """Draws itself where somebody looks. In a timer's log it is silent, or says where it is once in
    `every` so many.
    """

    def __init__(self, name: str = "", *, every: int | None = None) -> None:
        self._name, self._every = f"{name} " if name else "", every
        self._drawn = -1

    def tell(self, done: int, total: int) -> None:
        """How much is done, of how much."""
        if sys.stderr.isatty():
            self._draw(done, total)
        elif self._every and done % self._every == 0:
            print(f"{done}/{total}", file=sys.stderr, flush=True)

    def _draw(self, done: int, total: int) -> None:
        step = _STEPS * done // max(total, 1)
        if step == self._drawn:
            return
        self._drawn = step
        full = "█" * (_WIDTH * step // _STEPS)
        end = "\n" if done >= total else ""
        line = f"\r{self._name}{full:·<{_WIDTH}} {done}/{total}"
        print(line, end=end, file=sys.stderr, flush=True)
