"""Recall (罢免): who may ask for it, did enough vote on it, and is the member removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, distinct
from huanjie.law.pack import RulePack
from huanjie.law.rules import OF_ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """联名人数: how many of each group must sign at least; one group is enough."""

    minimum: Mapping[str, int]
    grounds: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallVote:
    """罢免的表决: whether enough voted, and whether it passed; None where nobody said how many."""

    valid: bool
    passed: bool | None
    grounds: tuple[Citation, ...]


def recall_signatures(pack: RulePack, numbers: Mapping[str, int]) -> Signatures:
    """How many signatures a motion needs (罢免要求的联名人数), by the size of each group."""
    rules = {
        group: pack.need(pack.recall_signatures.get(group), f"recall.{group}") for group in numbers
    }
    return Signatures(
        minimum={group: rule.minimum(numbers[group]) for group, rule in rules.items()},
        grounds=distinct(rule.citation for rule in rules.values()),
    )


def recall_vote(
    pack: RulePack, *, method: str, registered: int, voted: int, in_favour: int | None = None
) -> RecallVote:
    """Judge the vote on a recall: it is held by the method that elected (按产生时的选举方式)."""
    if voted > registered:
        raise BadInput(f"投票 {voted} 人，多于登记的 {registered} 人", at="/voted")
    if in_favour is not None and in_favour > voted:
        raise BadInput(f"同意 {in_favour} 人，多于投票的 {voted} 人", at="/in_favour")
    turnout = pack.need(pack.recall_turnout.get(method), f"recall.{method}")
    if not turnout.met_by(voted, registered):
        passed = None if in_favour is None else False
        return RecallVote(valid=False, passed=passed, grounds=(turnout.citation,))
    if in_favour is None:
        return RecallVote(valid=True, passed=None, grounds=(turnout.citation,))
    majority = pack.need(pack.recall_majority, "recall")
    return RecallVote(
        valid=True,
        passed=majority.met_by(in_favour, registered if majority.of in OF_ALL else voted),
        grounds=distinct([turnout.citation, majority.citation]),
    )
