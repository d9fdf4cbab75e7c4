"""Small elections with votes to come (还要再投票的选举), and what the tests say of the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, WU, ZHAO, ZHOU, contest, poll, stands

from huanjie.domain.contest import ContestCount, Count, PersonId, Post
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.nextvotes import NextVote, next_votes
from huanjie.domain.rounds import Batch, BatchCount, CountFile, Round, RunoffFacts, declare_rounds
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

DAY = date(2026, 6, 28)

VILLAGE = load("villagers-committee", today=DAY)

SICHUAN = load("villagers-committee", today=DAY, region="sichuan")

STRANGER = PersonId("冯八")


def facts_of(count: CountFile) -> Count:
    facts = count.rounds[0].facts
    assert isinstance(facts, Count)
    return facts


def village(
    *contests: ContestCount,
    relatives: Sequence[tuple[PersonId, PersonId]] = (),
    collected: int = 700,
) -> CountFile:
    """The first vote of a village, everybody's name his id with 氏 behind it."""
    facts = poll(*contests, relatives=relatives, collected=collected)
    printed = (
        Contest(
            post=each.post,
            seats=each.seats,
            candidates=tuple(
                Candidate(id=p.id, name=f"{p.id}氏", sex=p.sex)
                for p in each.people
                if not p.written_in
            ),
            write_ins=2,
        )
        for each in contests
    )
    vote = Election(
        pack="villagers-committee",
        region="sichuan",
        unit=Unit(code="510100000000", name="甲村"),
        polling_day=DAY,
        contests=tuple(printed),
        turnout=Turnout(collected=collected, issued=710, registered=900),
        single_ballot=False,
        near_relatives=tuple(relatives),
        style="choice",
        title="甲村选票",
    )
    return CountFile(election=vote, rounds=(Round(kind="first", facts=facts),))


def open_votes(count: CountFile, pack: RulePack = SICHUAN) -> tuple[NextVote, ...]:
    return next_votes(count, declare_rounds(count, pack), pack)


def told(votes: Sequence[NextVote]) -> list[tuple[str, list[tuple[Post, int, tuple[str, ...]]]]]:
    """Each vote's kind, and the posts, seats and candidates of its paper."""
    return [
        (
            vote.kind,
            [(c.post, c.seats, tuple(each.id for each in c.candidates)) for c in vote.contests],
        )
        for vote in votes
    ]


def with_runoff(count: CountFile, post: Post, vacancies: int, **votes: int) -> CountFile:
    """One more runoff, with 600 papers."""
    named = {PersonId(person): n for person, n in votes.items()}
    facts = RunoffFacts(vacancies=vacancies, collected=600, votes=named)
    batch = Batch(name="会场", contests={post: BatchCount(valid=600, invalid=0, votes=named)})
    return replace(
        count, rounds=(*count.rounds, Round(kind="runoff", facts=facts, batches=(batch,)))
    )


CHAIR_IN = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 200))

WOMAN_IN = (stands(ZHOU, 500), stands(WU, 450))

TIED = contest(MEMBER, *WOMAN_IN, stands(SUN, 400), stands(LI, 400), seats=3)


def replace_votes(own: ContestCount, votes: int) -> ContestCount:
    return replace(own, people=tuple(replace(person, votes=votes) for person in own.people))
