"""Steps done off the site for machines (线下步骤接口): which they are, and the day of one."""

from __future__ import annotations

import datetime
from typing import Annotated, Final

from ninja import Path, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Day, Ground, In, Out, grounds_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.offsite import OffSite, keep_step, steps_off_site, take_back_step
from huanjie.office.planning.operation import on_election

router = Router(tags=["线下步骤"])
_STEPS: Final = "/steps-off-site"
Event = Path[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$", title="步骤")]]


class OffSiteOut(Out):
    """A step that is done off the site (线下办理的一步)."""

    event: str = Field(title="步骤", examples=["poll-announced"])
    name: str = Field(title="名称")
    earliest: datetime.date | None = Field(title="法律允许的第一天；没有规定的是 null")
    latest: datetime.date | None = Field(title="最迟一日；没有规定的是 null")
    done_on: datetime.date | None = Field(title="办结的日期；没有登记的是 null")
    out_of_time: str = Field(title="办结的日期早于或者晚于法定日期的，写在这里；没有的是空")
    grounds: list[Ground] = Field(title="依据")


class DoneOnIn(In):
    """When a step was done (办结的日期)."""

    done_on: Day = Field(title="办结的日期，不能晚于今天", examples=["2026-06-02"])


class StepKept(Out):
    """A step after the deed (办理以后的一步)."""

    step: OffSiteOut = Field(title="这一步")
    version: int = Field(title="版本")


@on_election(
    router.get, _STEPS, Action.SEE_UNIT, response=list[OffSiteOut], summary="线下办理的步骤"
)
def steps_off_site_list(own: Election) -> list[OffSiteOut]:
    """Every step that nothing on the site keeps, with its day once somebody entered it."""
    return [_shown(each) for each in steps_off_site(own)]


@on_election(
    router.post,
    f"{_STEPS}/{{event}}",
    Action.KEEP_STEP,
    response=StepKept,
    summary="登记线下办结的步骤",
)
def step_keep(own: Election, who: ActingUser, event: Event, said: DoneOnIn) -> StepKept:
    """Enter the day on which it was done, or put it right; a day that the law does not give is
    kept, and told.
    """
    keep_step(acting_user=who, election=own, event=event, done_on=said.done_on)
    return _kept(own, event)


@on_election(
    router.post,
    f"{_STEPS}/{{event}}/take-back",
    Action.KEEP_STEP,
    response=StepKept,
    summary="取消办结的日期",
)
def step_take_back(own: Election, who: ActingUser, event: Event) -> StepKept:
    """Take the day back: the step is not done any more."""
    take_back_step(acting_user=who, election=own, event=event)
    return _kept(own, event)


def _kept(own: Election, event: str) -> StepKept:
    step = next(each for each in steps_off_site(own) if each.step.event == event)
    return StepKept(step=_shown(step), version=own.version)


def _shown(each: OffSite) -> OffSiteOut:
    return OffSiteOut(
        event=each.step.event,
        name=each.step.name,
        earliest=each.step.window.earliest,
        latest=each.step.window.latest,
        done_on=each.done_on,
        out_of_time=each.out_of_time,
        grounds=grounds_of(each.step.grounds),
    )
