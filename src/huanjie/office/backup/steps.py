"""What is done again after a restore (恢复以后要做的事), before anything is served.

A backup is older than the site was: what had been deleted since is in it again. Whoever deletes
registers here how to do it again; each step runs over the restored data, which nobody sees yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from huanjie.door.files import write_whole
from huanjie.door.jsontext import read_text

LISTS: Final = ("deletions.jsonl",)
"""files of the data folder that say, line by line, what was deleted; what a newer one says holds
too, whether it lies where the backup is restored or is given by hand
"""

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


def join_lists(folder: Path, others: Iterable[Path]) -> None:
    """Add to the lists of a restored folder what other lists say and they do not."""
    for other in others:
        own = folder / (other.name if other.name in LISTS else LISTS[0])
        lines = read_text(own).splitlines() if own.exists() else []
        more = read_text(other).splitlines() if other.exists() else []
        whole = dict.fromkeys([*lines, *more])
        write_whole({own: "".join(f"{line}\n" for line in whole).encode()})
