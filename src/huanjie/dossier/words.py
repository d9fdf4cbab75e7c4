"""Words (措辞): numbers, shares and fractions as a notice prints them."""

from __future__ import annotations

from typing import Final

from huanjie.law.amounts import grouped
from huanjie.law.phrase import in_chinese
from huanjie.law.rules import BASES, Share
from huanjie.law.sharewords import line

UNITS: Final[dict[str, str]] = {
    "registered": "人",
    "entitled": "人",
    "attended": "人",
    "collected": "张",
}
"""What each base is counted in (计量单位)."""


def percent(part: int, base: int) -> str:
    """A share with its base beside it: one place, half up, from the exact fraction.

    >>> percent(351, 700)
    '351 / 700 = 50.1 %'
    """
    return f"{grouped(part)} / {grouped(base)} = {percent_alone(part, base)}"


def percent_alone(part: int, base: int) -> str:
    """The share alone, or a dash where there is nothing to share.

    >>> percent_alone(898, 1146)
    '78.4 %'
    """
    if not base:
        return "—"
    tenths = (2 * 1000 * part + base) // (2 * base)
    return f"{grouped(tenths // 10)}.{tenths % 10} %"


def line_in_words(share: Share, base: int) -> str:
    """The line that a share draws on a base: what must be reached, and the whole number.

    700 的一半是 350，须超过，即至少 351
    """
    return in_chinese(line(share, base))


def base_in_words(share: Share, base: int) -> str:
    """A share's base with its number.

    登记参加选举的人数 900 人
    """
    return f"{BASES[share.of]} {grouped(base)} {UNITS[share.of]}"
