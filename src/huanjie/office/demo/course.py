"""The course of one election (一次选举的经过): the demo's past, made by the services of everybody's
deeds, each on its day, so that its log verifies like any other.
"""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from huanjie.domain.assembly import ELECTING_MEETINGS
from huanjie.domain.cycle import Stage
from huanjie.domain.memberroll import MEMBER_ROLLS
from huanjie.office import clock
from huanjie.office.candidacy.services import publish_candidates
from huanjie.office.closing.services import seal
from huanjie.office.command import ActingUser
from huanjie.office.demo.accounts import Team
from huanjie.office.demo.approving import approve_nominees, post_nominees
from huanjie.office.demo.ballots import destroy_rest, keep_printed
from huanjie.office.demo.invented import InventedPerson
from huanjie.office.demo.invented_votes import Outcome, invented_sheet
from huanjie.office.demo.nominating import nominate_all
from huanjie.office.demo.rollfile import roll_file
from huanjie.office.people.models import User
from huanjie.office.planning.laws import default_style, first_paper, law_of, meeting_of, pack_for
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import Plan, open_election
from huanjie.office.polling.issuing import issue_papers
from huanjie.office.polling.nextround import NextRound, open_now
from huanjie.office.polling.papers import Taken, collect_papers
from huanjie.office.polling.rounds import asks_attended, asks_voters, election_file
from huanjie.office.polling.services import declare, enter_sheet, open_round
from huanjie.office.roll.publication import publish_roll
from huanjie.office.roll.reading import check_file
from huanjie.office.roll.services import keep_upload, load_roll
from huanjie.office.units.models import Unit

MORNING: Final = datetime.time(9)
STAGES: Final = (
    Stage.OPENED,
    Stage.ROLL_PUBLISHED,
    Stage.READY,
    Stage.POLLING,
    Stage.COUNTING,
    Stage.DECLARED,
    Stage.SEALED,
)
_TURNOUT: Final = (78, 95)
"""How many of a hundred come to vote."""
_ATTENDANCE: Final = (88, 97)
"""How many of a hundred members come to the meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How many days before the polling day each deed was done (办理日期)."""

    opened: int
    loaded: int
    published: int
    nominated: int
    listed: int
    sealed: int
    """after the polling day"""


VILLAGE_DAYS: Final = Calendar(opened=44, loaded=32, published=25, nominated=14, listed=8, sealed=2)
PARTY_DAYS: Final = Calendar(opened=32, loaded=30, published=28, nominated=22, listed=19, sealed=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happens in one election, and how far it has come (到哪一步)."""

    unit: Unit
    body: str
    polling_day: datetime.date
    until: Stage
    people: tuple[InventedPerson, ...]
    outcome: Outcome = "clear"
    sheets: int = 2
    """sheets that are in, where the count is on"""
    nominated: bool = False
    """whether people stand already, where the roll is published and the list is not"""

    def run(self, team: Team, chance: random.Random) -> Election:
        """Do every deed up to where it has come."""
        return _Run(self, team, chance).all()


class _Run:
    """One election on its way through the services."""

    def __init__(self, course: Course, team: Team, chance: random.Random) -> None:
        self.course, self.team, self.chance = course, team, chance
        self.days = PARTY_DAYS if course.body in MEMBER_ROLLS else VILLAGE_DAYS
        self.minutes = 0
        self.election = self._open()

    def all(self) -> Election:
        """The whole course."""
        reached = STAGES.index(self.course.until)
        deeds: tuple[Callable[[], None], ...] = (
            self._roll,
            self._publish_roll,
            self._candidates,
            self._issue,
            self._collect,
            self._declare,
            self._rest,
        )
        for deed in deeds[: reached + 1]:
            deed()
        if self.course.nominated and self.course.until == Stage.ROLL_PUBLISHED:
            self._nominate()
        return self.election

    def _on(self, before: int) -> datetime.datetime:
        """A moment so many days before the polling day, later than the deed before it."""
        self.minutes += 7
        day = self.course.polling_day - datetime.timedelta(days=before)
        start = datetime.datetime.combine(day, MORNING, tzinfo=clock.CHINA)
        return start + datetime.timedelta(minutes=self.minutes)

    def _by(self, user: User) -> ActingUser:
        return ActingUser(user=user, key=uuid.UUID(int=self.chance.getrandbits(128)).hex)

    def _open(self) -> Election:
        course, day = self.course, self.course.polling_day
        pack = pack_for(course.body, on=day, unit=course.unit)
        opened = day - datetime.timedelta(days=self.days.opened)
        meetings = ELECTING_MEETINGS.get(course.body, {"voters": "村民代表会议"})
        members = course.body in MEMBER_ROLLS
        plan = Plan(
            body=course.body,
            polling_day=day,
            start_day=opened,
            seats={line.post: _seats(line.post, members=members) for line in first_paper(pack)},
            method=next(iter(meetings)),
            style=default_style(pack),
            adopted_by=next(iter(meetings.values())),
            adopted_on=opened,
        )
        with clock.acting_at(self._on(self.days.opened)):
            pk = open_election(acting_user=self._by(self.team.clerk), unit=course.unit, plan=plan)
        return Election.objects.select_related("unit").get(pk=pk)

    def _roll(self) -> None:
        raw = roll_file(self.course.people, members=self.election.member_roll)
        by = self.team.clerk
        with clock.acting_at(self._on(self.days.loaded)):
            checked = check_file(self.election, name="名册.csv", raw=raw)
            number = keep_upload(acting_user=self._by(by), election=self.election, checked=checked)
            load_roll(
                acting_user=self._by(by), election=self.election, upload=number, way="replace"
            )

    def _publish_roll(self) -> None:
        with clock.acting_at(self._on(self.days.published)):
            publish_roll(acting_user=self._by(self.team.chair), election=self.election)

    def _candidates(self) -> None:
        self._nominate()
        with clock.acting_at(self._on(self.days.listed)):
            publish_candidates(acting_user=self._by(self.team.chair), election=self.election)
            post_nominees(self.election, by=self._by(self.team.chair))

    def _nominate(self) -> None:
        with clock.acting_at(self._on(self.days.nominated)):
            nominate_all(self.election, by=lambda: self._by(self.team.clerk), chance=self.chance)
            approve_nominees(self.election, self.team, self._by)

    def _issue(self, number: int = 1) -> None:
        if number == 1:
            registered = self.election.registered or 0
            share = self.chance.randint(*(_ATTENDANCE if meeting_of(self.election) else _TURNOUT))
            self.came = -(-registered * share // 100)
        with clock.acting_at(self._on(0)):
            keep_printed(self.election, number, self.came, by=self.team)
            issue_papers(
                acting_user=self._by(self.team.clerk),
                election=self.election,
                number=number,
                issued=self.came,
            )

    def _collect(self, number: int = 1) -> None:
        pack = law_of(self.election).pack
        taken = Taken(
            collected=self.came,
            voters=self.came if asks_voters(self.election, pack) else None,
            attended=self.came if asks_attended(pack) else None,
        )
        with clock.acting_at(self._on(0)):
            destroy_rest(self.election, number, by=self.team)
            collect_papers(
                acting_user=self._by(self.team.clerk),
                election=self.election,
                number=number,
                taken=taken,
            )
            self._sheets(number)

    def _sheets(self, number: int) -> None:
        paper = election_file(self.election, self.election.rounds.get(number=number))
        outcome = self.course.outcome if number == 1 else "clear"
        sheet = invented_sheet(paper, self.came, self.chance, outcome)
        over = STAGES.index(self.course.until) > STAGES.index(Stage.COUNTING)
        for teller in self.team.tellers[: 2 if over else self.course.sheets]:
            enter_sheet(
                acting_user=self._by(teller),
                election=self.election,
                number=number,
                collected=self.came,
                sheet=sheet,
            )

    def _declare(self, number: int = 1) -> None:
        with clock.acting_at(self._on(0)):
            declare(acting_user=self._by(self.team.chair), election=self.election, number=number)

    def _rest(self) -> None:
        """The committee's own vote where there is one, then the seal."""
        if law_of(self.election).pack.officers_majority:
            self._officers()
        with clock.acting_at(self._on(-self.days.sealed)):
            seal(acting_user=self._by(self.team.chair), election=self.election)

    def _officers(self) -> None:
        """The new committee elects its secretary and deputy on the same day (书记、副书记)."""
        with clock.acting_at(self._on(0)):
            ((key, vote),) = open_now(self.election, self.election.rounds.get(number=1)).items()
            posts = [contest.post for contest in vote.contests]
            stand: dict[str, tuple[str, ...]] = {
                post: (who,) for post, who in zip(posts, vote.may_stand, strict=False)
            }
            chosen = NextRound(votes=(key,), day=clock.today(), candidates=stand)
            open_round(acting_user=self._by(self.team.clerk), election=self.election, chosen=chosen)
        self.came = len(vote.may_stand)
        self._issue(2)
        self._collect(2)
        self._declare(2)


def _seats(post: str, *, members: bool) -> int:
    """A chair, two members and the line of women alone; three of a committee that elects its own
    secretary.
    """
    if members:
        return 3
    return {"chair": 1, "vice-chair": 0, "member": 2}.get(post, 1)
