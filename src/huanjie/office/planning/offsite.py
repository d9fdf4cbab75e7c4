"""Steps that are done off the site (线下办理的步骤): which they are, the day on which one was done,
entered and taken back.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.filing import matters_in
from huanjie.domain.offsite import check_done_on, out_of_time
from huanjie.domain.permission import Action
from huanjie.domain.schedule import ScheduledStep
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.events import BY_ROOMS, OF_DEEDS
from huanjie.office.planning.laws import schedule_as_formed, schedule_of, years_of
from huanjie.office.planning.models import Election, StepDone


@dataclass(frozen=True, slots=True, kw_only=True)
class OffSite:
    """A step that nothing on the site keeps, and its day once somebody entered it."""

    step: ScheduledStep
    """its window as the law alone bounds it"""
    done_on: datetime.date | None

    @property
    def out_of_time(self) -> str:
        """Why its day is not one of those that the law gives; empty where it is."""
        return out_of_time(self.step, self.done_on) if self.done_on else ""


def steps_off_site(election: Election) -> tuple[OffSite, ...]:
    """Every such step, in the order of the schedule."""
    rows = StepDone.objects.filter(election=election)
    days: Mapping[str, datetime.date] = dict(rows.values_list("event", "done_on"))
    return tuple(
        OffSite(step=step, done_on=days.get(step.event)) for step in _by_law_alone(election)
    )


def step_off_site(election: Election, event: str) -> OffSite:
    """One of them; BadInput at `step` of any other."""
    found = next((each for each in steps_off_site(election) if each.step.event == event), None)
    if found:
        return found
    other = schedule_of(election).step(event)
    if other is None:
        raise BadInput(
            f"这次选举的日程里没有“{shown(event)}”这一步", at="step", remedy="从日程里选"
        )
    raise BadInput(
        f"“{other.name}”由网站按办过的事记日期", at="step", remedy="在“全部步骤”里点这一步去办"
    )


@command(Action.KEEP_STEP)
def keep_step(
    *, acting_user: ActingUser, election: Election, event: str, done_on: datetime.date
) -> Done[str]:
    """Enter the day on which a step was done off the site (登记线下办结的步骤), or put it
    right; the answer is what the law says to that day, empty where nothing.

    BadInput at `step` or `done_on`.
    """
    step = _open(election, event).step
    check_done_on(done_on, today=clock.today(), years=years_of(election))
    StepDone.objects.update_or_create(
        election=election,
        event=event,
        defaults={"region": election.region, "done_on": done_on},
    )
    late = out_of_time(step, done_on)
    says = {"event": event, "step": step.name, "on": done_on.isoformat()}
    return Done(answer=late, says=says | ({"out_of_time": late} if late else {}))


@command(Action.KEEP_STEP)
def take_back_step(*, acting_user: ActingUser, election: Election, event: str) -> Done[str]:
    """Take such a day back (取消办结的日期); the answer is the step."""
    step = _open(election, event).step
    gone, _ = StepDone.objects.filter(election=election, event=event).delete()
    if not gone:
        raise BadInput(f"“{step.name}”没有登记过办结的日期", at="step", remedy="看现在的步骤")
    return Done(answer=event, says={"event": event, "step": step.name, "step_taken_back": True})


def _open(election: Election, event: str) -> OffSite:
    """The step, while its day may be entered: some are done after the result is sealed."""
    if election.stage == Stage.CANCELLED:
        raise BadInput(f"这次选举{STAGE_NAMES[Stage.CANCELLED]}", remedy="撤销的选举不再登记步骤")
    return step_off_site(election, event)


def _by_law_alone(election: Election) -> tuple[ScheduledStep, ...]:
    """The steps as they stand now, after the vote that completed the body (最后一轮投票), and
    without the unit's own first day of work: before that, no law forbids anything.
    """
    made_from = schedule_as_formed(election).inputs
    assert made_from is not None, "a schedule that the site made knows what it was made from"
    steps = replace(made_from, start=None).schedule().steps
    sent = {
        event for each in matters_in(made_from.pack) for event in (each.event, each.answered_by)
    }
    return tuple(each for each in steps if each.event not in OF_DEEDS | BY_ROOMS | sent)
