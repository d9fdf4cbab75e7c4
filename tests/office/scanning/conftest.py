"""A vote whose papers are scanned (扫描计票的投票), and its deeds in short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from tests.office.api.conftest import empty_cache
from tests.office.conftest import Cast, act
from tests.office.polling.conftest import Evening, choice, evening, polling_day, ready
from tests.office.scanning.papers import FakePapers

from huanjie.domain.adjudication import Marked, Ruling
from huanjie.domain.contest import Post
from huanjie.domain.tally import Paper
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.scanning import adjudicating, machine, merging, services
from huanjie.office.scanning.intake import read_upload
from huanjie.office.scanning.work import Work, word_of, work_of

__all__ = ["empty_cache", "evening", "polling_day", "ready"]  # fixtures of others


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[FakePapers]]:
    """A reader of invented papers, in place of the real one."""
    monkeypatch.setattr(FakePapers, "pages", 1)
    before = machine.install(FakePapers)
    yield FakePapers
    machine.install(before)


@dataclass(frozen=True, slots=True)
class Scanning:
    """The evening of a vote that is counted by scan, deed by deed."""

    evening: Evening
    cast: Cast

    @property
    def election(self) -> Election:
        return self.evening.election

    @property
    def round(self) -> Round:
        return self.evening.round

    @property
    def work(self) -> Work:
        return work_of(self.election, self.round)

    @property
    def words(self) -> list[str]:
        """The queue."""
        return [word_of(item.key) for item in self.work.items]

    def upload(
        self, raw: bytes, *, name: str = "a.pdf", batch: str = "中心票箱", **more: Any
    ) -> dict[str, Any]:
        read = read_upload(self.election, self.round, name=name, raw=raw)
        return services.keep_scan(
            acting_user=act(more.pop("by", self.cast.teller)),
            election=self.election,
            number=self.round.number,
            batch=batch,
            read=read,
        )

    def withdraw(self, *files: int) -> int:
        return services.withdraw_scans(
            acting_user=act(self.cast.teller),
            election=self.election,
            number=self.round.number,
            files=files,
        )

    def rule(self, by: User, ruling: Ruling, *, item: str = "") -> str:
        return adjudicating.rule(
            acting_user=act(by),
            election=self.election,
            number=self.round.number,
            item=item or self.words[0],
            ruling=ruling,
        )

    def both_rule(self, ruling: Ruling, *, item: str = "") -> None:
        word = item or self.words[0]
        self.rule(self.cast.teller, ruling, item=word)
        self.rule(self.cast.other_teller, ruling, item=word)

    def decide(self, ruling: Ruling, *, item: str = "") -> str:
        return adjudicating.decide(
            acting_user=act(self.cast.scrutineer),
            election=self.election,
            number=self.round.number,
            item=item or self.words[0],
            ruling=ruling,
        )

    def take_back(self, by: User, *, item: str = "") -> str:
        return adjudicating.take_back(
            acting_user=act(by),
            election=self.election,
            number=self.round.number,
            item=item or self.words[0],
        )

    def merge(self, spelling: str, name: str) -> int:
        return merging.merge_names(
            acting_user=act(self.cast.scrutineer),
            election=self.election,
            number=self.round.number,
            spelling=spelling,
            name=name,
        )


A_SHEET: Final = choice(
    12,
    0,
    chair={"p1": 12, "p2": 0},
    member={"p3": 12, "p4": 12, "p5": 0, "p6": 0},
    妇女委员={"p7": 12, "p8": 0},
)
"""a hand count of the same twelve papers"""


def marked(chair: str = "p1", *, names: tuple[str, ...] = (), **posts: tuple[str, ...]) -> Marked:
    """A ruling on the village's paper: who is chosen for each post, and who is written in as the
    chair.
    """
    chosen = {"chair": (chair,) if chair else (), "member": (), "妇女委员": ()} | posts
    return Marked(
        contests={
            Post(post): Paper(
                marks=dict.fromkeys(people, "approve"),  # type: ignore[arg-type]
                write_ins=names if post == "chair" else (),
            )
            for post, people in chosen.items()
        }
    )


@pytest.fixture
def scanning(evening: Evening, cast: Cast, reader: type[FakePapers]) -> Scanning:
    """Twelve papers of twenty voters are collected."""
    evening.election.registered = 20
    evening.election.save()
    evening.issue(20)
    evening.collect(12, voters=12)
    return Scanning(evening, cast)
