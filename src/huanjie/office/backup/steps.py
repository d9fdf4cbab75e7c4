"""What is done again after a restore (恢复以后要做的事), before anything is served.

A backup is older than the site was: what had been deleted since is in it again. Whoever deletes
registers here how to do it again; each step runs over the restored data, which nobody sees yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

Step = Callable[[], str]
"""does its work and says in a sentence what it did; empty: nothing was to do"""
_steps: list[Step] = []


def register(step: Step) -> None:
    """Do this after every restore, too; once, however often it registers."""
    if step not in _steps:
        _steps.append(step)


def run() -> Iterator[str]:
    """Do every step, and tell what was done."""
    for step in _steps:
        if says := step():
            yield says
