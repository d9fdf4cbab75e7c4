"""Proxies (委托投票): may this person vote for that one."""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.domain.evaluation import Stated
from huanjie.domain.judgement import Judgement, grounds_of, judge, reasons_of, weakest
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """委托: whether it is accepted; else what is not met, or what is missing."""

    accepted: bool
    reasons: tuple[str, ...]
    grounds: tuple[Citation, ...]
    decided: tuple[Judgement, ...]
    """the conditions that decided: the unmet, else those not to be told, else all"""


def judge_proxy(pack: RulePack, stated: Stated) -> Proxy:
    """Judge one proxy by all conditions of the pack."""
    check_has_proxy(pack)
    decided = weakest(judge(condition, stated) for condition in pack.proxy)
    accepted = all(each.met for each in decided)
    return Proxy(
        accepted=accepted,
        reasons=() if accepted else reasons_of(decided),
        grounds=grounds_of(decided),
        decided=decided,
    )


def barred_for_all(pack: RulePack, *, method: str) -> Judgement | None:
    """The condition that no proxy can meet in an election by this method (一律不得委托); None where
    a proxy may be accepted.
    """
    judged = (judge(condition, {"method": method}) for condition in pack.proxy)
    return next((each for each in judged if each.met is False and not each.taken), None)


def check_has_proxy(pack: RulePack) -> None:
    """Raise NoSuchRule where the pack says nothing of proxies."""
    pack.need(next(iter(pack.proxy), None), "proxy")
