"""Files of one JSON object a line (逐行的 JSON 文件): a stream that is never held as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Final, TypeVar

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.files import reason
from huanjie.door.jsontext import decode, loads

LONGEST_LINE: Final = 1024 * 1024
"""Bytes of one line: no paper shows more."""

T = TypeVar("T")


def each_line(path: Path, read: Callable[[Cursor], T]) -> Iterator[T]:
    """What each line says, in the order of the file; a fault names the file, the line and the place
    in it.

    A file may end with or without a line break; an empty line is refused, for one may be lost.
    """
    return lines_at_hand(_lines(path), read, file=str(path))


def lines_at_hand(lines: Iterable[bytes], read: Callable[[Cursor], T], *, file: str) -> Iterator[T]:
    """The same of lines that need not be fetched any more; `file` is what a fault calls them."""
    for number, line in enumerate(lines, start=1):
        try:
            yield read(Cursor(loads(_text(line))))
        except BadInput as fault:
            # Not `within`: what a line's own text calls its first line is this line of the file.
            raise BadInput(
                fault.says, at=fault.at, file=file, line=number, remedy=fault.remedy
            ) from None


@contextmanager
def naming_lines(rows: Iterable[T], *, file: str) -> Iterator[Iterator[T]]:
    """The same, one a line: whoever refuses one of them names its line by it. What is refused after
    the last is no line's fault.
    """
    line: int | None = None

    def counted() -> Iterator[T]:
        nonlocal line
        for number, row in enumerate(rows, start=1):
            line = number
            yield row
        line = None

    try:
        yield counted()
    except BadInput as fault:
        if fault.file:
            raise
        raise fault.within(file=file, line=line) from None


def open_file(path: Path) -> BufferedReader:
    """A file's bytes; one that cannot be opened is refused."""
    try:
        return path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from None
    except ValueError:
        raise BadInput("文件名中有不能用的字符", remedy="换一个文件名") from None


def unreadable(path: Path, error: OSError) -> BadInput:
    """The refusal of a file that the system does not give (读不到文件)."""
    return BadInput(f"读不到文件（{reason(error)}）", file=str(path), remedy="检查文件名和权限")


def _lines(path: Path) -> Iterator[bytes]:
    """Each line with its break; of one that is too long no more than shows that it is."""
    with open_file(path) as file:
        try:
            while raw := file.readline(LONGEST_LINE + 1):
                yield raw
        except OSError as error:
            raise unreadable(path, error) from None


def _text(line: bytes) -> str:
    if len(line) > LONGEST_LINE:
        raise BadInput("这一行过长", remedy="一行只写一张选票")
    if not line.strip():
        raise BadInput("空行", remedy="删去空行，核对有没有缺少的记录")
    return decode(line)
