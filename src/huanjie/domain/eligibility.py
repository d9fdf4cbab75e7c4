"""Eligibility (任职资格): may somebody stand for a post, and which article says so.

Barred wins over exemption-needed, and that over unknown: what is certain is said first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from huanjie.domain.contest import Post
from huanjie.domain.evaluation import Stated
from huanjie.domain.judgement import Judgement, grounds_of, judge, reasons_of
from huanjie.law.citation import Citation
from huanjie.law.condition import Condition
from huanjie.law.expression import Fact, facts_of
from huanjie.law.pack import RulePack

Finding = Literal["eligible", "barred", "exemption-needed", "unknown"]
FINDINGS: Final[dict[Finding, str]] = {
    "eligible": "符合条件",
    "barred": "不符合条件",
    "exemption-needed": "须经批准放宽",
    "unknown": "不能判断",
}
MEMBER: Final = Post("member")


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """资格: the finding, what is not met or missing, and the articles that decided."""

    finding: Finding
    reasons: tuple[str, ...]
    grounds: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityCase:
    """What is to be judged (待审查的一个人): for which post, and all that is stated."""

    post: Post
    stated: Stated


Judge = Callable[[RulePack, Iterable[EligibilityCase]], Iterator[Eligibility]]
"""Judges many, each as the domain judges one, in the order of the cases."""


def judge_cases(pack: RulePack, cases: Iterable[EligibilityCase]) -> Iterator[Eligibility]:
    """Judge one after another."""
    return (judge_eligibility(pack, case.stated, post=case.post) for case in cases)


def judge_eligibility(pack: RulePack, stated: Stated, *, post: Post = MEMBER) -> Eligibility:
    """Judge one person for one post."""
    judgements = [judge(condition, stated) for condition in asked_of(pack, post)]
    unmet = [each for each in judgements if each.met is False]
    barring = [each for each in unmet if each.condition.effect == "barred"]
    unknown = [each for each in judgements if each.met is None]
    if barring:
        return _found("barred", barring, also=[e for e in unmet if e.condition.effect != "barred"])
    if unmet:
        # What nobody has stated may bar even whoever is exempted: it is said, and decides nothing.
        return _found("exemption-needed", unmet, also=unknown)
    if unknown:
        return _found("unknown", unknown)
    return Eligibility(finding="eligible", reasons=(), grounds=grounds_of(judgements))


def asked_of(pack: RulePack, post: Post) -> tuple[Condition, ...]:
    """The conditions that are asked of a post; one that the pack does not name follows the post
    that it is judged as.
    """
    check_has_eligibility(pack)
    judged = pack.judged_as(post)
    return tuple(
        condition
        for condition in pack.eligibility
        if not condition.posts or post in condition.posts or judged in condition.posts
    )


def facts_asked_of(pack: RulePack) -> tuple[Fact, ...]:
    """Every fact that a condition of eligibility names, whatever the post, each once (资格审查要
    知道的事实); none where the pack does not say who may stand.
    """
    named = (fact for each in pack.eligibility for fact in facts_of(each.expression))
    return tuple(dict.fromkeys(named))


def check_has_eligibility(pack: RulePack) -> None:
    """Raise NoSuchRule where the pack does not say who may stand."""
    pack.need(next(iter(pack.eligibility), None), "eligibility")


def _found(
    finding: Finding, decided: list[Judgement], *, also: list[Judgement] | None = None
) -> Eligibility:
    return Eligibility(
        finding=finding,
        reasons=reasons_of([*decided, *(also or [])]),
        grounds=grounds_of(decided),
    )
