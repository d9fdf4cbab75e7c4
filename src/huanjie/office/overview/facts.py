"""Facts from the database (从数据库取情况): few queries, however many elections."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from huanjie.domain.appeal import answer_due
from huanjie.domain.cycle import Stage
from huanjie.domain.departure import Reason, filled_by, fills
from huanjie.domain.due import Due
from huanjie.domain.filing import State as Filed
from huanjie.domain.nominee import STANDING, NomineeState
from huanjie.domain.objection import State as ObjectionState
from huanjie.domain.rollappeal import roll_answer_due
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.office.candidacy.appeals import open_appeals
from huanjie.office.candidacy.models import Departure
from huanjie.office.filings.states import by_step, states_of
from huanjie.office.notices.listing import open_answers
from huanjie.office.overview import past
from huanjie.office.overview.kept import kept_of
from huanjie.office.overview.outlook import Outlook, outlooks
from huanjie.office.overview.task import ContestFacts, Facts, Kept, VoteFacts
from huanjie.office.planning.events import NOTICE_END, OBJECTIONS_END
from huanjie.office.planning.laws import law_of, period_end, schedule_of
from huanjie.office.planning.models import Contest, Election
from huanjie.office.polling.models import KIND_NAMES, Round, Settlement
from huanjie.office.polling.records import scans
from huanjie.office.polling.stored import both_of
from huanjie.office.roll.appeals import open_roll_appeals
from huanjie.office.roll.models import Objection, RollEntry
from huanjie.office.roll.objection_list import open_dues

_VOTING = (Stage.READY, Stage.POLLING, Stage.COUNTING, Stage.DECLARED, Stage.SEALED)


def facts_of(election: Election) -> Facts:
    """One election with who did what, what its other rooms keep, and whether two sheets differ."""
    found = facts_of_all([election])[election.pk]
    votes = tuple(_compared(election, vote) for vote in found.votes)
    kept = kept_of(election) if _law_is_whole(election) else Kept()
    return replace(found, votes=votes, done=past.deeds_of(election), kept=kept)


def facts_of_all(elections: Collection[Election]) -> dict[str, Facts]:
    """Every election's facts by its id, without its past."""
    loaded = _Loaded(elections)
    return {election.pk: loaded.facts(election) for election in elections}


@dataclass(slots=True)
class _Loaded:
    """What several elections have in the database, one query for each table."""

    elections: Collection[Election]
    on_roll: Mapping[str, int] = field(init=False)
    objections: Mapping[str, list[datetime.date]] = field(init=False)
    answers: Mapping[str, tuple[datetime.date, ...]] = field(init=False)
    appeals: Mapping[str, list[datetime.date]] = field(init=False)
    roll_appeals: Mapping[str, list[datetime.date]] = field(init=False)
    contests: Mapping[str, list[Contest]] = field(init=False)
    votes: Mapping[str, list[Round]] = field(init=False)
    filings: Mapping[str, Mapping[str, Filed]] = field(init=False)
    outlooks: Mapping[str, Outlook] = field(init=False)

    def __post_init__(self) -> None:
        self.on_roll = _on_roll(self._at(Stage.OPENED))
        self.objections = _objections(self._at(Stage.ROLL_PUBLISHED, Stage.READY))
        self.answers = open_answers(self._at(Stage.ROLL_PUBLISHED, Stage.READY))
        self.appeals = open_appeals(self._at(Stage.ROLL_PUBLISHED, Stage.READY))
        self.roll_appeals = open_roll_appeals(self._at(Stage.ROLL_PUBLISHED, Stage.READY))
        self.contests = _contests(self._at(Stage.ROLL_PUBLISHED), self._at(Stage.READY))
        self.votes = _votes(self._at(*_VOTING))
        self.filings = states_of(each.pk for each in self.elections)
        declared = [each for each in self.elections if each.stage == Stage.DECLARED]
        last = ((each, self.votes[each.pk][-1].number) for each in declared if self.votes[each.pk])
        self.outlooks = outlooks(each for each in last if _law_is_whole(each[0]))

    def _at(self, *stages: Stage) -> list[str]:
        return [each.pk for each in self.elections if each.stage in stages]

    def facts(self, election: Election) -> Facts:
        try:
            law = law_of(election)
        except BadInput as fault:
            return Facts(
                stage=Stage(election.stage), polling_day=election.polling_day, blocked=fault.says
            )
        pack, outlook = law.pack, self.outlooks.get(election.pk, Outlook())
        appeals = self.appeals.get(election.pk, ())
        answers = _dues(answer_due(law, each) for each in appeals)
        above = _dues(roll_answer_due(law, each) for each in self.roll_appeals.get(election.pk, ()))
        return Facts(
            stage=Stage(election.stage),
            polling_day=election.polling_day,
            members=election.member_roll,
            on_roll=self.on_roll.get(election.pk, 0),
            registered=election.registered,
            roll_published_on=election.roll_published_on,
            objections_end=period_end(election, OBJECTIONS_END, begun=election.roll_published_on),
            decisions_due=open_dues(law, self.objections.get(election.pk, ())),
            answers_due=self.answers.get(election.pk, ()),
            appeals=len(appeals),
            appeals_due=tuple(each.last_day for each in answers),
            appeals_grounds=answers[0].grounds if answers else (),
            roll_appeals_due=tuple(each.last_day for each in above),
            roll_appeals_grounds=above[0].grounds if above else (),
            contests=tuple(_contest(each, pack) for each in self.contests[election.pk]),
            fill_up=self._fill_up(election, pack),
            filled_by=self._filled_by(election, law),
            candidates_published_on=election.candidates_published_on,
            notice_end=period_end(election, NOTICE_END, begun=election.candidates_published_on),
            votes=tuple(_vote(each) for each in self.votes[election.pk]),
            filings=by_step(pack, self.filings[election.pk]),
            left=outlook.left,
            is_void=outlook.is_void,
            blocked=outlook.silent,
        )

    def _fill_up(self, election: Election, pack: RulePack) -> Citation | None:
        """By which article places are filled, as it speaks of whoever left the posts too few are
        left of.
        """
        others = (
            each.others_left  # type: ignore[attr-defined]
            for each in self.contests[election.pk]
            if _contest(each, pack).is_below
        )
        return fills(pack.fill_up, by_wish=not any(others)) if pack.fill_up else None

    def _filled_by(self, election: Election, law: Law) -> datetime.date | None:
        """By when a list that somebody left is published anew."""
        if not any(each.was_left for each in self.contests[election.pk]):  # type: ignore[attr-defined]
            return None
        due = filled_by(law, schedule_of(election))
        return due.last_day if due else None


def _dues(dues: Iterable[Due | None]) -> list[Due]:
    """By when each is due where a law says so, the earliest first."""
    return sorted((each for each in dues if each), key=lambda each: each.last_day)


def _law_is_whole(election: Election) -> bool:
    try:
        law_of(election)
    except BadInput:
        return False
    return True


def _on_roll(elections: list[str]) -> dict[str, int]:
    rows = RollEntry.objects.filter(election__in=elections).order_by()
    return dict(
        rows.values("election").annotate(people=Count("pk")).values_list("election", "people")
    )


def _objections(elections: list[str]) -> Mapping[str, list[datetime.date]]:
    """When each open objection was received."""
    found: defaultdict[str, list[datetime.date]] = defaultdict(list)
    rows = Objection.objects.filter(election__in=elections, state=ObjectionState.RAISED)
    for election, received_on in rows.values_list("election", "received_on"):
        found[election].append(received_on)
    return found


def _contests(elections: list[str], listed: list[str]) -> Mapping[str, list[Contest]]:
    """Those of elections that nominate, and of published lists that somebody left (离开名单)."""
    stands = Q(nominees__state__in=STANDING)
    waits = Q(nominees__state=NomineeState.NOMINEE)
    found: defaultdict[str, list[Contest]] = defaultdict(list)
    was_left = Exists(Departure.objects.filter(election=OuterRef("election")))
    own = Departure.objects.filter(nominee__contest=OuterRef("pk"))
    gone = own.exclude(nominee__state=NomineeState.CANDIDATE)
    asked = Q(election__in=elections) | (Q(election__in=listed) & was_left)
    rows = Contest.objects.filter(asked).annotate(
        nominated=Count("nominees", filter=stands),
        unreviewed=Count("nominees", filter=waits),
        was_left=was_left,
        others_left=Exists(gone.exclude(reason=Reason.OWN_WISH)),
    )
    for contest in rows:
        found[contest.election_id].append(contest)
    return found


def _contest(contest: Contest, pack: RulePack) -> ContestFacts:
    minimum = maximum = None
    if pack.has_margin_for(contest.post):
        margin = pack.margin_for(contest.post)
        minimum, maximum = margin.minimum(contest.seats), margin.maximum(contest.seats)
    nominated: int = contest.nominated  # type: ignore[attr-defined]
    return ContestFacts(
        name=contest.name,
        seats=contest.seats,
        nominated=nominated,
        minimum=minimum,
        maximum=maximum,
        unreviewed=contest.unreviewed,  # type: ignore[attr-defined]
    )


def _votes(elections: list[str]) -> Mapping[str, list[Round]]:
    found: defaultdict[str, list[Round]] = defaultdict(list)
    rows = (
        Round.objects.filter(election__in=elections)
        .defer("paper", "count")
        .annotate(
            handed_in=Count("sheets"),
            is_settled=Exists(Settlement.objects.filter(round=OuterRef("pk"))),
        )
    )
    for vote in rows.order_by("number"):
        found[vote.election_id].append(vote)
    return found


def _vote(vote: Round) -> VoteFacts:
    annotated: tuple[int, bool] = (vote.handed_in, vote.is_settled)  # type: ignore[attr-defined]
    return VoteFacts(
        number=vote.number,
        kind=vote.kind,
        name=_(KIND_NAMES[vote.kind]),
        day=vote.held_on,
        issued=vote.issued,
        collected=vote.collected,
        sheets=annotated[0],
        settled=annotated[1],
        scanned=vote.is_scanned,
        declared_on=past.day_of(vote.declared_at) if vote.declared_at else None,
    )


def _compared(election: Election, vote: VoteFacts) -> VoteFacts:
    """Whether both sheets say the same, or how far the scanned papers are; asked only while it
    decides who acts.
    """
    if election.stage != Stage.COUNTING or vote.settled:
        return vote
    round_ = Round.objects.get(election=election, number=vote.number)
    if vote.scanned:
        pile = scans().pile(election, round_)
        return replace(vote, doubtful=len(pile.left), certain=pile.papers)
    both = both_of(round_)
    return replace(vote, differ=bool(both.differences)) if both else vote
