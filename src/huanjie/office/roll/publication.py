"""Publishing the roll (公布名单、确认党员名册、团员名册): who may vote is fixed, and with it every
base.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min

from huanjie.domain.cycle import Stage, after
from huanjie.domain.daywords import in_words
from huanjie.domain.permission import Action
from huanjie.domain.registration import AgeLimit, last_of_age, too_young
from huanjie.domain.rollorder import group_number
from huanjie.domain.schedule import ScheduledStep
from huanjie.door.fault import BadInput, refuse
from huanjie.law.citation import Citation, cited
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import issues_before
from huanjie.office.planning.events import OBJECTIONS_END, ROLL_PUBLISHED
from huanjie.office.planning.laws import law_of, period_end, schedule_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import entitled
from huanjie.office.roll.households import refusals_of_households
from huanjie.office.roll.models import Upload
from huanjie.office.roll.reading import age_limits_of
from huanjie.office.roll.services import not_loaded
from huanjie.office.roll.twice import refusals_of_twice, settled_on

_NAMED: Final = 5
"""numbers that a refusal names"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the roll (小组、党员类别、团员类别) and how many are in it."""

    name: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Objections:
    """Until when the roll may be objected to (异议截止): the last day, and its articles."""

    last_day: datetime.date
    grounds: tuple[Citation, ...]


def publication_step(election: Election) -> ScheduledStep | None:
    """When the law wants the roll published; None where the pack does not date it (党员大会、
    团员大会).
    """
    return schedule_of(election).step(ROLL_PUBLISHED)


def objections(election: Election) -> Objections | None:
    """Until when the published roll may be objected to, counted from the day on which it was
    published. None before that day, and where the pack has no such period.
    """
    begun, pack = election.roll_published_on, law_of(election).pack
    rule = next((step for step in pack.steps if step.event == OBJECTIONS_END), None)
    last_day = period_end(election, OBJECTIONS_END, begun=begun)
    if begun is None or rule is None or last_day is None:
        return None
    # The schedule's own grounds are those of its last day; ours may have rolled where that did not.
    rolled = (last_day - begun).days != rule.days
    roll = [pack.roll.citation] if rolled and pack.roll else []
    return Objections(last_day=last_day, grounds=(rule.citation, *roll))


def takes_objections(pack: RulePack) -> bool:
    """Whether the pack has a period in which the roll is objected to (名单的异议期)."""
    return any(step.event == OBJECTIONS_END for step in pack.steps)


def refusals(election: Election, pack: RulePack, *, today: datetime.date) -> Iterator[BadInput]:
    """Why the roll cannot be published now (不能公布的原因); nothing where it can."""
    if not election.roll.exists():
        yield BadInput("名册上还没有人", remedy="先导入名册")
    elif not entitled(election, pack):
        yield BadInput("名册上没有一个有选举权的人", remedy="检查名册上的类别")
    yield from _too_young(election)
    yield from refusals_of_households(election)
    yield from issues_before(Action.PUBLISH_ROLL, election)
    step = publication_step(election)
    if step and step.window.latest and today > step.window.latest:
        yield BadInput(
            f"{step.name}最迟应在{in_words(step.window.latest)}，已经过了（{cited(step.grounds)}）",
            remedy="选举日须推后",
        )
    yield from refusals_of_twice(election, pack)


def _too_young(election: Election) -> Iterator[BadInput]:
    """Whoever is not of age on the polling day (不到年龄), in a roll from before the day moved."""
    limits = age_limits_of(election)
    last = last_of_age(limits)
    born = election.roll.filter(birth_date__gt=last) if last else election.roll.none()
    people: defaultdict[AgeLimit, list[int]] = defaultdict(list)
    for number, day in born.order_by("number").values_list("number", "birth_date"):
        if day and (limit := too_young(limits, day)):
            people[limit].append(number)
    for limit, numbers in people.items():
        named = "、".join(f"编号 {number}" for number in numbers[:_NAMED])
        more = "等" if len(numbers) > _NAMED else ""
        back = "，公布以后再写明事实列入" if limit.unless else ""
        yield BadInput(
            f"名册上有 {len(numbers)} 人{limit.says}：{named}{more}",
            remedy=f"把不到年龄的人移出名册{back}；号码写错的，改好再公布",
        )


def groups_of(election: Election) -> tuple[Part, ...]:
    """How many there are in each group, by the groups' numbers; no group is an empty name."""
    rows = election.roll.order_by().values("group")
    counted = rows.annotate(people=Count("pk"), first=Min("number")).order_by("first")
    parts = (Part(name=row["group"], people=row["people"]) for row in counted)
    return tuple(sorted(parts, key=lambda part: group_number(part.name)))


def check_left_out(election: Election, leave_out: int | None) -> Upload | None:
    """The upload whose people wait to be loaded and are not to be on the roll (不列入的文件), None
    where none waits; for what was uploaded is deleted. BadInput at `leave_out` where one waits that
    was not named, and where another was.
    """
    held = not_loaded(election).first()
    if held and held.pk != leave_out:
        people = f"里有 {held.good:,} 人" if held.good else ""
        raise BadInput(
            f"上传的“{held.file_name}”（编号 {held.pk}）{people}还没有导入，公布以后随文件删除",
            at="leave_out",
            remedy="先导入，或者撤回那份文件；确定不列入的，回到核对的页面再公布",
        )
    if held is None and leave_out is not None:
        raise BadInput(
            f"编号 {leave_out} 的文件没有等着导入的人",
            at="leave_out",
            remedy="这份文件已经导入或者撤回，看现在的名册，再公布",
        )
    return held


@command(Action.PUBLISH_ROLL)
def publish_roll(
    *, acting_user: ActingUser, election: Election, leave_out: int | None = None
) -> Done[int]:
    """Publish the roll (公布名单); the answer is how many may vote. Refused after the last day of
    the law, and where nobody may vote. What was uploaded is deleted, so people who wait to be
    loaded are left out only where `leave_out` names their upload.
    """
    after(Stage(election.stage), Action.PUBLISH_ROLL)
    pack, today = law_of(election).pack, clock.today()
    refuse(refusals(election, pack, today=today))
    held = check_left_out(election, leave_out)
    on_roll, registered = election.roll.count(), entitled(election, pack)
    election.registered, election.roll_published_on = registered, today
    election.save(update_fields=("registered", "roll_published_on"))
    election.advance(Action.PUBLISH_ROLL)
    election.uploads.update(content=None)
    # Nobody is on two rolls any more, where the law forbids it, but whom a reason has settled: it
    # is shown, and asked for again where a change puts them back.
    election.claims.exclude(id_index__in=settled_on(election).values("id_index")).delete()
    says = {"published_on": today.isoformat(), "on_roll": on_roll, "registered": registered}
    left = {"left_out_upload": held.pk, "left_out": held.good or None} if held else {}
    return Done(answer=registered, says=says | left)
