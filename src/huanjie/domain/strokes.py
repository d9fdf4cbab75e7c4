"""Surname-stroke order (按姓氏笔画为序): the order in which names stand on lists and ballots.

Names go by their surname's strokes (number, then 横竖撇点折), then by how many characters the
given name has, then by its characters' strokes. Where two characters are written alike, the code
point decides, so that every surname stays together and the order is the same however the names
came in.

    >>> in_stroke_order(["陈一", "张大", "李一", "丁一明", "李大明"], name=str)
    ('丁一明', '李一', '李大明', '张大', '陈一')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final, TypeVar
from unicodedata import normalize

from huanjie.domain.personname import repaired_name
from huanjie.domain.stroke_codes import STROKE_CODES
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput

Person = TypeVar("Person")

CharacterKey = tuple[bool, int, str, str]
"""Whether the strokes are unknown, their number, their code, the character itself."""

StrokeKey = tuple[tuple[CharacterKey, ...], int, tuple[CharacterKey, ...], str]
"""The surname, the number of given-name characters, those characters, the name as written."""

_COMPOUND: Final = """
    欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 濮阳
    公冶 太叔 申屠 公孙 慕容 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙
    壤驷 漆雕 拓跋 夹谷 轩辕 令狐 百里 呼延 东郭 羊舌 微生 西门 东门 淳于 叱干 完颜 纳兰 第五
    达奚 耶律 尔朱 即墨 綦毋 相里 胡母 公良 公仪 公乘 侯莫陈 叶赫那拉 爱新觉罗
"""

COMPOUND_SURNAMES: Final = frozenset(_COMPOUND.split())
"""复姓. Those are left out that are more likely a single surname with a given name that begins so
(贺兰 乐正 谷梁 段干 单于 宗政 …).
"""

_LONGEST_FIRST: Final = sorted(COMPOUND_SURNAMES, key=len, reverse=True)

_DOTS: Final = re.compile(r"[·.]")
"""The middle dot (间隔号): a name with one has no Han surname."""

_MANUAL: Final = re.compile(r"[1-5]+")


@cache
def _codes() -> Mapping[str, str]:
    """The code of every character; most programs sort no name."""
    found = re.findall(r"([1-5]+)([^1-5\s]+)", STROKE_CODES)
    return {sign: code for code, signs in found for sign in signs}


def stroke_key(name: str, *, manual: str | None = None) -> StrokeKey:
    """The key by which a name sorts (笔画序的排序键).

    `manual` is what a person wrote for `unknown_characters(name)`: one 12345-code for each, in
    their order, separated by spaces. Without it those characters come after all others; where the
    table holds every character it decides alone. A name with a middle dot sorts by its first
    character and then like a given name. Spaces and dots do not count. An empty name, or a
    `manual` that does not fit, is refused.
    """
    bare, surname = _bare(name), surname_of(name)
    written = _written_by_hand(name, manual)
    given = bare.removeprefix(surname)
    return (
        tuple(_character_key(sign, written) for sign in surname),
        len(given),
        tuple(_character_key(sign, written) for sign in given),
        name,
    )


def in_stroke_order(
    people: Iterable[Person],
    *,
    name: Callable[[Person], str],
    manual: Callable[[Person], str | None] | None = None,
) -> tuple[Person, ...]:
    """People by the strokes of their names; those of the very same name keep their order."""
    by_hand = manual or _nothing
    return tuple(sorted(people, key=lambda each: stroke_key(name(each), manual=by_hand(each))))


def unknown_characters(name: str) -> tuple[str, ...]:
    """The characters whose strokes somebody has to be asked for (生僻字), each once, in order."""
    return tuple(dict.fromkeys(sign for sign in _bare(name) if sign not in _codes()))


def surname_of(name: str) -> str:
    """The surname (姓): a compound one where a given name follows it, else the first character."""
    bare = _bare(name)
    if not _DOTS.search(repaired_name(name)):
        for surname in _LONGEST_FIRST:
            if bare.startswith(surname) and bare != surname:
                return surname
    return bare[:1]


def _bare(name: str) -> str:
    """A name without the spaces that align it on a page and without its middle dots."""
    bare = _DOTS.sub("", "".join(normalize("NFC", repaired_name(name)).split()))
    if not bare:
        raise BadInput("姓名是空的，排不了笔画顺序", remedy="写上姓名")
    return bare


def _written_by_hand(name: str, manual: str | None) -> Mapping[str, str]:
    """The codes that a person wrote, by character."""
    unknown = unknown_characters(name)
    if not unknown or manual is None:
        return {}
    codes = manual.split()
    if len(codes) != len(unknown) or not all(map(_MANUAL.fullmatch, codes)):
        raise BadInput(
            f"“{shown(name)}”的“{'、'.join(unknown)}”要补笔顺，“{shown(manual)}”对不上",
            remedy="每个字写一串 1 至 5 的数字（横1 竖2 撇3 点4 折5），字与字之间空一格",
        )
    return dict(zip(unknown, codes, strict=True))


def _character_key(sign: str, by_hand: Mapping[str, str]) -> CharacterKey:
    code = _codes().get(sign) or by_hand.get(sign, "")
    return (not code, len(code), code, sign)


def _nothing(_: object) -> None:
    """What nobody wrote by hand."""
