"""An examination (复核过程): what a verification was given, and what it has found so far.

Every check reads what earlier checks have established and either adds to it or breaks off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from huanjie.domain.rounds import CountFile
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput, Fault
from huanjie.door.jsontext import decode, loads, pretty
from huanjie.dossier.case import Case
from huanjie.dossier.difference import first_difference, is_too_deep
from huanjie.dossier.journal import Opened
from huanjie.dossier.verdict import Failure, SignerFound
from huanjie.protect.verifierkey import VerifierKey


class Broken(Exception):
    """Something does not hold (不符); the examination ends here."""

    def __init__(self, file: str, pointer: str, says: str) -> None:
        self.failure = Failure(file, pointer, says)
        super().__init__(says)


class NotDone(str):
    """What a check says that was not asked to do anything (未做)."""

    __slots__ = ()


@dataclass(slots=True, kw_only=True)
class Examination:
    """What was given, then what was found, in the order of the checks."""

    raw: bytes
    files: Mapping[str, bytes]
    key_asked: str | None = None
    sealed: bytes | None = None
    archive_key: bytes | None = None

    key: VerifierKey = field(init=False)
    journal: list[Opened] = field(init=False)
    signature_checked: bool = False
    count: CountFile = field(init=False)
    case: Case = field(init=False)
    signer: SignerFound = "not checked"
    decided: bool = False
    """whether the result was recomputed and holds"""

    def value(self, name: str) -> Any:
        """A JSON file as a value that is safe to walk, compare and write again."""
        if name not in self.files:
            raise Broken(name, "", "卷宗里没有这个文件")
        with reading(name):
            value = loads(decode(self.files[name]))
        try:
            deep = is_too_deep(value)
            pretty(value).encode()
        except (ValueError, RecursionError):
            raise Broken(name, "", "含有不能用的字符或数") from None
        if deep:
            raise Broken(name, "", "JSON 嵌套过深")
        return value

    def cursor(self, name: str) -> Cursor:
        """A JSON file, ready to be read."""
        return Cursor(self.value(name))


@contextmanager
def reading(name: str) -> Iterator[None]:
    """A fault while reading a file breaks the examination off at its place."""
    try:
        yield
    except BadInput as fault:
        line = "" if fault.line is None else f"（第 {fault.line} 行）"
        raise Broken(name, fault.at, f"{fault.says}{line}") from None
    except Fault as fault:
        raise Broken(name, "", str(fault)) from None


def compare(name: str, found: Any, expected: Any, elsewhere: str, pointer: str = "") -> None:
    """Break off at the first place where a file says something else."""
    difference = first_difference(found, expected, pointer)
    if difference:
        raise Broken(name, difference.pointer, difference.says(elsewhere))
