"""Bars between two bodies of one place (跨组织的亲属回避): one body's pack asks of whoever
stands for it that they are no near relative of a member of another; whoever stands for that other
is kept by the same rule from serving beside such a relative.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from huanjie.law.bodyrules import KinBar
from huanjie.law.condition import Condition
from huanjie.law.expression import facts_of
from huanjie.law.kinship import NEAR_RELATIVE
from huanjie.law.pack import RulePack

RELATIVE_OF_MEMBER: Final[Mapping[str, tuple[str, ...]]] = {
    "near_relative_of_committee_member": ("villagers-committee", "residents-committee"),
}
"""Which bodies' members a fact of the packs speaks of, where they are another body's."""


def bar_between(one: RulePack, other: RulePack) -> KinBar | None:
    """The bar that keeps near relatives from serving in these two bodies (不得分别任职); None where
    neither pack has such a condition.
    """
    condition = _asked(one, other.body) or _asked(other, one.body)
    if condition is None or one.body == other.body:
        return None
    return KinBar(citation=condition.citation, classes=(NEAR_RELATIVE,))


def _asked(pack: RulePack, body: str) -> Condition | None:
    """The condition by which a pack bars near relatives of this body's members."""
    for condition in pack.eligibility:
        for fact in facts_of(condition.expression):
            if body in RELATIVE_OF_MEMBER.get(fact.fact, ()):
                return condition
    return None
