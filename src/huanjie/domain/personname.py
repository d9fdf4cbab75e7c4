"""Names of people (姓名): which signs they may have, and what typing does to them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from huanjie.domain.celltext import half_width, without_apostrophe

LONGEST_NAME: Final = 60
"""Characters; the longest names of Uyghur or foreign citizens stay far below."""

_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_ONLY: Final = re.compile(f"[{_HAN}· ]+")
_RADICALS: Final = re.compile("[\u2f00-\u2fdf]")
_DOTS: Final = re.compile("[・•‧∙⋅●･]")
_PRIVATE: Final = ("Co", "Cn")
_LATIN_SIGNS: Final = frozenset(" -'.,’·")


def repaired_name(text: str) -> str:
    """A name as it is meant: half-width Latin, one kind of middle dot (间隔号), whole characters in
    place of radicals (康熙部首) that a copy from a PDF leaves, no spaces between characters.

    >>> repaired_name("张　三"), repaired_name("阿依古丽•买买提")
    ('张三', '阿依古丽·买买提')
    """
    plain = _DOTS.sub("·", half_width(without_apostrophe(text)))
    plain = _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), plain)
    plain = plain.strip()
    return plain.replace(" ", "") if _HAN_ONLY.fullmatch(plain) else plain


def fault_of_name(name: str) -> str | None:
    """What is wrong with a repaired name, in a sentence; None where nothing is."""
    if len(name) > LONGEST_NAME:
        return f"姓名有 {len(name)} 个字符，太长，请检查这一格"
    strange = sorted({sign for sign in name if not _is_of_a_name(sign)})
    if any(unicodedata.category(sign) in _PRIVATE or sign == "�" for sign in strange):
        return "姓名里有自造字或者显示不出的字，别的电脑认不出；请用输入法重新输入这个字"
    if strange:
        return f"姓名里有不能用的字符：{' '.join(strange[:5])}"
    if not any(sign.isalpha() for sign in name):
        return "姓名里没有一个字"
    return None


def _is_of_a_name(sign: str) -> bool:
    if _HAN_ONLY.match(sign):
        return unicodedata.category(sign) != "Cn" or sign > "\U0002fa1f"
    return sign in _LATIN_SIGNS or (
        sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN ")
    )
