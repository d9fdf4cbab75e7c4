"""Chinese kin terms (中文亲属称谓), one word or several joined by 的: 岳父, 妻子的哥哥的妻子.

A word may bear a mark (养、继、前、同父异母…) and the rank among siblings (二、三、小…).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from huanjie.domain.kinenglish import marked, parse_english
from huanjie.domain.kinship import How, Relation, Step
from huanjie.domain.kinwords import KIN_WORDS

MARKS: Final[Mapping[str, How]] = {
    "同父异母": "same-father",
    "同母异父": "same-mother",
    "异母": "same-father",
    "异父": "same-mother",
    "半血缘": "half",
    "养": "adoptive",
    "继": "raised",
    "前": "ended",
    "亲生": "plain",
    "生": "plain",
    "亲": "plain",
    "胞": "plain",
}
_APART: Final = ("同父异母", "同母异父", "半血缘", "亲生")
"""marks that are also written apart: 同父异母的哥哥"""

_RANKS: Final = "大二三四五六七八九十老小幺"


@cache
def chinese_terms() -> Mapping[str, Relation]:
    """Every Chinese word that stands for a relation by itself (亲属称谓表)."""
    terms: dict[str, Relation] = {}
    for line in filter(None, KIN_WORDS.splitlines()):
        term, _, words = line.partition(":")
        relation = parse_english(term)
        if isinstance(relation, str) or terms.keys() & words.split():
            raise ValueError(line)
        terms |= dict.fromkeys(words.split(), relation)
    return terms


def parse_chinese(text: str) -> Relation | str:
    """The steps of a term; where a part of it is not known, that part."""
    steps: list[Step] = []
    for word in _words(text):
        found = _marked(word)
        if found is None:
            return word
        steps += found
    return tuple(steps)


def _words(text: str) -> list[str]:
    plain = "".join(text.split())
    for mark in _APART:
        plain = plain.replace(f"{mark}的", mark)
    return plain.split("的")


def _marked(word: str) -> Relation | None:
    """A word of the table, under one mark at most."""
    if found := _ranked(word):
        return found
    for mark, how in MARKS.items():
        found = _ranked(word.removeprefix(mark)) if word.startswith(mark) else None
        if found and (marked_ := marked(found, how)):
            return marked_
    return None


def _ranked(word: str) -> Relation | None:
    """A word of the table, or one with a rank before it where siblings are meant (二叔、三姐)."""
    terms = chinese_terms()
    if word in terms:
        return terms[word]
    found = terms.get(word[1:]) if word[:1] in _RANKS else None
    return found if found and any(step.kind == "sibling" for step in found) else None
