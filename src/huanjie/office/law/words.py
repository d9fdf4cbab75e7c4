"""Words of the law (法律用语) in the language of the page: its figures, ranks, confidence."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huanjie.law.amounts import HALF, fraction_in_words, mixed
from huanjie.law.citation import CONFIDENCE, RANKS
from huanjie.law.phrase import Tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word with its icon and its look (标记): colour never says anything alone."""

    icon: str
    word: str
    look: str


_SURE: Final = {"V": ("✓", "ok"), "X": ("■", "bad"), "C": ("○", "wait"), "D": ("○", "wait")}
_RANK_ICONS: Final = {"statute": "§", "local-statute": "§", "party-rule": "§", "convention": "≈"}


def confidence_mark(confidence: str) -> Mark:
    """How sure we are of a figure (可信程度)."""
    icon, look = _SURE.get(confidence, ("▲", "warn"))
    return Mark(icon=icon, word=_(CONFIDENCE[confidence]), look=look)


def rank_mark(rank: str) -> Mark:
    """How strong a rule is (效力位阶)."""
    return Mark(icon=_RANK_ICONS.get(rank, "¶"), word=_(RANKS[rank]), look="wait")


def fraction_words(fraction: Fraction) -> str:
    """A fraction as people say it: 一半, 三分之二; in English, half, 2/3."""
    if get_language() != "en":
        return fraction_in_words(fraction)
    return "half" if fraction == HALF else f"{fraction}"


def _exact(number: Fraction) -> str:
    return mixed(number) if get_language() != "en" else mixed(number).replace(" 又 ", " ")


PAGE: Final = Tongue(
    word=lambda text: _(text) if text else "", fraction=fraction_words, exact=_exact
)
"""The language of the page: each sentence by the catalogue."""


def plain_day(value: datetime.date) -> str:
    """A day that a law came into force on, without its weekday: 2026年1月1日."""
    if get_language() == "en":
        return f"{value.day} {value:%B %Y}"
    return f"{value.year}年{value.month}月{value.day}日"
