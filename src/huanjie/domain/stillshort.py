"""Still short (当选人数仍不足): whether so many are elected that the rest may stay vacant."""

from __future__ import annotations

from collections.abc import Mapping, Sized

from huanjie.domain.contest import Post
from huanjie.law.pack import RulePack
from huanjie.law.rules import StillShort


def may_stay_vacant(elected: Mapping[Post, Sized], pack: RulePack) -> StillShort | None:
    """The rule by which a seat may stay vacant (可以暂缺), where enough hold a post.

    A chair that this election was not about is not missed.
    """
    rule = pack.still_short
    if rule is None or sum(len(people) for people in elected.values()) < rule.elected_at_least:
        return None
    chair = Post(pack.posts[0].post)
    if rule.with_chair and not len(elected.get(chair, "?")):
        return None
    return rule


def as_said(rule: StillShort) -> str:
    """What may be done, and whose consent it takes."""
    if rule.if_agreed is None:
        return rule.citation.says
    return f"{rule.citation.says}由{rule.if_agreed}决定。"
