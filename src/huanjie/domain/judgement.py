"""Judging a condition (判断条件): met, not met, or not to be told, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from huanjie.domain.evaluation import Stated, Truth, evaluate, truth_of
from huanjie.law.citation import Citation, distinct
from huanjie.law.condition import Condition, Unsaid

_TAKEN: Final[dict[Unsaid, Truth]] = {
    "met": True,
    "unmet": False,
    "unknown": None,
    "on-roll": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One condition of one person (一个条件的判断)."""

    condition: Condition
    met: Truth
    """None where what is stated does not tell"""
    taken: bool
    """nothing stated decided it: it is as the pack takes what nobody says (没有写明的)"""
    stated: Stated
    """what it was judged by: the sentences are made where somebody asks for them"""

    @property
    def reason(self) -> str:
        """The sentence for the person concerned; what nobody meets is said by its name."""
        why = "；".join(evaluate(self.condition.expression, self.stated).because)
        name = self.condition.name
        if not why:
            return name
        if self.met is None:
            return f"不能判断“{name}”：{why}"
        found = "符合" if self.met else "不符合"
        return f"{found}“{name}”：{why}{f'，视为{found}' if self.taken else ''}"


def judge(condition: Condition, stated: Stated) -> Judgement:
    """Judge a condition by what is stated; what is unknown is taken as the pack says (`unsaid`). Of
    what it takes of people on a roll alone, whoever knows that somebody is on one says it by
    `for_the_roll`.
    """
    truth, taken = truth_of(condition.expression, stated), _TAKEN[condition.unsaid]
    return Judgement(
        condition=condition,
        met=taken if truth is None else truth,
        taken=truth is None and taken is not None,
        stated=stated,
    )


def for_the_roll(condition: Condition) -> Condition:
    """The condition as it is asked of somebody whom a published roll names (名册上的人)."""
    return replace(condition, unsaid="met") if condition.unsaid == "on-roll" else condition


def reasons_of(judgements: Iterable[Judgement]) -> tuple[str, ...]:
    """Each reason once."""
    return tuple(dict.fromkeys(each.reason for each in judgements))


def grounds_of(judgements: Iterable[Judgement]) -> tuple[Citation, ...]:
    """The articles that decided: not those that were only taken as met."""
    decided = [each for each in judgements if not (each.taken and each.met)]
    return distinct(each.condition.citation for each in decided)


def weakest(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Of conditions that must all be met, those that decided: the unmet, else those not to be
    told, else all.
    """
    return _first_of((False, None), judgements)


def strongest(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Of conditions of which one must be met, those that decided: the met, else those not to be
    told, else all.
    """
    return _first_of((True, None), judgements)


def _first_of(truths: tuple[Truth, ...], judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that are as the first of the truths that any is; all where none is."""
    every = tuple(judgements)
    found = (tuple(each for each in every if each.met is truth) for truth in truths)
    return next(filter(None, found), every)
