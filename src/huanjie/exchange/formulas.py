"""Texts that a spreadsheet would compute (公式): no cell that we hand out may start one."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula, once it has been through CSV.

    >>> starts_a_formula("=1+1"), starts_a_formula("张三")
    (True, False)
    """
    return text.startswith(_SIGNS)
