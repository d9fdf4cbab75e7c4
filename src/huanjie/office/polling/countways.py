"""Two ways to count a vote (两种计票方式): by two sheets, or by the records of scanned papers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from huanjie.domain.adjudication import check_papers
from huanjie.domain.contest import PersonId
from huanjie.domain.counting import first_round, officers_round, runoff_rounds, with_revote
from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.handcount import (
    first_by_hand,
    officers_by_hand,
    revote_by_hand,
    runoffs_by_hand,
)
from huanjie.domain.rounds import CountFile
from huanjie.domain.rounds import Round as CountedRound
from huanjie.domain.sheets import Sheets
from huanjie.domain.tally import CastVoteRecord, Tally, tally
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import loads
from huanjie.exchange.cvr import read_record, write_records
from huanjie.law.pack import RulePack
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import RecordFile, Round
from huanjie.office.polling.records import scans
from huanjie.office.polling.stored import both_of


class Way(Protocol):
    """How each kind of vote comes to its round (计票方式)."""

    def first(self, file: ElectionFile, /) -> CountedRound:
        """The first vote (第一次投票)."""

    def revote(self, onto: CountFile, file: ElectionFile, /) -> CountFile:
        """The count with a revote (再次投票) put into its first round."""

    def runoffs(self, before: CountFile, file: ElectionFile, /) -> tuple[CountedRound, ...]:
        """A round for each post that was run off (另行选举)."""

    def officers(
        self, before: CountFile, file: ElectionFile, committee: tuple[PersonId, ...], /
    ) -> CountedRound:
        """The committee's own vote (委员会选举)."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """By the sheet that counts (手工计票)."""

    sheets: Sheets

    def first(self, file: ElectionFile) -> CountedRound:
        return first_by_hand(file, self.sheets)

    def revote(self, onto: CountFile, file: ElectionFile) -> CountFile:
        return revote_by_hand(onto, file, self.sheets)

    def runoffs(self, before: CountFile, file: ElectionFile) -> tuple[CountedRound, ...]:
        return runoffs_by_hand(before, file, self.sheets)

    def officers(
        self, before: CountFile, file: ElectionFile, committee: tuple[PersonId, ...]
    ) -> CountedRound:
        return officers_by_hand(before, file, self.sheets, committee=committee)


@dataclass(frozen=True, slots=True)
class ByRecords:
    """By one record a paper (扫描计票)."""

    content: str
    """CVR.jsonl"""
    pack: RulePack

    @property
    def sha256(self) -> str:
        """The hash by which COUNT.json names the file."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    @property
    def records(self) -> tuple[CastVoteRecord, ...]:
        """Every record, in the order of the file."""
        return tuple(read_record(Cursor(loads(line))) for line in self.content.splitlines())

    def tally(self, file: ElectionFile) -> Tally:
        """Every record counted once, by the law of the election."""
        return tally(file, self.records, self.pack)

    def first(self, file: ElectionFile) -> CountedRound:
        return first_round(file, self.tally(file), cvr_sha256=self.sha256)

    def revote(self, onto: CountFile, file: ElectionFile) -> CountFile:
        return with_revote(onto, file, self.tally(file), cvr_sha256=self.sha256)

    def runoffs(self, _before: CountFile, file: ElectionFile) -> tuple[CountedRound, ...]:
        return runoff_rounds(file, self.tally(file), cvr_sha256=self.sha256)

    def officers(
        self, _before: CountFile, file: ElectionFile, committee: tuple[PersonId, ...]
    ) -> CountedRound:
        counted = self.tally(file)
        return officers_round(file, counted, committee=committee, cvr_sha256=self.sha256)


def by_hand(round_: Round) -> ByHand:
    """The sheet that counts; BadInput before one does."""
    both = both_of(round_)
    if both is None:
        raise BadInput("两份计票单还没有交齐", remedy="等两名计票人都交了再宣布")
    if not both.is_decided:
        raise BadInput(
            f"两份计票单还有 {len(both.differences)} 处不同没有认定", remedy="先由监票人认定"
        )
    return ByHand(both.sheets)


def by_records(election: Election, round_: Round, pack: RulePack) -> ByRecords:
    """The records: of a declared vote as they were counted, else as they are now; BadInput while
    a paper is left, or the papers are not as many as were collected.
    """
    kept = RecordFile.objects.filter(round=round_).first()
    if kept:
        return ByRecords(kept.content or "", pack)
    if round_.declared_at:
        raise BadInput("单票记录已经到期删除", remedy="看结果和卷宗")
    check_papers(scans().pile(election, round_), round_.collected or 0)
    return ByRecords("".join(write_records(scans().records(election, round_))), pack)
