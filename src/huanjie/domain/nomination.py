"""Nomination (提名): who may nominate, and are there enough more candidates than seats (差额)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.choosing import representatives_vote
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import BallotOrder, Contest
from huanjie.domain.eligibility import facts_asked_of
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import NOMINATION_ROUTES
from huanjie.law.citation import Citation, distinct
from huanjie.law.pack import RulePack

CONFIRM_ONE: Final = "由本人书面确认做哪一项职务的候选人，去掉其余的提名"
"""What somebody does who was nominated for two posts where the law allows one."""

_VILLAGE_MEETINGS: Final = frozenset({"adults", "households"})
"""The meetings of villagers or residents (村民会议、居民会议): of adults, or of households."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateNumber:
    """候选人名额: the fewest, and the most where there is a bound."""

    minimum: int
    maximum: int | None
    grounds: tuple[Citation, ...]

    def __str__(self) -> str:
        if self.maximum is None:
            return f"{self.minimum} 人以上"
        if self.maximum == self.minimum:
            return f"{self.minimum} 人"
        return f"{self.minimum} 至 {self.maximum} 人"

    def excess(self, candidates: int) -> int:
        """How many more stand than may; below nothing: how many are missing; 0 is lawful."""
        if candidates < self.minimum:
            return candidates - self.minimum
        return 0 if self.maximum is None else max(0, candidates - self.maximum)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateNumbers:
    """Which posts have a lawful number of candidates, and which do not (差额是否合法)."""

    lawful: tuple[Post, ...]
    unlawful: tuple[Post, ...]
    grounds: tuple[Citation, ...]


def candidate_number(pack: RulePack, *, seats: int, post: Post) -> CandidateNumber:
    """How many candidates so many seats need."""
    margin = pack.margin_for(post)
    return CandidateNumber(
        minimum=margin.minimum(seats), maximum=margin.maximum(seats), grounds=(margin.citation,)
    )


def candidate_numbers(pack: RulePack, posts: Mapping[Post, tuple[int, int]]) -> CandidateNumbers:
    """Judge each post's (seats, candidates)."""
    verdicts = {post: _lawful(pack, post, *numbers) for post, numbers in posts.items()}
    return CandidateNumbers(
        lawful=tuple(post for post, lawful in verdicts.items() if lawful),
        unlawful=tuple(post for post, lawful in verdicts.items() if not lawful),
        grounds=distinct(pack.margin_for(post).citation for post in posts),
    )


def _lawful(pack: RulePack, post: Post, seats: int, candidates: int) -> bool:
    return candidate_number(pack, seats=seats, post=post).excess(candidates) == 0


def others_may_stand(pack: RulePack, *, method: str) -> bool:
    """Whether whoever stands need not be on the roll (名册以外的人可以作人选): where a meeting of
    some elects from among all of the place, and no condition asks for being registered or for a
    standing with a vote.
    """
    if pack.electorate or any(each.fact == "registered" for each in facts_asked_of(pack)):
        return False
    return representatives_vote(pack, method=method) or method in _VILLAGE_MEETINGS & {
        *pack.assembly_quorum
    }


def unlawful_contests(pack: RulePack, contests: Iterable[Contest]) -> Iterator[BadInput]:
    """Each contest with too few or too many candidates (差额不合法), and the article; a pack that
    sets no number finds none, and a paper without candidates is another way to elect (无候选人).
    """
    for place, contest in enumerate(contests):
        stand = len(contest.candidates)
        if not stand or not pack.has_margin_for(contest.post):
            continue
        needed = candidate_number(pack, seats=contest.seats, post=contest.post)
        if excess := needed.excess(stand):
            law = "".join(f"依据：{c.quoted}" for c in needed.grounds)
            yield BadInput(
                f"{pack.post_name(contest.post)}选 {contest.seats} 人，候选人应有 {needed}，"
                f"现有 {stand} 人。{law}",
                at=f"/contests/{place}/candidates",
                remedy=f"减去 {excess} 人" if excess > 0 else f"再提名 {-excess} 人",
            )


def candidates_twice(pack: RulePack, contests: Iterable[Contest]) -> Iterator[BadInput]:
    """Each person who stands for two posts where the law lets nobody (一人只做一项职务的候选人): of
    two nominations they confirm one in writing. A pack without that rule finds none.
    """
    if pack.one_post_a_candidate is None:
        return
    c = pack.one_post_a_candidate.citation
    posts: dict[PersonId, list[str]] = {}
    for place, contest in enumerate(contests):
        for candidate in contest.candidates:
            own = posts.setdefault(candidate.id, [])
            own.append(pack.post_name(contest.post))
            if len(own) > 1:
                yield BadInput(
                    f"{twice_says(candidate.name, own)}。依据：{c.quoted}",
                    at=f"/contests/{place}/candidates",
                    remedy=CONFIRM_ONE,
                )


def twice_says(name: str, posts: Iterable[str]) -> str:
    """Who stands for which posts at once (同时列为几项职务的候选人), by the posts' names."""
    return f"{name}同时列为{'、'.join(posts)}的候选人"


def check_order(pack: RulePack, order: BallotOrder) -> None:
    """Refuse a ballot in stroke order where the law orders the candidates by how many nominated
    them (选票上以提名人数多少的顺序排列).
    """
    rule = pack.ballot_order
    if rule and order != "listed":
        law = f"依据：{rule.citation.quoted}"
        raise BadInput(
            f"这里选票上的候选人不按姓氏笔画排列。{law}",
            at="/ballot/order",
            remedy="按提名人数从多到少写候选人，再把 ballot 的 order 写成 listed",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominated:
    """是否构成提名: why not, nothing if it does, and the rule of the route."""

    fault: str
    grounds: tuple[Citation, ...]


def open_routes(pack: RulePack) -> tuple[str, ...]:
    """The ways to nominate that the pack opens (可用的提名途径), in the order of their table: a
    database need not keep that of a pack.
    """
    return tuple(each for each in NOMINATION_ROUTES if each in pack.nomination)


def nominated(pack: RulePack, *, route: str, count: int) -> Nominated:
    """Whether so many people nominate lawfully by one route (提名途径和联名人数)."""
    if not pack.nomination:
        pack.need(None, "nomination")
    rule = pack.nomination.get(route)
    if rule is None:
        lawful = "、".join(NOMINATION_ROUTES[each] for each in open_routes(pack))
        return Nominated(
            fault=f"“{NOMINATION_ROUTES[route]}”不是可用的途径，可用的：{lawful}",
            grounds=distinct(pack.nomination[each].citation for each in open_routes(pack)),
        )
    few = count < rule.at_least
    fault = f"提名 {count} 人，至少须 {rule.at_least} 人" if few else ""
    return Nominated(fault=fault, grounds=(rule.citation,))
