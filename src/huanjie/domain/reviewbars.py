"""What a department may answer (联审的答复): “no bar”, or “barred” under a condition of the law.

Only a condition that one yes-or-no fact decides alone can be asked: then the answer is the fact,
and no grounds are needed beyond the article. Whatever a pack asks besides (ages, residence,
education) is no department's to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.contest import Post
from huanjie.domain.eligibility import asked_of
from huanjie.law.citation import Citation
from huanjie.law.condition import Condition
from huanjie.law.expression import Expression, Fact, Holds, Not
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A condition that bars where it is not met (不得作为候选人的情形), as an answer names it."""

    condition: str
    name: str
    fact: Fact
    bars_when: bool
    """the value of the fact by which the condition is not met"""
    citation: Citation

    @property
    def says(self) -> str:
        """The bar itself in words (不宜的情形): the fact, where that bars; else the condition
        that is not met.
        """
        return self.fact.name if self.bars_when else f"不符合：{self.name}"


Answer = frozenset[str]
"""答复: the conditions under which somebody is barred, by their keys; none: no bar (无不宜情形)."""
NO_BAR: Answer = frozenset()
_OF_THE_ROLL: Final = ("registered",)
"""What the roll itself says (名册写明的), and no department."""


def bars_of(
    pack: RulePack, posts: Iterable[str], facts: Collection[str] | None = None
) -> tuple[Bar, ...]:
    """What these facts can bar from any of these posts; without facts, whatever can be asked."""
    found: dict[str, Bar] = {}
    for post in posts:
        for condition in asked_of(pack, Post(post)):
            bar = bar_of(condition)
            if bar and (facts is None or bar.fact.fact in facts):
                found.setdefault(condition.key, bar)
    return tuple(found.values())


def bar_of(condition: Condition) -> Bar | None:
    """The bar that a condition is; None where one fact does not decide it, or it can be waived."""
    decides = _decides(condition.expression)
    if decides is None or condition.effect != "barred":
        return None
    fact, met_when = decides
    if fact.fact in _OF_THE_ROLL:
        return None
    return Bar(
        condition=condition.key,
        name=condition.name,
        fact=fact,
        bars_when=not met_when,
        citation=condition.citation,
    )


def askable_facts(packs: Iterable[RulePack]) -> dict[str, str]:
    """Every fact that a department can be asked under any of these packs, with its name."""
    bars = (bar_of(condition) for pack in packs for condition in pack.eligibility)
    return {bar.fact.fact: bar.fact.name for bar in bars if bar}


def facts_of_answers(given: Iterable[tuple[Iterable[Bar], Answer]]) -> Mapping[str, bool]:
    """The facts that answers state, each given with the bars that it was asked about: of each fact
    whether it is so. As soon as one department says that it bars, it does.
    """
    stated: dict[str, bool] = {}
    for bars, answer in given:
        for bar in bars:
            barred = bar.condition in answer
            if barred or bar.fact.fact not in stated:
                stated[bar.fact.fact] = bar.bars_when if barred else not bar.bars_when
    return stated


def _decides(expression: Expression) -> tuple[Fact, bool] | None:
    """The fact that alone decides, and the value by which the condition is met."""
    if isinstance(expression, Holds):
        return expression.fact, True
    if isinstance(expression, Not) and isinstance(expression.part, Holds):
        return expression.part.fact, False
    return None
