"""The course of one election (一次选举的经过): the demo's past, made by the services of everybody's
deeds, each on its day, so that its log verifies like any other.
"""

from __future__ import annotations

import csv
import datetime
import io
import random
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from huanjie.domain.assembly import MEETINGS
from huanjie.domain.contest import Post
from huanjie.domain.cycle import Stage
from huanjie.domain.memberroll import MEMBER_ROLLS, MemberRoll
from huanjie.domain.nomination import candidate_number
from huanjie.office import clock
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.evidence import facts_to_state
from huanjie.office.candidacy.routes import NominatedBy, routes_of
from huanjie.office.candidacy.services import nominate, publish_candidates
from huanjie.office.closing.services import seal
from huanjie.office.command import ActingUser
from huanjie.office.demo.accounts import Team
from huanjie.office.demo.approving import approve_nominees, post_nominees
from huanjie.office.demo.ballots import destroy_rest, keep_printed
from huanjie.office.demo.invented import InventedPerson
from huanjie.office.demo.invented_votes import Outcome, invented_sheet
from huanjie.office.people.models import User
from huanjie.office.planning.laws import default_style, first_paper, law_of, meeting_of, pack_for
from huanjie.office.planning.models import Contest, Election
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
_HEADINGS: Final = ("姓名", "身份证号", "性别", "户号", "小组", "手机号")
_DECLARED_YES: Final = frozenset(
    {"political_rights", "villager", "hukou_here", "organisation_member", "full_capacity"}
)
"""what a nominee without any bar declares to be so; of everything else, that it is not"""
_SEX: Final = {"m": "男", "f": "女"}
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
        meetings = MEETINGS.get(course.body, {"voters": "村民代表会议"})
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
        taken: set[int] = set()
        with clock.acting_at(self._on(self.days.nominated)):
            for contest in self.election.contests.all():
                chosen = self._nominees(contest, taken)
                taken |= {each.entry for each in chosen}
                nominate(
                    acting_user=self._by(self.team.clerk),
                    election=self.election,
                    post=contest.post,
                    people=chosen,
                    by=self._nominated_by(),
                )
            self._declare_facts()
            approve_nominees(self.election, self.team, self._by)

    def _nominated_by(self) -> NominatedBy:
        """By the first route of the pack, by as many as it asks for, or a few more."""
        route = routes_of(law_of(self.election).pack)[0]
        return NominatedBy(route=route.word, count=route.at_least + self.chance.randint(0, 5))

    def _declare_facts(self) -> None:
        """Everybody signs that nothing bars them."""
        pack, nominees = law_of(self.election).pack, list(self.election.nominees.all())
        facts = {
            fact.fact: fact.fact in _DECLARED_YES
            for row in nominees[:1]
            for fact in facts_to_state(pack, self.election, row.entry)
            if fact.kind == "yes-no"
        }
        if facts:
            declare_facts(
                acting_user=self._by(self.team.clerk),
                election=self.election,
                people=tuple(row.person for row in nominees),
                facts=facts,
                reference="参选人本人声明",
            )

    def _nominees(self, contest: Contest, taken: set[int]) -> tuple[Nomination, ...]:
        """As many people as the law asks for, none of them twice."""
        pack = law_of(self.election).pack
        needed = contest.seats + 1
        if pack.has_margin_for(contest.post):
            needed = candidate_number(pack, seats=contest.seats, post=Post(contest.post)).minimum
        rows = self.election.roll.exclude(pk__in=taken)
        if self.election.member_roll:
            rows = rows.filter(standing="full")
        women = list(rows.filter(sex="f").values_list("pk", flat=True))
        if contest.women_only:
            chosen = self.chance.sample(women, needed)
        elif contest.post == "member" and pack.women_seat:
            # One man at most, so that a woman is elected and no seat is kept open for her.
            men = list(rows.filter(sex="m").values_list("pk", flat=True))
            chosen = [*self.chance.sample(men, 1), *self.chance.sample(women, needed - 1)]
        else:
            chosen = self.chance.sample(list(rows.values_list("pk", flat=True)), needed)
        return tuple(Nomination(entry=pk) for pk in chosen)

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


def roll_file(
    people: Iterable[InventedPerson],
    *,
    members: MemberRoll | None = None,
    slips: Iterable[Iterable[str]] = (),
) -> bytes:
    """A roll of invented people as a spreadsheet program would save it; `slips` are rows more."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow((*_HEADINGS, members.kind) if members else _HEADINGS)
    known = tuple(members.standings.values()) if members else ()
    for place, each in enumerate(people):
        row = (each.name, each.identity_number, _SEX[each.sex], each.household, each.group)
        standing = (known[place % 20 == 19],) if known else ()
        rows.writerow((*row, each.phone, *standing))
    rows.writerows(slips)
    return text.getvalue().encode("utf-8-sig")
