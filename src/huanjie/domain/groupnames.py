"""Spellings of a group's name (小组名称的写法): 第一村民小组, 第1村民小组 and 一组 may be one
group, and nobody but the office can say so. They are told; nothing is taken for one by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

W = TypeVar("W")
"""where somebody of a group stands, as whoever asks calls it"""

_NUMERAL: Final = re.compile("[〇零一二三四五六七八九十百廿卅壹贰叁肆伍陆柒捌玖拾佰]+")
_DIGITS: Final = re.compile("第?([0-9]+)")
_TEN: Final = int(unicodedata.numeric("十"))
_KIND: Final = re.compile("(?:村民|居民|选民)?(?:小组|组)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling(Generic[W]):
    """One way in which a group is written (一种写法), and where its people stand."""

    name: str
    at: tuple[W, ...] = ()
    """the people of this file, in its order"""
    known: int = 0
    """how many more are on the roll already under this name"""

    @property
    def people(self) -> int:
        """How many people are written so."""
        return len(self.at) + self.known


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeGroups(Generic[W]):
    """Two names that may be one group (写法相近的组): `name` is on the roll, or was chosen, or most
    people have it; somebody of the file has `other`.
    """

    name: Spelling[W]
    other: Spelling[W]

    @property
    def says(self) -> str:
        """What may be wrong, in a sentence."""
        said = "和".join(f"“{each.name}”（{each.people} 人）" for each in (self.name, self.other))
        return f"{said}可能是同一个小组的两种写法；是同一个的，改成一样"


def group_key(name: str) -> str:
    """By what two spellings of a group are known to be alike: width, spaces, numerals, 第 and the
    word for a group set aside.

    >>> group_key("第一村民小组"), group_key("１ 组"), group_key("第十一组")
    ('1', '1', '11')
    """
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    counted = _NUMERAL.sub(lambda found: _value(found[0]), plain)
    return _KIND.sub("", _DIGITS.sub(lambda found: found[1].lstrip("0") or "0", counted)) or plain


def _value(numeral: str) -> str:
    """A Chinese numeral in digits: by tens and hundreds where it names them, else sign by sign."""
    figures = [int(unicodedata.numeric(sign)) for sign in numeral]
    if max(figures) < _TEN:
        return "".join(map(str, figures))
    total = digit = 0
    for figure in figures:
        if figure in (_TEN, _TEN * _TEN):
            total, digit = total + (digit or 1) * figure, 0
        elif figure > _TEN:
            total += figure
        else:
            digit = figure
    return str(total + digit)


def alike_groups(
    people: Iterable[tuple[Hashable, str, W]],
    known: Mapping[str, int] | None = None,
    *,
    chosen: Collection[str] = (),
) -> tuple[AlikeGroups[W], ...]:
    """The names of groups that may be one: of everybody the unit, the group and where they stand;
    and those on the roll already, with how many people each. Every other spelling is set beside
    the one that is on the roll, else beside one that somebody has `chosen`, else beside that which
    most people have.
    """
    written: defaultdict[tuple[Hashable, str], list[W]] = defaultdict(list)
    for unit, name, where in people:
        if name:
            written[unit, name].append(where)
    on_roll = _by_key((None, name) for name in known or {})
    return tuple(
        pair
        for (unit, key), names in _by_key(written).items()
        for pair in _pairs(
            {name: written[unit, name] for name in names},
            {name: (known or {})[name] for name in on_roll.get((None, key), ())},
            chosen,
        )
    )


def _by_key(names: Iterable[tuple[Hashable, str]]) -> Mapping[tuple[Hashable, str], list[str]]:
    """The names of each unit that are alike, in their order."""
    found: defaultdict[tuple[Hashable, str], list[str]] = defaultdict(list)
    for unit, name in names:
        found[unit, group_key(name)].append(name)
    return found


def _pairs(
    names: Mapping[str, list[W]], on_roll: Mapping[str, int], chosen: Collection[str]
) -> Iterator[AlikeGroups[W]]:
    spellings = [
        Spelling(name=name, at=tuple(names.get(name, ())), known=on_roll.get(name, 0))
        for name in dict.fromkeys((*names, *on_roll))
    ]
    first = max(spellings, key=lambda each: (each.known, each.name in chosen, each.people))
    for each in spellings:
        if each is not first and each.at:
            yield AlikeGroups(name=first, other=each)
