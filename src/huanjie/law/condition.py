"""Conditions (条件): what a law asks of one person, as a short expression over named facts.

[[fact]]
fact = "birth_date"
name = "出生日期"
kind = "date"

[[registration]]
key = "age"
name = "年满十八周岁"
when = "age_on(birth_date, polling_day) >= 18"
unsaid = "met"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from huanjie.law.expression import Expression, facts_of
from huanjie.law.rules import Rule

Unsaid = Literal["met", "unmet", "unknown", "on-roll"]
UNSAID: Final[dict[str, str]] = {
    "met": "没有写明的，视为符合",
    "unmet": "没有写明的，视为不符合",
    "unknown": "没有写明的，不能判断",
    "on-roll": "没有写明的，公布的名册上的人视为符合，别人不能判断",
}
"""What is taken of a condition whose facts nobody stated (事实没有写明)."""

Effect = Literal["barred", "exemption-needed"]
EFFECTS: Final[dict[str, str]] = {
    "barred": "不符合条件",
    "exemption-needed": "须经批准放宽",
}
"""What follows where a condition of eligibility is not met (不具备条件的后果)."""

ExemptedBy = Literal["town", "county", "city"]
EXEMPTERS: Final[dict[ExemptedBy, str]] = {
    "town": "乡镇、街道",
    "county": "县（市、区）",
    "city": "设区的市",
}
"""Who decides on an exemption (由哪一级决定放宽), the lowest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Rule):
    """One condition (条件) of registration, of a proxy or of eligibility."""

    key: str
    name: str
    when: str
    """the expression that must hold, as the pack writes it"""
    expression: Expression
    """the same, understood"""
    unsaid: Unsaid
    posts: tuple[str, ...]
    """the posts that it is asked of; none: of every post"""
    effect: Effect
    exempted_by: ExemptedBy | None = None
    """the level that decides on an exemption, where the text says it; None: it does not"""

    def asks(self, *facts: str) -> bool:
        """Whether it asks one of these facts (问不问这个事实), by their words."""
        return any(each.fact in facts for each in facts_of(self.expression))
