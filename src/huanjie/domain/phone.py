"""Phone numbers (手机号、电话) in a roll: repaired, and no reason to refuse a person."""

from __future__ import annotations

import re
from typing import Final

from huanjie.domain.celltext import half_width, is_nothing, without_apostrophe

_SPACES: Final = re.compile(r"[\s()]+")
_COUNTRY: Final = re.compile(r"^(?:\+|00)?86(?=1[0-9]{10}$)")
_MOBILE: Final = re.compile(r"1[0-9]{2}[- ]?[0-9]{4}[- ]?[0-9]{4}")
_NUMBER: Final = re.compile(r"1[3-9][0-9]{9}|(?:0[0-9]{2,3}-?)?[1-9][0-9]{6,7}(?:-[0-9]{1,6})?")


def repaired_phone(text: str) -> str:
    """Half-width, without spaces, brackets and the country's 86; nothing where nothing is said.

    >>> repaired_phone("+86 138-0000-1234")
    '13800001234'
    """
    if is_nothing(text):
        return ""
    plain = _SPACES.sub("", half_width(without_apostrophe(text)))
    bare = _COUNTRY.sub("", plain.replace("-", ""))
    return bare if _MOBILE.fullmatch(bare) else plain


def fault_of_phone(phone: str) -> str | None:
    """What is odd about a repaired number, in a sentence; None where nothing is."""
    if not phone or _NUMBER.fullmatch(phone):
        return None
    return "手机号或者电话号码看上去不对，请核对"
