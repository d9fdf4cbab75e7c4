"""The law of kinship (亲属的范围): who is a near relative, and the wider four classes, as data.

`kinship.toml` holds each kind of kin as the steps that lead from a person to it, with its article.
The list speaks from that person's side: `spouse sibling` is the spouse's sibling.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.law.bodyrules import KIN_CLASSES, KIN_STEPS, KinBar, KinStep
from huanjie.law.citation import CITATION_KEYS, Citation, read_citation
from huanjie.law.packfile import (
    Sources,
    read_document,
    read_sources,
    written_out,
)
from huanjie.law.rules import Rule

SHIPPED: Final = Path(__file__).parent / "kinship.toml"

Walk = tuple[KinStep, ...]
"""The steps that lead from a person to another."""

NEAR_RELATIVE: Final = next(iter(KIN_CLASSES))
FOUR_CLASSES: Final = tuple(word for word in KIN_CLASSES if word != NEAR_RELATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KinList(Rule):
    """A class of kin (一类亲属): its word, its Chinese name, and the kin that it lists."""

    word: str
    name: str
    kin: tuple[Walk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KinLaw:
    """亲属的范围, and what makes and ends kinship."""

    near_relatives: KinList
    classes: tuple[KinList, ...]
    """the four, the nearest first"""
    half_blood: Rule
    adoption: Rule
    upbringing: Rule
    divorce: Rule

    def list_of(self, word: str) -> KinList:
        """The class that a word of KIN_CLASSES names."""
        return next(each for each in (self.near_relatives, *self.classes) if each.word == word)

    def class_of(self, walk: Walk) -> KinList | None:
        """Which of the four classes lists this kin; None where it is outside all of them."""
        return next((each for each in self.classes if walk in each.kin), None)

    def is_near(self, walk: Walk) -> bool:
        """Whether this kin is a near relative (近亲属)."""
        return walk in self.near_relatives.kin


def who_is_barred(bar: KinBar | None) -> Citation:
    """What lists the kin who may not serve together (回避的亲属): the bar's own words where it
    lists them, else the Civil Code's near relatives.
    """
    own = bar is not None and bar.classes != (NEAR_RELATIVE,)
    return bar.citation if bar and own else load_kinship().near_relatives.citation


@cache
def load_kinship() -> KinLaw:
    """The law of kinship that we ship."""
    return read_kinship(SHIPPED)


def read_kinship(file: Path) -> KinLaw:
    """The law of kinship from a file; a fault names the place."""
    document = Cursor(read_document(file))
    rules = ("half_blood", "adoption", "upbringing", "divorce")
    document.only("sources", "near_relatives", "class", *rules)
    sources = read_sources(document.get("sources"))
    classes = tuple(
        _list(item, sources, item.get("class").one_of(*FOUR_CLASSES), "class")
        for item in document.get("class").items()
    )
    if tuple(each.word for each in classes) != FOUR_CLASSES:
        document.get("class").refuse("四类亲属要各写一次", f"依次写 {'、'.join(FOUR_CLASSES)}")
    return KinLaw(
        near_relatives=_list(document.get("near_relatives"), sources, NEAR_RELATIVE),
        classes=classes,
        **{name: _rule(document.get(name), sources) for name in rules},
    )


def _list(table: Cursor, sources: Sources, word: str, *own: str) -> KinList:
    rule = _rule(table, sources, "name", "kin", *own)
    kin = tuple(_walk(item) for item in table.get("kin").items())
    return KinList(citation=rule.citation, word=word, name=table.get("name").text(), kin=kin)


def _walk(item: Cursor) -> Walk:
    steps: Any = tuple(item.text().split())
    if not set(steps) <= set(KIN_STEPS):
        item.refuse(f"“{item.value}”里有不认识的步子", f"可用的：{'、'.join(KIN_STEPS)}")
    return steps  # type: ignore[no-any-return]


def _rule(table: Cursor, sources: Sources, *own: str) -> Rule:
    """A rule with its source written out as law and rank."""
    table.only(*own, "source", *CITATION_KEYS)
    return Rule(citation=read_citation(written_out(table, sources)))
