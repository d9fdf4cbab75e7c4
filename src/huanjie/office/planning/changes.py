"""Changes of a plan (方案变更): another polling day, or no election at all. What the law decided
before stays as it was; both are refused once papers are out.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from huanjie.domain.cycle import Stage, after
from huanjie.domain.daywords import in_words
from huanjie.domain.moved import Moved, moved
from huanjie.domain.permission import Action
from huanjie.domain.schedule import Schedule, schedule
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import issues_before, pass_gates
from huanjie.office.law.shelves import calendar
from huanjie.office.planning import openness
from huanjie.office.planning.events import CANDIDATES_PUBLISHED, POLL_ANNOUNCED, ROLL_PUBLISHED
from huanjie.office.planning.laws import keep_law, law_of, pack_for, schedule_of
from huanjie.office.planning.models import Election

_TO_DO: Final[Mapping[Stage, tuple[str, ...]]] = {
    Stage.OPENED: (ROLL_PUBLISHED, CANDIDATES_PUBLISHED, POLL_ANNOUNCED),
    Stage.ROLL_PUBLISHED: (CANDIDATES_PUBLISHED, POLL_ANNOUNCED),
    Stage.READY: (POLL_ANNOUNCED,),
}
"""What is still to be published in each stage; time and place of the poll always, for they move"""


def is_open(deed: Action, election: Election) -> bool:
    """Whether a change of the plan is open now, whoever would make it."""
    return openness.is_open(election, deed) and not any(issues_before(deed, election))


def postponed(election: Election, polling_day: datetime.date) -> tuple[Schedule, tuple[Moved, ...]]:
    """The schedule of another polling day, and every step whose last day it moves; or why it
    cannot be.
    """
    after(Stage(election.stage), Action.POSTPONE)
    pass_gates(Action.POSTPONE, election)
    if polling_day <= election.polling_day:
        raise BadInput(
            "只能往后改", at="polling_day", remedy=f"选 {election.polling_day} 以后的日期"
        )
    if polling_day < clock.today():
        raise BadInput("这一天已经过去", at="polling_day", remedy="选今天以后的日期")
    pack = law_of(election).pack
    if pack_for(election.body, on=polling_day, unit=election.unit).sha256 != pack.sha256:
        raise BadInput(
            "那一天施行的是另一个版本的规定",
            at="polling_day",
            remedy="撤销这次选举，按新的规定重新开启",
        )
    new = schedule(pack, polling_day=polling_day, calendar=calendar(), start=election.start_day)
    conflict = next((step for step in new.steps if step.conflict), None)
    if conflict:
        raise BadInput(f"排不下：{conflict.name}，{conflict.conflict}", at="polling_day")
    _check_still_to_do(election, new)
    found = moved(schedule_of(election), new)
    return new, tuple(each for each in found if each.moves_its_last_day)


def _check_still_to_do(election: Election, new: Schedule) -> None:
    """What is not published yet must still be publishable under the new day."""
    for event in _TO_DO[Stage(election.stage)]:
        step = new.step(event)
        if step and step.window.latest and step.window.latest < clock.today():
            raise BadInput(
                f"改到这一天也来不及：{step.name}最迟应在 {in_words(step.window.latest)}",
                at="polling_day",
                remedy="选更晚的日期",
            )


@command(Action.POSTPONE)
def postpone(
    *, acting_user: ActingUser, election: Election, polling_day: datetime.date, because: str
) -> Done[str]:
    """Hold the election on a later day (改选举日); the answer is that day."""
    _, steps = postponed(election, polling_day)
    says = {
        "was": election.polling_day.isoformat(),
        "polling_day": polling_day.isoformat(),
        "because": because,
        "moved": [each.step.event for each in steps],
    }
    election.polling_day = polling_day
    keep_law(election, law_of(election))
    election.save(update_fields=("polling_day", "calendar_sha256"))
    election.advance(Action.POSTPONE)
    return Done(answer=polling_day.isoformat(), says=says)


@command(Action.CANCEL_ELECTION)
def cancel_election(*, acting_user: ActingUser, election: Election, because: str) -> Done[str]:
    """Hold no such election (撤销选举): everything of it stays to be read, nothing more is done."""
    pass_gates(Action.CANCEL_ELECTION, election)
    election.advance(Action.CANCEL_ELECTION)
    election.cancelled_because = because
    election.save(update_fields=("cancelled_because",))
    return Done(answer=election.pk, says={"because": because})
