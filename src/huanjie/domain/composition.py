"""Composition (组成): is a body, or an election committee, lawful by its size, its women, and the
relatives in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from huanjie.domain.contest import Post
from huanjie.law.bodyrules import Size
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.phrase import in_chinese
from huanjie.law.sharewords import people


@dataclass(frozen=True, slots=True, kw_only=True)
class Makeup:
    """What is known of a body (班子情况); None where nobody said it."""

    size: int | None = None
    women: int | None = None
    near_relative_pairs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """是否合法: what is wrong with the body, nothing if it is lawful; the rules that judged it."""

    faults: tuple[str, ...]
    grounds: tuple[Citation, ...]
    unknown: tuple[str, ...] = ()
    """what would have to be said to know whether it is lawful (没有写明的)"""


def composition(pack: RulePack, makeup: Makeup) -> Composition:
    """Judge one body by every rule of the pack whose fact is known; a lawful one rests on all of
    them, an unlawful one on those that it breaks.
    """
    judged = tuple(_judged(pack, makeup))
    if not judged:
        pack.need(None, "composition")
    broken = tuple(each for each in judged if each[1])
    return Composition(
        faults=tuple(fault for _, fault in broken),
        grounds=tuple(citation for citation, _ in broken or judged),
    )


def committee_composition(pack: RulePack, makeup: Makeup) -> Composition:
    """Judge an election committee (选举委员会) by the one rule that is its own: its size, and where
    the rule asks for them its women and that no near relatives sit in it together.

    What the rule asks for and nobody said is unknown, and such a committee is not called lawful.
    """
    rule = pack.need(pack.election_committee, "election_committee")
    asked: list[tuple[str, int | None, Callable[[int], str]]] = [
        ("成员人数", makeup.size, partial(_wrong_size, rule))
    ]
    if rule.women:
        asked.append(("妇女人数", makeup.women, partial(_few_women, rule.women)))
    if rule.near_relatives_barred:
        asked.append(("应当回避的亲属有几对", makeup.near_relative_pairs, _related))
    judged = (judge(number) for _, number, judge in asked if number is not None)
    return Composition(
        faults=tuple(filter(None, judged)),
        grounds=(rule.citation,),
        unknown=tuple(f"没有写明{what}" for what, number, _ in asked if number is None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongSize:
    """职数不合: seats that make a body of another size than the law's, and by which article."""

    says: str
    usual: bool
    """only what is usual (一般): unusual, and not unlawful"""
    citation: Citation


def wrong_size(pack: RulePack, seats: Mapping[Post, int]) -> WrongSize | None:
    """What is wrong with the seats of all posts together; None where nothing is, or where the
    pack has no rule.
    """
    size, rule = pack.body_size(seats.items()), pack.size
    if rule is None or not size or rule.allows(size):
        return None
    return WrongSize(says=_wrong_size(rule, size), usual=rule.usual, citation=rule.citation)


def _judged(pack: RulePack, makeup: Makeup) -> Iterator[tuple[Citation, str]]:
    """Each rule that can be asked, and what it finds wrong."""
    if pack.size and makeup.size is not None:
        yield pack.size.citation, _wrong_size(pack.size, makeup.size)
    if pack.women and makeup.women is not None:
        yield pack.women.citation, _few_women(pack.women.at_least, makeup.women)
    if pack.near_relatives and makeup.near_relative_pairs is not None:
        yield pack.near_relatives.citation, _related(makeup.near_relative_pairs)


def _wrong_size(rule: Size, size: int) -> str:
    if rule.allows(size):
        return ""
    lawful = people(rule.at_least, rule.at_most, odd=rule.odd)
    # 一般: the law says what is usual, and leaves room for a reason.
    return f"成员 {size} 人，{'一般' * rule.usual}应为 {in_chinese(lawful)}"


def _few_women(at_least: int, women: int) -> str:
    return "" if women >= at_least else f"妇女成员 {women} 人，至少应有 {at_least} 人"


def _related(pairs: int) -> str:
    return f"成员中有 {pairs} 对应当回避的亲属" if pairs else ""
