"""Restoring (恢复): verified first, built aside, verified again, and only then put in its place.

The site's own modules are loaded inside the functions alone, once its settings name the place that
is being built.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from huanjie.door.fault import BadInput
from huanjie.office import environment
from huanjie.office.backup.checking import Checked, check, parts_of
from huanjie.office.backup.form import File, Head, Part, Piece
from huanjie.office.backup.staging import Staging
from huanjie.protect.sealedstream import Opener

if TYPE_CHECKING:
    from huanjie.office.backup.epochs import Epoch

_OWNERS: Final = 0o600
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be restored where (恢复什么、恢复到哪里)."""

    file: Path
    opener: Opener
    staging: Staging
    replace: bool = False
    published: Sequence[Path] = ()
    """files of published checkpoints"""
    deletions: Sequence[Path] = ()
    """lists of what was deleted since, where they were kept elsewhere"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored (恢复的结果)."""

    checked: Checked
    epochs: tuple[Epoch, ...]
    steps: tuple[str, ...]
    aside: str
    """where that is which was there before; empty: nothing was"""


def restore(wanted: Wanted, tell: Tell) -> Restored:
    """Restore a backup. BadInput at anything that does not hold; then nothing has changed."""
    if not wanted.replace:
        wanted.staging.need_empty()
    checked = check(wanted.file, wanted.opener)
    with wanted.staging.built():
        _build(wanted, checked, tell)
        epochs, steps = _settled(wanted)
        stamp = _closed()
        aside = wanted.staging.put_in_place(stamp)
    return Restored(checked=checked, epochs=epochs, steps=steps, aside=aside)


def _build(wanted: Wanted, checked: Checked, tell: Tell) -> None:
    """The files, then the database as it was, then as this program has it."""
    parts = _files_written(parts_of(wanted.file, wanted.opener), wanted.staging.folder)
    first = next(parts)
    _set_up(wanted.staging)
    from django.core.management import call_command

    from huanjie.office.backup.loading import load, make_tables

    make_tables(checked.head.migrations)
    load(_again(first, parts), lambda done: tell(done, checked.rows))
    tell(checked.rows, checked.rows)
    call_command("migrate", verbosity=0, backup=False)
    _check_logs(checked)


def _files_written(parts: Iterator[Part], folder: Path) -> Iterator[Part]:
    """Write the files that come first; hand on what comes after them."""
    file: BinaryIO | None = None
    for part in parts:
        if file and not isinstance(part, Piece):
            file.close()
            file = None
        if isinstance(part, File):
            file = _created(folder, part.path)
        elif isinstance(part, Piece):
            assert file
            file.write(part.content)
        elif not isinstance(part, Head):
            yield part


def _created(folder: Path, path: str) -> BinaryIO:
    """A new file inside the folder; a path that leads out of it is refused."""
    steps = PurePosixPath(path).parts
    if not steps or any(step in ("..", "/") or step.startswith(".") for step in steps):
        raise BadInput("备份里的文件名不能用", at=path)
    place = folder.joinpath(*steps)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNERS), "wb")


def _again(first: Part, rest: Iterator[Part]) -> Iterator[Part]:
    yield first
    yield from rest


def _set_up(staging: Staging) -> None:
    """Make the site ready over the place that is being built."""
    os.environ.update(staging.environment)
    environment.prepare()
    import django

    django.setup()


def _check_logs(checked: Checked) -> None:
    """Recompute every log from the database, its particulars included, against the manifest."""
    from huanjie.office.deeds import journal

    for name, stated in checked.end.logs.items():
        if _said(journal.check(name)) != stated:
            raise BadInput("恢复出来的日志和备份清单里的不同", file=name, remedy="用另一份备份")


def _said(log: Any) -> dict[str, Any]:
    return {"size": len(log.entries), "root": base64.b64encode(log.root).decode()}


def _settled(wanted: Wanted) -> tuple[tuple[Epoch, ...], tuple[str, ...]]:
    """New epochs where something newer was published, and what is deleted again."""
    from django.db import transaction

    from huanjie.office.backup import steps
    from huanjie.office.backup.epochs import enter_epochs, left_in, published_in

    folders = (wanted.staging.data, wanted.staging.folder)
    with transaction.atomic():
        published = [*published_in(wanted.published), *left_in(*folders)]
        epochs = tuple(enter_epochs(published))
    there = [path for name in steps.LISTS if (path := wanted.staging.data / name).exists()]
    steps.join_lists(wanted.staging.folder, [*there, *wanted.deletions])
    return epochs, tuple(steps.run())


def _closed() -> str:
    """Let go of the database, so that it can be moved; the moment as names carry it."""
    from django.db import connection

    from huanjie.office import clock

    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    return f"{clock.now():%Y%m%d_%H%M%S}"
