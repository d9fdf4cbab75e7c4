"""The matters of an election (要报送的事项): each with its step, and where it stands."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.filing import (
    OF_SENDER,
    SENT_IN,
    SETTLED,
    STATE_NAMES,
    Content,
    Deed,
    Kind,
    Matter,
    State,
    after,
    matters_in,
    matters_of,
    open_deeds,
)
from huanjie.domain.nominee import STANDING
from huanjie.domain.schedule import Schedule, ScheduledStep
from huanjie.office import clock
from huanjie.office.candidacy.models import Nominee
from huanjie.office.filings.models import Filing, Turn
from huanjie.office.filings.sendings import Sending, sending_of, standing_of
from huanjie.office.planning.laws import law_of, schedule_of
from huanjie.office.planning.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A matter as it stands (一件报送事项)."""

    matter: Matter
    step: ScheduledStep
    answer: ScheduledStep | None
    """the step of the answer, where the law has one"""
    filing: Filing | None
    turns: tuple[Turn, ...]
    left_out: tuple[Nominee, ...]
    """who stands now and was not named when consent was asked for (请示里没有的人选)"""
    stage: Stage

    @property
    def state(self) -> State:
        """How far it has come."""
        return State(self.filing.state) if self.filing else State.UNSENT

    @property
    def state_name(self) -> str:
        """The same in words."""
        return STATE_NAMES[self.state]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is waited for; consent to some is none to whoever stands besides."""
        return self.state in SETTLED and not self.left_out

    @property
    def may_have_changed(self) -> bool:
        """Whether what is settled may be sent anew (有变动的重新报送): who sits in the election
        committee is typed, and nothing else here knows that it changed.
        """
        return self.is_settled and self.matter.content is Content.COMMITTEE

    @property
    def is_request(self) -> bool:
        """Whether consent is asked for (请示)."""
        return self.matter.kind is Kind.REQUEST

    @property
    def by(self) -> datetime.date | None:
        """The last day on which it is sent, or answered while it is with those above."""
        waits = self.state is State.SENT and self.answer
        return (self.answer if waits and self.answer else self.step).window.latest

    @property
    def is_late(self) -> bool:
        """Whether that day is past and it is still waited for (逾期); what was on file in time and
        is sent anew with a change has no day of its own.
        """
        was_on_file = any(turn.deed == Deed.RECEIVE for turn in self.turns)
        if self.by is None or self.is_settled or was_on_file:
            return False
        return self.by < clock.today()

    @property
    def can_say(self) -> bool:
        """Whether there is something to write: a result, once there is one; or it was sent. Who
        sits in the election committee is known once it was.
        """
        reached = self.stage is not Stage.CANCELLED and not self._is_too_early
        typed = self.matter.content is Content.COMMITTEE
        return bool(self.turns) or (reached and not typed)

    @property
    def sent_later(self) -> str:
        """The stage from which it can be sent, where that is still to come (还没到报送的时候)."""
        waits = Deed.SEND in self._open and self._is_too_early
        return STAGE_NAMES[SENT_IN[self.matter.content][0]] if waits else ""

    @property
    def _is_too_early(self) -> bool:
        order = tuple(Stage)
        return order.index(self.stage) < order.index(SENT_IN[self.matter.content][0])

    @property
    def can_send(self) -> bool:
        """Whether it can be sent now: not what is settled, unless it may have changed."""
        is_time = self.stage in SENT_IN[self.matter.content]
        is_wanted = not self.is_settled or self.may_have_changed
        return Deed.SEND in self._open and is_time and is_wanted

    @property
    def can_withdraw(self) -> bool:
        """Whether it is with those above, unanswered."""
        return Deed.WITHDRAW in self._open

    @property
    def answers(self) -> tuple[Deed, ...]:
        """What those above may do with it now."""
        return tuple(deed for deed in self._open if deed not in OF_SENDER)

    @property
    def last(self) -> Turn | None:
        """Its latest turn."""
        return self.turns[-1] if self.turns else None

    @property
    def sent(self) -> Turn | None:
        """When it was last sent."""
        sending = sending_of(self.turns)
        return sending.sent if sending else None

    @property
    def reply(self) -> Turn | None:
        """The consent to it or the refusal of it (批复), where that is how it stands."""
        sending = sending_of(self.turns)
        answer = sending.answer if sending else None
        return answer if answer and answer.deed in (Deed.APPROVE, Deed.REFUSE) else None

    @property
    def stands(self) -> Sending | None:
        """What was settled before it was sent anew (以前报送、已经办结的)."""
        return standing_of(self.turns)

    @property
    def withdrawn(self) -> State:
        """Where a withdrawal would lead (撤回以后): to what was settled before, if anything."""
        stands = self.stands
        deed = Deed(stands.answer.deed) if stands and stands.answer else Deed.WITHDRAW
        return after(self.matter.kind, State.SENT, deed)

    @property
    def withdrawn_name(self) -> str:
        """The same in words."""
        return STATE_NAMES[self.withdrawn]

    @property
    def _open(self) -> Collection[Deed]:
        if self.stage is Stage.CANCELLED:
            return ()
        return open_deeds(self.matter.kind, self.state)


def matters(election: Election) -> tuple[Open, ...]:
    """Every matter that the law of an election puts to those above, in the order of its steps."""
    schedule = schedule_of(election)
    rows = election.filings.prefetch_related("turns")
    known = {each.event: each for each in rows}
    return tuple(
        _open(election, schedule, each, known.get(each.event))
        for each in matters_in(law_of(election).pack)
        if schedule.step(each.event)
    )


def _open(election: Election, schedule: Schedule, matter: Matter, filing: Filing | None) -> Open:
    step = schedule.step(matter.event)
    assert step  # whoever asks names only steps of the schedule
    turns = tuple(filing.turns.all()) if filing else ()
    return Open(
        matter=matter,
        step=step,
        answer=schedule.step(matter.answered_by) if matter.answered_by else None,
        filing=filing,
        turns=turns,
        left_out=_left_out(election, matter, turns),
        stage=Stage(election.stage),
    )


def _left_out(election: Election, matter: Matter, turns: Sequence[Turn]) -> tuple[Nominee, ...]:
    sending = sending_of(turns)
    if matter.content is not Content.NOMINEES or sending is None:
        return ()
    standing = election.nominees.filter(state__in=STANDING)
    return tuple(standing.exclude(pk__in=sending.sent.nominees).order_by("pk"))


def open_of(filing: Filing) -> Open:
    """The matter of a document that was sent; its turns are taken as they were fetched."""
    schedule = schedule_of(filing.election)
    (matter,) = matters_of((filing.event,))
    return _open(filing.election, schedule, matter, filing)


def matter_of(election: Election, event: str) -> Open:
    """One matter; one that the election does not have is not found."""
    found = next((each for each in matters(election) if each.matter.event == event), None)
    if found is None:
        raise Http404(_("这次选举没有这件报送事项。"))
    return found
