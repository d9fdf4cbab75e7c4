"""Findings per rule (逐条审查的结论): each condition of eligibility judged of one person by itself,
with the facts that it rests on, and what they come to together once exemptions are counted in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from huanjie.domain.contest import Post
from huanjie.domain.eligibility import MEMBER, Finding, asked_of
from huanjie.domain.evaluation import Stated
from huanjie.domain.judgement import Judgement, for_the_roll, judge
from huanjie.law.condition import Condition
from huanjie.law.expression import Fact, facts_of
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFinding:
    """One condition of one person (一条条件的结论), and whether an exemption was granted for it."""

    judgement: Judgement
    is_exempted: bool

    @property
    def condition(self) -> Condition:
        """The condition, with its article."""
        return self.judgement.condition

    @property
    def finding(self) -> Finding:
        """Eligible, where it is met or an exemption covers it; else what follows."""
        if self.judgement.met is None:
            return "unknown"
        if self.judgement.met or self.is_exempted:
            return "eligible"
        return self.condition.effect

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it rests on."""
        return facts_of(self.condition.expression)


def findings_of(
    pack: RulePack,
    stated: Stated,
    *,
    post: Post = MEMBER,
    exempted: Collection[str] = (),
    on_roll: bool = False,
) -> tuple[RuleFinding, ...]:
    """Every condition that the post asks, judged. `exempted` are keys of conditions for which an
    exemption was granted (已批准放宽的条件); of a condition that bars outright it changes nothing.
    `on_roll`: a published roll names the person.

    NoSuchRule where the pack does not say who may stand.
    """
    return tuple(
        RuleFinding(
            judgement=judge(for_the_roll(condition) if on_roll else condition, stated),
            is_exempted=condition.key in exempted and condition.effect == "exemption-needed",
        )
        for condition in asked_of(pack, post)
    )


def together(findings: Iterable[RuleFinding]) -> Finding:
    """What all conditions come to (总的结论): barred before exemption-needed, that before unknown,
    as `judge_eligibility` says it.
    """
    found = {each.finding for each in findings}
    order: tuple[Finding, ...] = ("barred", "exemption-needed", "unknown")
    return next((each for each in order if each in found), "eligible")
