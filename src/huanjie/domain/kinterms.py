"""Kin terms (亲属称谓), Chinese or English, read into relations and said in words again.

>>> in_chinese(read_term("wifes_brothers_wife"))
'妻子的兄弟的妻子'
>>> in_english(read_term("妻子的哥哥的妻子"))
"wife's elder brother's wife"
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Final

from huanjie.domain.contest import Sex
from huanjie.domain.kinchinese import chinese_terms, parse_chinese
from huanjie.domain.kinenglish import AMBIGUOUS, MARKS, NOUNS, parse_english
from huanjie.domain.kinship import How, Relation, Step, shortened
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.door.nearest import nearest
from huanjie.law.bodyrules import KinStep

LONGEST_TERM: Final = 200
"""characters of a term; nobody has a name for anyone so far away"""

_OFFERED: Final = 4

_COMPOSED: Final = "用认识的称谓一步一步连起来写：妻子的哥哥的女儿，wifes_brothers_daughter"


def read_term(text: str) -> Relation:
    """The relation that a term names; an unknown one is refused with the nearest known words,
    or with how terms are composed where none is near.
    """
    if len(text) > LONGEST_TERM:
        raise BadInput("亲属称谓太长", remedy="写成“妻子的哥哥”这样，或者换一个称谓")
    found = parse_english(text) if text.isascii() or "’" in text else parse_chinese(text)
    if isinstance(found, str):
        raise _unknown(text, found)
    return shortened(found)


def _unknown(text: str, part: str) -> BadInput:
    if any(each in part for each in AMBIGUOUS):
        return BadInput(
            f"“{shown(part)}”可以是配偶的兄弟姐妹，也可以是兄弟姐妹的配偶",
            remedy="写明是哪一种：spouses_brother、sisters_husband",
        )
    same = (word for word in known_words() if word.isascii() == part.isascii())
    near = nearest(part, same, most=_OFFERED)
    whole = "" if part == text else f"“{shown(text)}”里的"
    return BadInput(
        f"{whole}“{shown(part)}”不是认识的亲属称谓",
        remedy=f"相近的：{'、'.join(near)}" if near else _COMPOSED,
    )


def known_words() -> tuple[str, ...]:
    """The words that a term may be made of, Chinese and English."""
    marks = [f"{mark}_{noun}" for mark, noun in product(MARKS, NOUNS) if _is_term(mark, noun)]
    laws = [f"{noun}_in_law" for noun in NOUNS if _is_term(noun, "in_law")]
    return (*chinese_terms(), *NOUNS, *laws, *marks)


def _is_term(*words: str) -> bool:
    return not isinstance(parse_english("_".join(words)), str)


_CHINESE: Final[Mapping[tuple[KinStep, bool | None], tuple[str, str, str]]] = {
    ("parent", None): ("父亲", "母亲", "父母"),
    ("child", None): ("儿子", "女儿", "子女"),
    ("spouse", None): ("丈夫", "妻子", "配偶"),
    ("sibling", None): ("兄弟", "姐妹", "兄弟姐妹"),
    ("sibling", True): ("哥哥", "姐姐", "兄弟姐妹"),
    ("sibling", False): ("弟弟", "妹妹", "兄弟姐妹"),
}
_ENGLISH: Final[Mapping[tuple[KinStep, bool | None], tuple[str, str, str]]] = {
    ("parent", None): ("father", "mother", "parent"),
    ("child", None): ("son", "daughter", "child"),
    ("spouse", None): ("husband", "wife", "spouse"),
    ("sibling", None): ("brother", "sister", "sibling"),
    ("sibling", True): ("elder brother", "elder sister", "elder sibling"),
    ("sibling", False): ("younger brother", "younger sister", "younger sibling"),
}
_COLUMN: Final[Mapping[Sex | None, int]] = {"m": 0, "f": 1, None: -1}
_MARKS: Final[Mapping[How, tuple[str, str]]] = {
    "half": ("半血缘的", "half "),
    "same-father": ("同父异母的", "half "),
    "same-mother": ("同母异父的", "half "),
    "adoptive": ("养", "adoptive "),
    "raised": ("继", "step"),
    "ended": ("前", "ex-"),
}
"""Before the word; nothing where a step is plain"""

_SHORTENING: Final = ("养", "继", "前")
_SHORT: Final = {"父亲": "父", "母亲": "母", "儿子": "子", "女儿": "女", "丈夫": "夫", "妻子": "妻"}
"""after these marks: 养父, 继子, 前妻"""

PRONOUNS: Final[Mapping[Sex | None, str]] = {"m": "his", "f": "her", None: "their"}


def in_chinese(relation: Relation) -> str:
    """The relation in Chinese words (关系的说法), which `read_term` reads again."""
    return "的".join(_word(step, _CHINESE, language=0) for step in relation)


def in_english(relation: Relation) -> str:
    """The relation in English words, which `read_term` reads again."""
    return "'s ".join(_word(step, _ENGLISH, language=1) for step in relation)


def _word(
    step: Step,
    words: Mapping[tuple[KinStep, bool | None], tuple[str, str, str]],
    *,
    language: int,
) -> str:
    mark = _MARKS.get(step.how, ("", ""))[language]
    word = words[step.kind, step.elder][_COLUMN[step.sex]]
    return mark + (_SHORT.get(word, word) if mark in _SHORTENING else word)
