"""Composition (组成): is a body lawful by its size, its women, and the relatives in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from huanjie.domain.contest import Post
from huanjie.law.bodyrules import Size
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.phrase import in_chinese
from huanjie.law.wording import people


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
        few = makeup.women < pack.women.at_least
        fault = f"妇女成员 {makeup.women} 人，至少应有 {pack.women.at_least} 人" if few else ""
        yield pack.women.citation, fault
    if pack.near_relatives and makeup.near_relative_pairs is not None:
        pairs = makeup.near_relative_pairs
        fault = f"成员中有 {pairs} 对应当回避的亲属" if pairs else ""
        yield pack.near_relatives.citation, fault


def _wrong_size(rule: Size, size: int) -> str:
    if rule.allows(size):
        return ""
    lawful = people(rule.at_least, rule.at_most, odd=rule.odd)
    # 一般: the law says what is usual, and leaves room for a reason.
    return f"成员 {size} 人，{'一般' * rule.usual}应为 {in_chinese(lawful)}"
