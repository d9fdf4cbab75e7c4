"""An election whose candidates are published, and the deeds of its polling day in short."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pytest
from tests.office.conftest import POLLING_DAY, Cast, act, on

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import NomineeState
from huanjie.domain.sheets import Sheet, SheetContest
from huanjie.office.candidacy.models import NearRelatives, Nominee
from huanjie.office.notices.models import Line, Notice
from huanjie.office.planning.models import Election
from huanjie.office.polling import services
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import current_round
from huanjie.office.polling.services import NextRound, Taken
from huanjie.office.roll.models import RollEntry

PARTY_DAY = datetime.date(2026, 6, 12)
VILLAGERS = {
    "chair": (("蓝志强", "m"), ("雷建国", "m")),
    "member": (("钟文斌", "m"), ("吴海涛", "m"), ("林守义", "m"), ("包明远", "m")),
    "妇女委员": (("蓝桂兰", "f"), ("雷秀英", "f")),
}
MEMBERS = {"member": (("丁一", "m"), ("王二", "m"), ("刘三", "f"), ("李四", "m"))}
REGISTERED = 900


def publish(
    election: Election,
    people: Mapping[str, tuple[tuple[str, str], ...]],
    *,
    registered: int = REGISTERED,
) -> None:
    """Put people on the roll and on the list, and publish both."""
    number = 0
    for post, names in people.items():
        for name, sex in names:
            number += 1
            entry = RollEntry.objects.create(
                election=election, region=election.region, number=number, name=name, sex=sex
            )
            Nominee.objects.create(
                election=election,
                region=election.region,
                contest=election.contests.get(post=post),
                entry=entry,
                person=f"p{number}",
                name=name,
                sex=sex,
                state=NomineeState.CANDIDATE,
            )
    posted(election)
    election.registered = registered
    election.roll_published_on = election.candidates_published_on = election.start_day
    election.stage = Stage.READY
    election.save()


def posted(election: Election) -> None:
    """A notice of everybody on the list, which hung as long as the election is open."""
    notice = Notice.objects.create(
        election=election,
        region=election.region,
        number=1,
        posted_on=election.start_day,
        days=5,
        last_day=election.start_day,
        decision="选举办法",
        answer_days=3,
    )
    for place, each in enumerate(election.nominees.all(), 1):
        Line.objects.create(
            notice=notice,
            region=election.region,
            place=place,
            nominee=each,
            person=each.person,
            name=each.name,
            sex=each.sex,
            post=each.contest.name,
        )


def relatives(election: Election, one: str, other: str) -> None:
    """Two candidates who are near relatives."""
    NearRelatives.objects.create(election=election, region=election.region, one=one, other=other)


@pytest.fixture
def ready(election: Election) -> Election:
    """The village's election with its candidates published, before the polling day."""
    publish(election, VILLAGERS)
    return election


@pytest.fixture
def party_ready(party_election: Election) -> Election:
    """The Party branch's, 20 members entitled to vote."""
    publish(party_election, MEMBERS, registered=20)
    return party_election


@pytest.fixture
def polling_day() -> Iterator[None]:
    """Act on the polling day of the village."""
    with on(POLLING_DAY):
        yield


@dataclass(frozen=True, slots=True)
class Evening:
    """One election's polling day, deed by deed, by whoever's deed it is."""

    election: Election
    cast: Cast

    @property
    def round(self) -> Round:
        found = current_round(self.election)
        assert found
        return found

    @property
    def number(self) -> int:
        return self.round.number

    def issue(self, issued: int, *, number: int = 1, because: str = "") -> int:
        return services.issue_papers(
            acting_user=act(self.cast.clerk),
            election=self.election,
            number=number,
            issued=issued,
            because=because,
        )

    def collect(self, collected: int, *, sheets_in: int = 0, **people: int) -> int:
        return services.collect_papers(
            acting_user=act(self.cast.clerk),
            election=self.election,
            number=self.number,
            taken=Taken(collected=collected, **people),
            sheets_in=sheets_in,
        )

    def enter(self, sheet: Sheet, *, second: bool = False) -> int:
        teller = self.cast.other_teller if second else self.cast.teller
        return services.enter_sheet(
            acting_user=act(teller),
            election=self.election,
            number=self.number,
            collected=self.round.collected or 0,
            sheet=sheet,
        )

    def enter_both(self, sheet: Sheet, other: Sheet | None = None) -> None:
        self.enter(sheet)
        self.enter(other or sheet, second=True)

    def declare(self) -> int:
        return services.declare(
            acting_user=act(self.cast.chair), election=self.election, number=self.number
        )

    def arrange(self, *votes: str, day: datetime.date, **more: Any) -> int:
        return services.open_round(
            acting_user=act(self.cast.clerk),
            election=self.election,
            chosen=NextRound(votes=votes, day=day, **more),
        )

    def hold(self, issued: int, sheet: Sheet, *, collected: int, **people: int) -> None:
        """A whole vote in which both tellers count alike."""
        found = current_round(self.election)
        self.issue(issued, number=found.number if found else 1)
        self.collect(collected, **people)
        self.enter_both(sheet)
        self.declare()


def choice(valid: int, invalid: int, /, **posts: Mapping[str, int]) -> Sheet:
    """A sheet of plain choices: votes by post and person; a name that is no id is written in."""
    return Sheet(contests={Post(p): part(valid, invalid, votes) for p, votes in posts.items()})


def part(valid: int, invalid: int, votes: Mapping[str, int]) -> SheetContest:
    """One post of such a sheet."""
    return SheetContest(
        valid=valid,
        invalid=invalid,
        votes={PersonId(p): n for p, n in votes.items() if p.startswith("p")},
        write_ins={p: n for p, n in votes.items() if not p.startswith("p")},
    )


def marked(valid: int, invalid: int, /, **posts: Mapping[str, tuple[int, int]]) -> Sheet:
    """A sheet of three marks: (approve, oppose) by person; the rest abstain."""
    contests = {}
    for post, people in posts.items():
        contests[Post(post)] = SheetContest(
            valid=valid,
            invalid=invalid,
            votes={PersonId(p): yes for p, (yes, _) in people.items()},
            oppose={PersonId(p): no for p, (_, no) in people.items()},
            abstain={PersonId(p): valid - yes - no for p, (yes, no) in people.items()},
        )
    return Sheet(contests=contests)


def a_clear_result(valid: int = 690, invalid: int = 10) -> Sheet:
    """Everybody elected at once, of 700 papers."""
    return choice(
        valid,
        invalid,
        chair={"p1": 500, "p2": 190},
        member={"p3": 450, "p4": 400, "p5": 200, "p6": 100},
        妇女委员={"p7": 400, "p8": 280},
    )


@pytest.fixture
def evening(ready: Election, cast: Cast, polling_day: None) -> Evening:
    """The village on its polling day."""
    return Evening(ready, cast)


@pytest.fixture
def counting(evening: Evening) -> Evening:
    """700 papers are collected."""
    evening.issue(750)
    evening.collect(700, voters=700)
    return evening


@pytest.fixture
def meeting(party_ready: Election, cast: Cast) -> Iterator[Evening]:
    """The Party branch at its meeting."""
    with on(PARTY_DAY):
        yield Evening(party_ready, cast)


def later(days: int) -> AbstractContextManager[None]:
    """Act so many days after the polling day."""
    return on(POLLING_DAY + datetime.timedelta(days=days))
