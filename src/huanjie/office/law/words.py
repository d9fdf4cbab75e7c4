"""Words of the law (法律用语) in the language of the page: shares, bases, ranks, confidence."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from huanjie.dossier.words import fraction_in_words, grouped, mixed
from huanjie.law.citation import CONFIDENCE, RANKS
from huanjie.law.rules import BASES, METHODS, Share

_HALF: Final = Fraction(1, 2)
METHOD_NAMES: Final = dict(
    zip(
        METHODS,
        (
            gettext_noop("全体有选举权的人"),
            gettext_noop("每户派代表"),
            gettext_noop("居民（村民）代表"),
        ),
        strict=True,
    )
)
"""The ways to elect (选举方式), as a form asks for them."""

STANDING_NAMES: Final = {
    "full": gettext_noop("正式党员"),
    "probationary": gettext_noop("预备党员"),
    "under-probation-sanction": gettext_noop("留党察看"),
    "rights-suspended": gettext_noop("停止党员权利"),
}


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
    return "half" if fraction == _HALF else f"{fraction}"


def share_words(share: Share) -> str:
    """A share without its base: 过半数, 三分之二以上."""
    if share.bound == "at_least" and share.fraction == 1:
        return _("全部")
    if share.fraction == _HALF:
        return _("过半数") if share.bound == "more_than" else _("半数以上")
    said = {"fraction": fraction_words(share.fraction)}
    return (_("超过%(fraction)s") if share.bound == "more_than" else _("%(fraction)s以上")) % said


def base_words(share: Share) -> str:
    """What a share is a share of."""
    return _(BASES[share.of])


def whole_share_words(share: Share) -> str:
    """A share of its base: 登记参加选举的人数的过半数."""
    return _("%(base)s的%(share)s") % {"base": base_words(share), "share": share_words(share)}


def arithmetic(share: Share, base: int) -> str:
    """The line that a share draws on a number, worked out: nothing is rounded on the way."""
    said = {
        "what": base_words(share),
        "base": grouped(base),
        "fraction": fraction_words(share.fraction),
        "exact": _exact(share.fraction * base),
        "least": grouped(share.minimum(base)),
    }
    if share.bound == "more_than":
        return (
            _("%(what)s %(base)s；%(base)s 的%(fraction)s是 %(exact)s，须超过，即至少 %(least)s")
            % said
        )
    return (
        _("%(what)s %(base)s；%(base)s 的%(fraction)s是 %(exact)s，不得少于，即至少 %(least)s")
        % said
    )


def _exact(number: Fraction) -> str:
    return mixed(number) if get_language() != "en" else mixed(number).replace(" 又 ", " ")


def plain_day(value: datetime.date) -> str:
    """A day that a law came into force on, without its weekday: 2026年1月1日."""
    if get_language() == "en":
        return f"{value.day} {value:%B %Y}"
    return f"{value.year}年{value.month}月{value.day}日"
