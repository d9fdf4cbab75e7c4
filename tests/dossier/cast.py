"""One fixed cast (固定的人物): an election with a tie, a runoff and its records, and its keys."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.counting import first_round, runoff_rounds
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.rounds import CountFile
from huanjie.domain.tally import CastVoteRecord, Mark, Paper, tally
from huanjie.exchange.cvr import write_records
from huanjie.law.calendar import Calendar, load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

NOW = "2026-06-28T12:30:00Z"
POLLING_DAY = date(2026, 6, 28)

ZHAO, QIAN, SUN, LI, ZHOU, WU, ZHENG = map(
    PersonId, ("zhao", "qian", "sun", "li", "zhou", "wu", "zheng")
)
NAMES = {
    ZHAO: "赵明远",
    QIAN: "钱守义",
    SUN: "孙桂兰",
    LI: "李建国",
    ZHOU: "周文斌",
    WU: "吴秀英",
    ZHENG: "郑海涛",
}
WOMEN = {SUN, WU}
CHAIR, MEMBER = Post("chair"), Post("member")


def chance(seed: bytes = b"salt") -> Callable[[int], bytes]:
    """Chance that falls the same way every time."""
    state = [seed]

    def random(size: int) -> bytes:
        state[0] = hashlib.sha256(state[0]).digest()
        return hashlib.shake_256(state[0]).digest(size)

    return random


@cache
def villagers(region: str | None = "sichuan") -> RulePack:
    return load("villagers-committee", on=POLLING_DAY, today=POLLING_DAY, region=region)


@cache
def party() -> RulePack:
    return load("party-branch", on=POLLING_DAY, today=POLLING_DAY)


@cache
def calendar() -> Calendar:
    return load_calendar()


def contest(post: Post, seats: int, *people: PersonId, write_ins: int = 1) -> Contest:
    return Contest(
        post=post,
        seats=seats,
        candidates=tuple(
            Candidate(id=p, name=NAMES[p], sex="f" if p in WOMEN else "m") for p in people
        ),
        write_ins=write_ins,
    )


def election(*contests: Contest, turnout: Turnout, single_ballot: bool = True) -> Election:
    return Election(
        pack="villagers-committee",
        region="sichuan",
        unit=Unit(code="510122001201", name="清水村"),
        polling_day=POLLING_DAY,
        contests=contests,
        turnout=turnout,
        single_ballot=single_ballot,
    )


def records(wanted: dict[Post, dict[PersonId, int]], papers: int) -> list[CastVoteRecord]:
    """So many papers on which each person has so many approvals; the rest oppose."""
    return list(_records(wanted, papers))


def _records(wanted: dict[Post, dict[PersonId, int]], papers: int) -> Iterator[CastVoteRecord]:
    for number in range(papers):
        contests = {}
        for post, votes in wanted.items():
            marks: dict[PersonId, Mark] = {}
            start = 0
            for person, n in votes.items():
                inside = (number - start) % papers < n
                marks[person] = "approve" if inside else "oppose"
                start = (start + n) % papers
            contests[post] = Paper(marks=marks)
        yield CastVoteRecord(
            id=hashlib.sha256(f"paper {number}".encode()).hexdigest()[:16],
            batch=f"{number % 2 + 1}号票箱",
            source=((f"scan-{number // 50}.png", number % 50 + 1),),
            contests=contests,
        )


def written(path: Path, ballots: list[CastVoteRecord]) -> str:
    """Write CVR.jsonl; its hash."""
    path.write_text("".join(write_records(ballots)), "utf-8")
    return hashlib.sha256(path.read_bytes()).hexdigest()


FIRST_VOTES = {
    CHAIR: {ZHAO: 41, QIAN: 19},
    MEMBER: {SUN: 40, LI: 36, ZHOU: 25, WU: 20},
}
RUNOFF_VOTES = {MEMBER: {ZHOU: 33, WU: 24}}


def first_election() -> Election:
    turnout = Turnout(collected=60, issued=62, registered=100)
    return election(
        contest(CHAIR, 1, ZHAO, QIAN), contest(MEMBER, 3, SUN, LI, ZHOU, WU), turnout=turnout
    )


def runoff_election() -> Election:
    turnout = Turnout(collected=57, issued=58, registered=100)
    return election(contest(MEMBER, 1, ZHOU, WU), turnout=turnout)


def counted(folder: Path) -> tuple[CountFile, list[Path]]:
    """清水村: chair and two members elected, the third member by a runoff; with its records."""
    first, again = records(FIRST_VOTES, 60), records(RUNOFF_VOTES, 57)
    paths = [folder / "first.jsonl", folder / "runoff.jsonl"]
    hashes = [written(path, own) for path, own in zip(paths, (first, again), strict=True)]
    pack = villagers()
    one = first_round(first_election(), tally(first_election(), first, pack), cvr_sha256=hashes[0])
    more = runoff_rounds(
        runoff_election(), tally(runoff_election(), again, pack), cvr_sha256=hashes[1]
    )
    return CountFile(election=first_election(), rounds=(one, *more)), paths


def by_hand(count: CountFile) -> CountFile:
    """The same count as if by hand: no records."""
    rounds = tuple(replace(round_, cvr_sha256=None) for round_ in count.rounds)
    return replace(count, rounds=rounds)


def pointer(document: Any, path: str) -> Any:
    """The value at a JSON pointer."""
    for step in path.split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document
