"""The last day to publish the list of candidates (公布候选人的最后一天), and one that somebody left
anew (补足名单).
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from huanjie.domain.departure import Reason, filled_by
from huanjie.domain.nominee import NomineeState
from huanjie.domain.schedule import ScheduledStep
from huanjie.office.planning.events import CANDIDATES_PUBLISHED
from huanjie.office.planning.laws import law_of, schedule_of
from huanjie.office.planning.models import Election


def list_step(election: Election) -> ScheduledStep | None:
    """When the law wants the list published, by which articles; of one that is being filled up,
    when it wants it published anew. None where the pack does not date it.
    """
    if is_filled_up(election):
        return filling_step(election)
    return schedule_of(election).step(CANDIDATES_PUBLISHED)


def filling_step(election: Election) -> ScheduledStep | None:
    """When the law wants a list published anew that somebody left (补足名单)."""
    schedule = schedule_of(election)
    gone = election.departures.exclude(nominee__state=NomineeState.CANDIDATE)
    others = gone.exclude(reason=Reason.OWN_WISH)
    due = filled_by(law_of(election), schedule, by_wish=not others.exists())
    step = schedule.step(CANDIDATES_PUBLISHED)
    if step is None or due is None:
        return step
    window = replace(step.window, latest=due.last_day)
    return replace(step, window=window, grounds=due.grounds, provisional=due.provisional)


def is_filled_up(election: Election) -> bool:
    """Whether a list that was published once is being filled up (正在递补)."""
    return election.candidates_published_on is None and election.departures.exists()


def list_or_poll(election: Election) -> tuple[datetime.date, str]:
    """What a public notice, or a term to appeal, must be over before, and what that is called: the
    last day to publish the candidates where they are not published yet, else the poll.
    """
    step = list_step(election)
    if election.candidates_published_on is None and step and step.window.latest:
        return step.window.latest, "公布候选人的最后一天"
    return election.polling_day, "选举日"
