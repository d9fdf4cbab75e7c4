"""Pinyin (拼音) of names. Its dictionary takes a fifth of the site's start, and most programs look
at no name: it is loaded when the first one is read.
"""

from __future__ import annotations

from functools import cache
from typing import Any


def sounds(text: str) -> list[str]:
    """The sound of each character; each sign that has none stands for itself, so that sounds and
    characters stay side by side.
    """
    spoken: list[str] = _pypinyin().lazy_pinyin(text, errors=list)
    return spoken


def initials(name: str) -> str:
    """The first letters of a name's pinyin, for typing (拼音首字母): 三联村 is slc."""
    pypinyin = _pypinyin()
    return "".join(pypinyin.lazy_pinyin(name, style=pypinyin.Style.FIRST_LETTER)).lower()


@cache
def letters_of(sign: str) -> frozenset[str]:
    """The first letter of each way to read a character: 曾 is both z and c."""
    pypinyin = _pypinyin()
    found = pypinyin.pinyin(sign, style=pypinyin.Style.FIRST_LETTER, heteronym=True)[0]
    return frozenset(letter.lower() for letter in found)


def begins_with(name: str, letters: str) -> bool:
    """Whether a name's characters may be read with these first letters (按拼音首字母找人): a name
    that holds 曾 is found by both z and c.
    """
    signs = name.replace("·", "")
    if not letters.isascii() or len(letters) > len(signs):
        return False
    return all(letter in letters_of(sign) for letter, sign in zip(letters, signs, strict=False))


def _pypinyin() -> Any:
    import pypinyin

    return pypinyin
