"""The next step (下一步): what an election has done, what is to do now, and what comes later.

Pure: from what is known of the election, its schedule and the day. A legal edge comes from the
schedule alone, an article from the pack alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from huanjie.domain.cycle import DEED_NAMES, Stage
from huanjie.domain.permission import Action
from huanjie.domain.schedule import Schedule
from huanjie.law.citation import distinct
from huanjie.office.overview.clocksteps import clock_tasks
from huanjie.office.overview.dated import Dated
from huanjie.office.overview.decidingsteps import about_nominees, about_the_roll
from huanjie.office.overview.shortstep import short_tasks
from huanjie.office.overview.task import ContestFacts, Facts, Need, State, Task
from huanjie.office.overview.votesteps import vote_tasks
from huanjie.office.planning.events import (
    CANDIDATES_PUBLISHED,
    NOTICE_START,
    ROLL_PUBLISHED,
)


def tasks(facts: Facts, schedule: Schedule, today: datetime.date) -> tuple[Task, ...]:
    """Every step of an election in the order in which it is done (全部步骤); none of a cancelled
    one.
    """
    if facts.stage is Stage.CANCELLED:
        return ()
    dated = Dated(schedule)
    deeds = [
        _open(facts),
        _load_roll(facts, dated),
        _publish_roll(facts, dated),
        *about_the_roll(facts, dated),
        _nominate(facts, dated),
        *about_nominees(facts),
        _publish_candidates(facts, dated),
        *short_tasks(facts, _list_by(facts, dated)),
        *vote_tasks(facts, dated, today),
        _seal(facts),
    ]
    return tuple(_merged(deeds, clock_tasks(facts, dated, today), facts.polling_day, dated))


def current(steps: Iterable[Task]) -> Task | None:
    """What is to do now (现在要做); where nothing is, the day that is waited for."""
    listed = list(steps)
    now = (task for task in listed if task.state is State.NOW)
    waiting = (task for task in listed if task.deed and task.state is State.CLOCK)
    return next(now, None) or next(waiting, None)


def following(steps: Iterable[Task], task: Task) -> Task | None:
    """What comes after a task (接下来)."""
    listed = list(steps)
    rest = listed[listed.index(task) + 1 :]
    return next((each for each in rest if each.state in (State.CLOCK, State.LATER)), None)


def _merged(
    deeds: list[Task], clocks: Iterable[Task], polling_day: datetime.date, dated: Dated
) -> list[Task]:
    """A step without a deed stands behind the last deed of the same half whose edge is not later,
    before one of the same edge where the law asks for it first; what comes after the poll, at the
    end.
    """
    merged = list(deeds)
    for clock in clocks:
        if clock.by is None or clock.by >= polling_day:
            merged.append(clock)
            continue
        leads = dated.leads(clock.key)
        before = [n for n, task in enumerate(merged) if _precedes(task, clock, leads=leads)]
        merged.insert(before[-1] + 1 if before else 1, clock)
    return merged


def _precedes(task: Task, clock: Task, *, leads: bool) -> bool:
    """Whether a task's edge is before a clock's, or the same and the clock does not lead there."""
    if task.by is None or clock.by is None:
        return False
    return task.by < clock.by or (task.by == clock.by and not (leads and task.deed))


def _open(facts: Facts) -> Task:
    return Task(
        key="open",
        deed=Action.OPEN_ELECTION,
        name=_(DEED_NAMES[Action.OPEN_ELECTION]),
        state=State.DONE,
        page="schedule",
        done=facts.done.get(Action.OPEN_ELECTION),
    )


def _load_roll(facts: Facts, dated: Dated) -> Task:
    loaded = facts.on_roll > 0 or facts.stage is not Stage.OPENED
    people = facts.on_roll if facts.registered is None else facts.registered
    return Task(
        key="load-roll",
        deed=Action.LOAD_ROLL,
        name=_(DEED_NAMES[Action.LOAD_ROLL]),
        state=State.DONE if loaded else State.NOW,
        by=dated.last_day(ROLL_PUBLISHED),
        says=_("名册上 %(people)d 人") % {"people": people} if loaded else "",
        late=_late_before_the_poll(),
        remedy=_remedy_before_the_poll(),
        missing=(Need(says=_("名册还没有导入"), met=False),),
        page="roll",
        done=facts.done.get(Action.LOAD_ROLL) or facts.done.get(Action.IMPORT_ROLLS),
        grounds=dated.grounds(ROLL_PUBLISHED),
    )


def _publish_roll(facts: Facts, dated: Dated) -> Task:
    state, says = State.LATER, _("先导入名册。")
    if facts.stage is not Stage.OPENED:
        state, says = State.DONE, ""
    elif facts.on_roll:
        state, says = State.NOW, ""
    return Task(
        key="publish-roll",
        deed=Action.PUBLISH_ROLL,
        calls=facts.members.confirming if facts.members else "",
        name=dated.name(ROLL_PUBLISHED) or _publishing(facts),
        state=state,
        by=dated.last_day(ROLL_PUBLISHED),
        says=says,
        late=_late_before_the_poll(),
        remedy=_remedy_before_the_poll(),
        missing=(
            Need(says=_("名册已导入：%(people)d 人") % {"people": facts.on_roll}, met=True),
            Need(
                says=_("%(roll)s还没有确认；确认以后就固定下来") % {"roll": _(facts.members.name)}
                if facts.members
                else _("名单还没有确认公布；公布以后就固定下来"),
                met=False,
            ),
        ),
        page="roll",
        done=facts.done.get(Action.PUBLISH_ROLL),
        done_on=facts.roll_published_on,
        grounds=dated.grounds(ROLL_PUBLISHED),
    )


def _publishing(facts: Facts) -> str:
    return _(facts.members.confirming) if facts.members else _(DEED_NAMES[Action.PUBLISH_ROLL])


def _list_by(facts: Facts, dated: Dated) -> datetime.date | None:
    """The last day to publish the list, or to publish it anew once somebody left it."""
    return facts.filled_by or dated.last_day(CANDIDATES_PUBLISHED)


def _nominate(facts: Facts, dated: Dated) -> Task:
    state, says = State.LATER, _("公布名单以后才能提名。")
    if facts.members:
        says = _("确认%(roll)s以后才能提名。") % {"roll": _(facts.members.name)}
    if facts.stage is Stage.ROLL_PUBLISHED:
        state, says = (State.DONE if _are_enough(facts) else State.NOW), ""
    elif facts.stage is not Stage.OPENED:
        state, says = State.DONE, ""
    return Task(
        key="nominate",
        deed=Action.NOMINATE,
        name=_(DEED_NAMES[Action.NOMINATE]),
        state=state,
        by=_list_by(facts, dated),
        says=says,
        late=_late_before_the_poll(),
        remedy=_remedy_before_the_poll(),
        missing=tuple(_nominated(contest) for contest in facts.contests),
        page="candidates",
        done=facts.done.get(Action.NOMINATE),
        grounds=dated.grounds(CANDIDATES_PUBLISHED),
    )


def _publish_candidates(facts: Facts, dated: Dated) -> Task:
    state, says = State.LATER, _("提名的人数够了才能公布候选人。")
    if facts.stage is Stage.ROLL_PUBLISHED and _are_enough(facts):
        state, says = State.NOW, ""
    elif facts.stage not in (Stage.OPENED, Stage.ROLL_PUBLISHED):
        state, says = State.DONE, ""
    return Task(
        key="publish-candidates",
        deed=Action.PUBLISH_CANDIDATES,
        name=dated.name(CANDIDATES_PUBLISHED) or _(DEED_NAMES[Action.PUBLISH_CANDIDATES]),
        state=state,
        by=_list_by(facts, dated),
        says=says,
        late=_late_before_the_poll(),
        remedy=_remedy_before_the_poll(),
        missing=(
            *(_nominated(contest) for contest in facts.contests),
            *_reviewed(facts),
            Need(says=_("候选人名单还没有确认公布"), met=False),
        ),
        page="candidates",
        done=facts.done.get(Action.PUBLISH_CANDIDATES),
        done_on=facts.candidates_published_on,
        grounds=distinct([*dated.grounds(CANDIDATES_PUBLISHED), *dated.grounds(NOTICE_START)]),
    )


def _reviewed(facts: Facts) -> Iterator[Need]:
    """How many nominees' eligibility is still to be settled (资格审查)."""
    people = sum(contest.unreviewed for contest in facts.contests)
    if people and facts.stage is Stage.ROLL_PUBLISHED:
        yield Need(says=_("%(people)d 名人选的资格还没有审查清楚") % {"people": people}, met=False)


def _seal(facts: Facts) -> Task:
    state, says = State.LATER, _("宣布结果以后才能封存。")
    if facts.is_sealed:
        state, says = State.DONE, ""
    elif facts.stage is Stage.DECLARED:
        must = any(not left.optional for left in facts.left)
        state, says = (State.LATER, _("还有投票没有办完。")) if must else (State.NOW, _void(facts))
    return Task(
        key="seal",
        deed=Action.SEAL,
        name=_(DEED_NAMES[Action.SEAL]),
        state=state,
        says=says,
        missing=(Need(says=_("封存以后谁也不能再改，人人可以下载复核"), met=False),),
        page="result",
        done=facts.done.get(Action.SEAL),
    )


def _void(facts: Facts) -> str:
    return _("选举无效：封存以后重新开启选举。") if facts.is_void else ""


def _are_enough(facts: Facts) -> bool:
    return all(contest.fits for contest in facts.contests)


def _nominated(contest: ContestFacts) -> Need:
    says = {"post": _(contest.name), "seats": contest.seats, "people": contest.nominated}
    bounds = {"minimum": contest.minimum, "maximum": contest.maximum}
    if contest.minimum is None:
        words = _("%(post)s：应选 %(seats)d 人，已提名 %(people)d 人")
    elif contest.maximum is None:
        words = _("%(post)s：应选 %(seats)d 人，至少提名 %(minimum)d 人，已提名 %(people)d 人")
    elif contest.maximum == contest.minimum:
        words = _("%(post)s：应选 %(seats)d 人，须提名 %(minimum)d 人，已提名 %(people)d 人")
    else:
        words = _(
            "%(post)s：应选 %(seats)d 人，须提名 %(minimum)d–%(maximum)d 人，已提名 %(people)d 人"
        )
    return Need(says=words % (says | bounds), met=contest.fits)


def _late_before_the_poll() -> str:
    return _("晚一天，选举日就须推后。")


def _remedy_before_the_poll() -> str:
    return _("须推迟选举日：由主持选举的机构另定，报上级换届工作机构。")
