"""Files of one JSON object a line (逐行的 JSON 文件): a stream that is never held as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import IO, Final, TypeVar

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import decode, loads

LONGEST_LINE: Final = 1024 * 1024
"""Bytes of one line: no paper shows more."""

T = TypeVar("T")


def each_line(path: Path, read: Callable[[Cursor], T]) -> Iterator[T]:
    """What each line says, in the order of the file; a fault names the file, the line and the place
    in it.

    A file may end with or without a line break; an empty line is refused, for one may be lost.
    """
    for number, line in _lines(path):
        try:
            yield read(Cursor(loads(line)))
        except BadInput as fault:
            raise BadInput(
                fault.says, at=fault.at, file=str(path), line=number, remedy=fault.remedy
            ) from None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with open_file(path) as file:
            yield from _numbered(file, str(path))
    except OSError as error:
        raise BadInput(f"读不到文件（{error.strerror or error}）", file=str(path)) from None


def open_file(path: Path) -> BufferedReader:
    """A file's bytes; a name that no file can have is refused."""
    try:
        return path.open("rb")
    except ValueError:
        raise BadInput("文件名中有不能用的字符") from None


def _numbered(file: IO[bytes], name: str) -> Iterator[tuple[int, str]]:
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            raise BadInput("这一行过长", file=name, line=number, remedy="一行只写一张选票")
        if not raw.strip():
            raise BadInput("空行", file=name, line=number, remedy="删去空行，核对有没有缺少的记录")
        yield number, _decoded(raw, name, number)


def _decoded(raw: bytes, name: str, number: int) -> str:
    try:
        return decode(raw)
    except BadInput as fault:
        raise BadInput(fault.says, file=name, line=number, remedy=fault.remedy) from None
