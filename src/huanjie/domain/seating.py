"""Seating (确定当选人): the contests rank by rank, the highest first, near relatives avoided on the
way.

A higher post is never moved by a lower one, so each rank is decided before the next is looked at.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace

from huanjie.domain.avoidance import Holder, Pairs, avoid, barred_pairs, kin_rules
from huanjie.domain.carrydown import carried_into, with_carried
from huanjie.domain.contest import (
    ContestCount,
    Count,
    PersonId,
    Post,
    Revote,
    Sex,
    Withdrawal,
)
from huanjie.domain.quorum import falls_short
from huanjie.domain.reconciliation import reconcile
from huanjie.domain.seated import Seated, Seating, Void, may_sit, will_seat_a_woman
from huanjie.domain.seats import NO_RULE, fill, may_be_seated, over_the_line, tie_hangs
from huanjie.domain.unsettled import hang_on_tied_relatives, wait_for_the_higher_revote, withdraw
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.law.rules import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What every contest is decided by."""

    count: Count
    pack: RulePack
    collected: int
    pairs: Pairs
    womens: Post | None
    """the contest in which a woman's seat is kept"""

    @property
    def refills(self) -> bool:
        """Whether the next over the line takes the seat that a relative leaves (递补)."""
        rule = self.pack.relative_stays
        return rule is not None and rule.next_over_the_line_fills


def seat(count: Count, pack: RulePack, *, collected: int) -> Seating:
    """Decide every contest of an election that is valid."""
    contests = sorted(_with_sexes(count), key=lambda contest: pack.place_of(contest.post))
    case = _Case(
        count=count,
        pack=pack,
        collected=collected,
        pairs=barred_pairs(count.near_relatives, contests, pack),
        womens=_womens_contest(contests, pack),
    )
    majority = pack.need(pack.majority, "majority")
    seating = Seating(grounds=[majority.citation])
    if majority.of == "collected" and any(contest.invalid for contest in contests):
        seating.cite(pack.invalid_counts)
    for _, group in itertools.groupby(contests, key=lambda contest: pack.rank_of(contest.post)):
        _seat_rank(seating, list(group), case)
    return seating


def base_of(share: Share, contest: ContestCount, count: Count, *, collected: int) -> int:
    """The number that a contest's share is taken of (计算基数): its own papers where it had
    its own.
    """
    if share.of == "collected":
        own = None if count.single_ballot else contest.papers()
        return collected if own is None else own
    stated = {
        "attended": count.attended,
        "entitled": count.entitled,
        "registered": count.registered,
    }
    number = stated.get(share.of)
    if number is None:
        raise BadInput(f"缺少“{share.of}”", remedy=f"补上“{share.of}”")
    return number


def _seat_rank(seating: Seating, contests: list[ContestCount], case: _Case) -> None:
    """Decide the contests of one rank: first as if nobody had voted again, then with the
    revotes.
    """
    before = dict(seating.contests)
    own = contests
    carried = {each.post: carried_into(each, before, case.count, case.pack) for each in own}
    contests = [with_carried(each, carried[each.post]) for each in own]
    _decide(seating, contests, case)
    revotes = {contest.post: contest.revote for contest in contests if contest.revote}
    for post, revote in revotes.items():
        _check_revote(revote, seating.contests[post])
    if revotes:
        if any(_is_revote(seating.contests[post], case.pack) for post in revotes):
            seating.cite(case.pack.tie)
        seating.contests = before
        seating.revotes |= revotes
        _decide(seating, contests, case)
    if any(carried.values()):
        as_counted = Seating(contests=before, revotes=dict(seating.revotes))
        _decide(as_counted, own, case)
        if any(seating.contests[p].state() != as_counted.contests[p].state() for p in carried):
            seating.cite(case.pack.votes_carry_down)
        for post, votes in carried.items():
            seating.contests[post].carried = votes


def _is_revote(seated: Seated, pack: RulePack) -> bool:
    """Whether the votes are of a revote, and not of the meeting that decides between relatives."""
    by_meeting = pack.relative_stays and pack.relative_stays.equal_decided_by
    return bool(seated.filling.tied) or not (seated.equal and by_meeting)


def _check_revote(revote: Revote, seated: Seated) -> None:
    """Refuse a revote among anybody but the tied, as they are or as they were before a higher post
    took one of them.
    """
    post, tied = seated.contest.post, seated.tied()
    first_look = fill(over_the_line(seated.contest, seated.minimum), seated.contest.seats)
    before = {person.id for person in first_look.tied}
    if not tied | before:
        raise BadInput(f"{post} 没有票数相等的人，不需要再次投票", remedy="删去 revote")
    if set(revote.votes) not in (tied, before):
        names = "、".join(sorted(tied or before))
        raise BadInput(
            f"{post} 的再次投票不是在票数相等的人之间进行的", remedy=f"只写这些人的票数：{names}"
        )


def _decide(seating: Seating, contests: list[ContestCount], case: _Case) -> None:
    """Fill one rank; where the law lets the next take a withdrawn relative's seat, fill it
    again.
    """
    higher = dict(seating.contests)
    undecided = _undecided(higher, case.pack)
    stepped_back: dict[PersonId, Post] = {}
    while True:
        seating.contests = dict(higher)
        for contest in contests:
            _fill_one(seating, contest, case, barred=set(stepped_back))
        holders = _holders(seating, case.pack)
        result = avoid(holders, case.pairs, seating.revotes, case.pack, undecided)
        back = [h for h in result.step_back if h.post not in higher]
        if not (back and case.refills):
            break
        stepped_back |= {holder.person.id: holder.post for holder in back}
    one_post = undecided if case.pack.two_posts else {}
    refilled = case.pairs if case.refills else frozenset()
    for contest in contests:
        seated = seating.contests[contest.post]
        withdraw(seated, result)
        hang_on_tied_relatives(seated, case.pairs)
        wait_for_the_higher_revote(seated, one_post, refilled)
    for person, post in stepped_back.items():
        seating.contests[post].withdrawn.append(Withdrawal(id=person, because="near-relative"))
    own_wait = [h for h in result.waiting if h.person.id in undecided]
    tied_wait = any(
        person.id in undecided
        for contest in contests
        for person in seating.contests[contest.post].tie_waits
    )
    seating.cite(case.pack.two_posts if own_wait or tied_wait else None)
    kin = [each.post for each in (*back, *result.equal, *result.waiting) if each not in own_wait]
    kin += stepped_back.values()
    if kin:
        seating.cite(*kin_rules(case.pack, kin))


def _undecided(higher: dict[Post, Seated], pack: RulePack) -> dict[PersonId, int]:
    """Everyone who may still get a higher post, with its rank."""
    return {
        person.id: pack.rank_of(post)
        for post, seated in higher.items()
        for person in may_sit(seated)
    }


def _fill_one(
    seating: Seating,
    contest: ContestCount,
    case: _Case,
    *,
    barred: set[PersonId],
) -> None:
    """Fill one contest; somebody already elected to a higher post leaves this seat to the next."""
    majority = case.pack.need(case.pack.majority, "majority")
    minimum = majority.minimum(base_of(majority, contest, case.count, collected=case.collected))
    void = _own_void(contest, case)
    passed = () if void else over_the_line(contest, minimum)
    passed = tuple(person for person in passed if person.id not in barred)
    revote = seating.revotes.get(contest.post)
    woman_is_in = _woman_is_in(seating, contest, case)
    higher = {person.id for person in seating.elected()} if case.pack.two_posts else set()
    free = tuple(person for person in passed if person.id not in higher)
    again = revote.votes if revote else None
    withdrawn = [
        Withdrawal(id=person.id, because="two-posts")
        for person in passed
        if person.id in higher
        and may_be_seated(person, free, contest.seats, again=again, woman_is_in=woman_is_in)
    ]
    seating.contests[contest.post] = Seated(
        contest=contest,
        minimum=minimum,
        filling=fill(free, contest.seats, again=again, woman_is_in=woman_is_in),
        withdrawn=withdrawn,
        void=void,
        tie_hangs=tie_hangs(free, contest.seats, again=again, woman_is_in=woman_is_in),
    )


def _own_void(contest: ContestCount, case: _Case) -> Void | None:
    """Whether a vote with papers of its own is void by itself
    (分别进行的选举，各自有效或者无效).
    """
    own = None if case.count.single_ballot else contest.papers()
    if own is None:
        return None
    papers = reconcile(case.pack, collected=own, known=case.count.compared_with())
    if not papers.valid:
        return Void(f"{papers.reason}，本项选举无效。", papers.grounds[0])
    share = case.pack.turnout.get(case.count.method)
    registered = case.count.registered
    if share is None or registered is None or share.met_by(own, registered):
        return None
    short = falls_short(share, own, registered, what="收回选票")
    return Void(f"{short}，本项选举无效。", share.citation)


def _womens_contest(contests: list[ContestCount], pack: RulePack) -> Post | None:
    """The contest in which a woman's seat is kept: the last of the members' contests."""
    if pack.women_seat is None or pack.women_seat.method != "best-woman-first":
        return None
    members = members_contests(contests, pack)
    return members[-1].post if members else None


def members_contests(contests: Iterable[ContestCount], pack: RulePack) -> list[ContestCount]:
    """The contests of the lowest rank (委员)."""
    lowest = len(pack.posts) - 1
    return [contest for contest in contests if pack.rank_of(contest.post) == lowest]


def _woman_is_in(seating: Seating, contest: ContestCount, case: _Case) -> frozenset[bool]:
    """Whether a woman holds a seat already: yes, no, or not known yet."""
    if contest.post != case.womens or contest.women_seat_met:
        return NO_RULE
    sexes = {person.sex for person in seating.elected()}
    if "f" in sexes or will_seat_a_woman(seating.contests, case.pairs):
        return NO_RULE
    undecided = {person.sex for seated in seating.contests.values() for person in may_sit(seated)}
    unknown = None in sexes or bool(undecided & {"f", None})
    return frozenset({True, False}) if unknown else frozenset({False})


def _holders(seating: Seating, pack: RulePack) -> list[Holder]:
    return [
        Holder(person=person, post=post, rank=pack.rank_of(post))
        for post, seated in seating.contests.items()
        for person in (*seated.filling.elected, *seated.equal)
    ]


def _with_sexes(count: Count) -> list[ContestCount]:
    """The contests with each person's sex filled in from wherever it was stated."""
    sexes: dict[PersonId, Sex] = {}
    for contest in count.contests:
        for person in contest.people:
            if person.sex and sexes.setdefault(person.id, person.sex) != person.sex:
                raise BadInput(f"“{person.id}”的性别写了两种", remedy="改成一致")
    return [
        replace(
            contest,
            people=tuple(replace(person, sex=sexes.get(person.id)) for person in contest.people),
        )
        for contest in count.contests
    ]
