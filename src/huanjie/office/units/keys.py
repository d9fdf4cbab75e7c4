"""What a place is found by (检索词): from each character of its name on, the characters, their
pinyin and its first letters; and its code. The rule stands here alone, for whoever searches.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from huanjie.domain.celltext import clean
from huanjie.office import pinyin

LONGEST: Final = 80
"""characters of a key; what is typed is shorter"""

_COMMITTEES: Final = (
    *("村民委员会", "居民委员会", "村委会", "居委会", "社区居委会", "家委会"),
    *("街道办事处", "办事处"),
)
"""endings that nearly every place has: nobody looks for a place by them alone"""


def plain(text: str) -> str:
    """Text as it is compared: half width, small letters, nothing unseen, no spaces at its ends."""
    return clean(unicodedata.normalize("NFKC", text)).lower().strip()


def words(typed: str) -> tuple[str, ...]:
    """What was typed, word by word; each must be the beginning of a key."""
    return tuple(word[:LONGEST] for word in plain(typed).split())


def keys_of(code: str, name: str) -> frozenset[str]:
    """Every key of a place (检索词).

    >>> sorted(keys_of("330329100257", "三联村委会"))[:4]
    ['330329100257', 'lcwh', 'liancunweihui', 'sanliancunweihui']
    """
    text = plain(name)
    spoken = pinyin.sounds(text)
    keys = {plain(code)}
    for at in range(_stem(text)):
        keys.add(text[at:])
        keys.add("".join(spoken[at:]))
        keys.add("".join(sound[:1] for sound in spoken[at:]))
    return frozenset(key[:LONGEST] for key in keys)


def _stem(text: str) -> int:
    """How many characters the name has before an ending that nearly every place has."""
    lengths: Iterable[int] = (len(text) - len(end) for end in _COMMITTEES if text.endswith(end))
    return min(lengths, default=0) or len(text)
