"""A site that ticks by itself (自己做定时任务): one on SQLite, on a laptop or in a demo, where
nobody has set up a timer.

Each tick is a program of its own, `huanjie manage tick`, so that the server neither waits for it
nor falls with it; one beside a timer's is kept apart by the tick's own lock.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Final

_TICK: Final = (sys.executable, "-m", "huanjie", "manage", "tick")
_EVERY_SECONDS: Final = 60.0
_LAST_SECONDS: Final = 5.0


class OwnTicks:
    """Ticks, one after the other, from `begin` until `stop`."""

    def __init__(
        self, command: Sequence[str] = _TICK, *, every_seconds: float = _EVERY_SECONDS
    ) -> None:
        self._command, self._every = command, every_seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def begin(self) -> None:
        """Tick in the background, for the first time after one pause."""
        self._thread.start()

    def stop(self) -> None:
        """No tick from now on; one at work ends, and what it has begun the next one finishes."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _go_on(self) -> None:
        while not self._stopped.wait(self._every):
            self._tick()

    def _tick(self) -> None:
        """One tick; what goes wrong it says itself, and the next one tries again."""
        try:
            program = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the server, which then ends this one
            )
        except OSError as error:
            print(f"定时任务没有做成（{error}）· no tick", file=sys.stderr)
            return
        while program.poll() is None:
            if self._stopped.wait(min(self._every, 1.0)):
                _end(program)


def _end(program: subprocess.Popen[bytes]) -> None:
    """Let a program end, by force where it does not."""
    program.terminate()
    try:
        program.wait(_LAST_SECONDS)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
