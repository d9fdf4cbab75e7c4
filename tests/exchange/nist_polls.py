"""Polls that a NIST report is made of (样例): an election, its papers, and the report of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.exchange.nist import Report, contests, papers

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.tally import CastVoteRecord, Mark, Paper
from huanjie.exchange.nist_cvr import write_report
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

DAY = date(2026, 6, 28)
AT = datetime(2026, 6, 28, 12, 30, tzinfo=UTC)
CHAIR, MEMBER = Post("chair"), Post("member")
VILLAGE = load("villagers-committee", today=DAY)
ZHEJIANG = load("villagers-committee", today=DAY, region="zhejiang")
PARTY = load("party-branch", today=DAY)
assert VILLAGE.over_vote
BY_POST = replace(VILLAGE, over_vote=replace(VILLAGE.over_vote, judged="by-post"))
PACKS = (VILLAGE, ZHEJIANG, PARTY, BY_POST)

ELECTION = Election(
    pack="villagers-committee@2026-01-01",
    region=None,
    unit=Unit(code="510100000000", name="三联村"),
    polling_day=DAY,
    contests=(
        Contest(
            post=CHAIR,
            seats=1,
            candidates=(
                Candidate(id=PersonId("A"), name="赵一"),
                Candidate(id=PersonId("B"), name="钱二"),
            ),
            write_ins=1,
        ),
        Contest(
            post=MEMBER,
            seats=2,
            candidates=(
                Candidate(id=PersonId("C"), name="孙三"),
                Candidate(id=PersonId("D"), name="李四"),
                Candidate(id=PersonId("E"), name="周五"),
            ),
            write_ins=2,
        ),
    ),
    single_ballot=True,
)
CHOICE = replace(ELECTION, style="choice")
SEPARATE = replace(ELECTION, single_ballot=False)


def marks(written: str, *write_ins: str) -> Paper:
    """A part of a paper, from `A+ B- C0`: approved, opposed, abstained."""
    words: dict[str, Mark] = {"+": "approve", "-": "oppose", "0": "abstain"}
    return Paper(
        marks={PersonId(each[:-1]): words[each[-1]] for each in written.split()},
        write_ins=write_ins,
    )


def record(number: int = 1, batch: str = "一号箱", **contests: Paper) -> CastVoteRecord:
    return CastVoteRecord(
        id=f"r{number}",
        batch=batch,
        source=(("赵一家的扫描.pdf", 77),),
        contests={Post(post): paper for post, paper in contests.items()},
    )


def report(
    records: Sequence[CastVoteRecord], election: Election = ELECTION, pack: RulePack = VILLAGE
) -> Report:
    """The report where as many papers as records came out of the boxes."""
    came = replace(election, turnout=Turnout(collected=len(records)))
    read: Report = json.loads("".join(write_report(came, records, pack, generated=AT)))
    return read


def alone(shown: CastVoteRecord, pack: RulePack = VILLAGE) -> dict[str, dict[str, Any]]:
    """The two contests of one paper, by the post's code."""
    read = report([shown], pack=pack)
    codes = {key: each["Code"][0]["Value"] for key, each in contests(read).items()}
    (paper,) = papers(read)
    return {codes[key]: each for key, each in paper.items()}


def positions(contest: dict[str, Any]) -> list[dict[str, Any]]:
    return [p for each in contest["CVRContestSelection"] for p in each["SelectionPosition"]]


KINDS: dict[str, tuple[Election, RulePack, list[CastVoteRecord]]] = {
    "approve, oppose, abstain": (
        ELECTION,
        VILLAGE,
        [record(chair=marks("A+ B-"), member=marks("C0"))],
    ),
    "plain choices": (CHOICE, VILLAGE, [record(chair=marks("A+"), member=marks("C+ D+"))]),
    "papers of their own": (
        SEPARATE,
        VILLAGE,
        [record(1, chair=marks("A+")), record(2, chair=marks("")), record(3, member=marks("C+"))],
    ),
    "over-voted, judged whole": (
        ELECTION,
        VILLAGE,
        [record(chair=marks("A+ B+"), member=marks("C+"))],
    ),
    "over-voted, judged by post": (
        ELECTION,
        BY_POST,
        [record(chair=marks("A+ B+"), member=marks("C+"))],
    ),
    "written in": (
        ELECTION,
        VILLAGE,
        [record(chair=marks("", "陈九"), member=marks("C+", "陈九"))],
    ),
    "one name twice": (ELECTION, VILLAGE, [record(member=marks("C-", "陈九", "陈九"))]),
    "blank": (ELECTION, VILLAGE, [record(), record(2, chair=marks(""), member=marks(""))]),
    "several batches": (
        ELECTION,
        VILLAGE,
        [record(n, box, chair=marks("A+")) for n, box in enumerate(("一号箱", "二号箱", "流动箱"))],
    ),
    "nobody printed, nobody written in": (
        replace(ELECTION, contests=(Contest(post=CHAIR, seats=1, candidates=()),)),
        VILLAGE,
        [record(chair=marks(""))],
    ),
    "no paper at all": (ELECTION, VILLAGE, []),
    "a branch": (ELECTION, PARTY, [record(chair=marks("A-", "陈九"), member=marks("", "褚十"))]),
}


def counted(kind: str) -> Report:
    election, pack, records = KINDS[kind]
    if kind != "papers of their own":
        return report(records, election, pack)
    came = replace(election, turnout=Turnout(collected=2))
    read: Report = json.loads("".join(write_report(came, records, pack, generated=AT)))
    return read
