"""Codes of places (单位代码): the national register's twelve digits, and a local code for a place
that the register does not know.

A local code (本地编码) is the register's code of the nearest place above that has one, then `-L`
and a number. A national code holds digits alone, so the two can never be the same; a number that
was given once is never given again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

NATIONAL_DIGITS: Final = 12
_NATIONAL: Final = re.compile(rf"[0-9]{{{NATIONAL_DIGITS}}}")
_CODE: Final = re.compile(rf"[0-9]{{{NATIONAL_DIGITS}}}(?:-?[0-9A-Z]{{1,8}})?")
CODE_FORM: Final = "写十二位数字（自编的可以再加一至八位数字或大写字母）"
"""How a code is written, for whoever has to mend one."""
_LOCAL: Final = re.compile(rf"([0-9]{{{NATIONAL_DIGITS}}})-L([0-9]{{3,7}})")


def is_code(text: str) -> bool:
    """Whether it may be a code at all: the register's, or these digits with a suffix of our own."""
    return _CODE.fullmatch(text) is not None


def is_national(code: str) -> bool:
    """Whether it may stand in the national register (统计用区划代码).

    >>> is_national("330329100257"), is_national("330329100000-L001")
    (True, False)
    """
    return _NATIONAL.fullmatch(code) is not None


def local_base(code: str) -> str:
    """What local codes below a place begin with: its own national digits, or those that its own
    local code begins with.

    >>> local_base("330329100000-L001")
    '330329100000'
    """
    return code[:NATIONAL_DIGITS]


def next_local_code(above: str, taken: Iterable[str]) -> str:
    """The next free local code below the place `above`; `taken` holds every code ever given there,
    those of places that are gone included.

    >>> next_local_code("330329100000", ["330329100000-L001", "330329100257"])
    '330329100000-L002'
    """
    base = local_base(above)
    found = (_LOCAL.fullmatch(code) for code in taken)
    numbers = [int(each[2]) for each in found if each and each[1] == base]
    return f"{base}-L{max(numbers, default=0) + 1:03}"
