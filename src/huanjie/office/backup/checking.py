"""Checking a backup (复核): every hash, every log's root, the signature; nothing is restored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huanjie.door.fault import BadInput
from huanjie.door.files import reason
from huanjie.office.backup.form import End, Head, Part, Row, Table
from huanjie.office.backup.logroots import LogRoots
from huanjie.office.backup.reading import parts
from huanjie.protect.sealedstream import Opener, opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A backup that holds (复核过的备份)."""

    head: Head
    end: End

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(int(each["rows"]) for each in self.end.tables.values())


def parts_of(file: Path, opener: Opener) -> Iterator[Part]:
    """The parts of a backup file; a fault names the file."""
    try:
        with file.open("rb") as source:
            yield from parts(opened(source, opener))
    except OSError as error:
        raise BadInput(f"读不到文件（{reason(error)}）", file=str(file)) from None
    except BadInput as fault:
        raise fault.within(file=str(file)) from None


def check(file: Path, opener: Opener) -> Checked:
    """Read a backup through. BadInput at the first part that does not hold."""
    roots, head, end = LogRoots(), None, None
    look: Callable[[list[Any]], None] = lambda row: None  # noqa: E731
    for part in parts_of(file, opener):
        if isinstance(part, Row):
            look(part.values)
        elif isinstance(part, Table):
            look = roots.reader(part)
        elif isinstance(part, Head):
            head = part
        elif isinstance(part, End):
            end = part
    assert head
    assert end
    if roots.roots() != end.logs:
        raise BadInput("日志的根和备份清单里的不同", file=str(file), remedy="用另一份备份")
    return Checked(head=head, end=end)
