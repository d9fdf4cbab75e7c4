"""A ballot's validity (选票是否有效): judged by the marks on it, as the pack says, whole or post by
post.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huanjie.domain.contest import Post
from huanjie.law.citation import Citation, distinct
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """One post's marks on one paper, as numbers (赞成、反对、弃权、另选). None: nobody counted
    them.
    """

    approve: int = 0
    oppose: int | None = None
    abstain: int | None = None
    write_in: int = 0

    @property
    def chosen(self) -> int:
        """How many people the paper chooses for the post (所选人数)."""
        return self.approve + self.write_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """一张选票: its marks by post, and whether it names one person for two posts."""

    marks: Mapping[Post, Marks]
    same_person_twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a ballot is worth: void as a whole, or the posts whose part is void (相应部分无效)."""

    valid: bool
    void_posts: tuple[Post, ...]
    grounds: tuple[Citation, ...]

    def counts_for(self, post: Post) -> bool:
        """Whether the paper counts as a valid one for this post."""
        return self.valid and post not in self.void_posts


def judge(pack: RulePack, ballot: Ballot, seats: Mapping[Post, int]) -> Verdict:
    """Judge one ballot: more choices than seats, one person twice, a write-in where nobody was
    opposed.
    """
    rule = pack.need(pack.over_vote, "ballot")
    over = tuple(post for post, marks in ballot.marks.items() if marks.chosen > seats[post])
    grounds = [rule.citation]
    valid = not (over and rule.judged == "whole")
    if ballot.same_person_twice and pack.same_person_twice:
        valid = False
        grounds.append(pack.same_person_twice.citation)
    if pack.write_in_needs_opposition and any(_unopposed(m) for m in ballot.marks.values()):
        valid = False
        grounds.append(pack.write_in_needs_opposition.citation)
    return Verdict(
        valid=valid,
        void_posts=over if valid and rule.judged == "by-post" else (),
        grounds=distinct(grounds),
    )


def judges_by_post(pack: RulePack) -> bool:
    """Whether only the over-voted post's part of a paper is void (按职务判定)."""
    return pack.need(pack.over_vote, "ballot").judged == "by-post"


def _unopposed(marks: Marks) -> bool:
    """More people written in than opposed; what was not counted is not judged."""
    return marks.oppose is not None and marks.write_in > marks.oppose
