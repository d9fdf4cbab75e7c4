"""Opening an election (开启选举): the law in force on the day, the unit's own decisions, and a
schedule that fits.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from huanjie.domain.assembly import ELECTING_MEETINGS
from huanjie.domain.cycle import OVER
from huanjie.domain.meetinglaw import law_of_meeting
from huanjie.domain.permission import Action
from huanjie.domain.schedule import Schedule, schedule
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.citation import cited
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.law.shelves import calendar
from huanjie.office.planning.laws import bodies_of, first_paper, keep_law, pack_for
from huanjie.office.planning.models import Contest, Election
from huanjie.office.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a unit decides before its election is opened (选举方案)."""

    body: str
    polling_day: datetime.date
    start_day: datetime.date
    seats: Mapping[str, int]
    """by post; a post without seats is not elected"""
    method: str
    style: str
    adopted_by: str
    adopted_on: datetime.date


def schedule_for(unit: Unit, plan: Plan) -> tuple[RulePack, Schedule]:
    """The law and the dated steps that a plan would have."""
    if unit.is_gone:
        raise BadInput(f"{unit.name}已经撤并", remedy="在承继它的单位开启选举")
    if plan.body not in bodies_of(unit):
        raise BadInput(f"{unit.name}没有这个组织的换届", remedy="选这里有的组织")
    pack = pack_for(plan.body, on=plan.polling_day, unit=unit)
    own = law_of_meeting(pack, plan.method)
    dated = schedule(own, polling_day=plan.polling_day, calendar=calendar(), start=plan.start_day)
    return pack, dated


def check_plan(unit: Unit, plan: Plan) -> tuple[RulePack, Schedule]:
    """The same, or the first thing that cannot be: nobody is given dates that the law forbids."""
    _check_decision(plan)
    _check_none_is_running(unit, plan.body)
    pack, dated = schedule_for(unit, plan)
    known = {line.post for line in first_paper(pack)}
    if unknown := set(plan.seats) - known:
        raise BadInput(
            f"选票上没有“{min(unknown)}”这项职务",
            remedy=f"只写这些职务：{'、'.join(sorted(known))}",
        )
    if not any(plan.seats.values()):
        raise BadInput("至少有一项职务要选一人", remedy="填写职数")
    _check_womans_line(pack, plan)
    methods = tuple(ELECTING_MEETINGS.get(plan.body) or pack.turnout)
    if plan.method not in methods:
        ways = "、".join(methods)
        raise BadInput("适用的规定里没有这种选举方式", at="method", remedy=f"可用的方式：{ways}")
    conflict = next((step for step in dated.steps if step.conflict), None)
    if conflict:
        raise BadInput(
            f"排不下：{conflict.name}，{conflict.conflict}",
            at="polling_day",
            remedy=dated.warnings[-1].rstrip("。"),
        )
    return pack, dated


def _check_womans_line(pack: RulePack, plan: Plan) -> None:
    """A line of women alone stands on the paper where the law lists one (单列的妇女委员)."""
    for line in first_paper(pack):
        if line.women_only and not plan.seats.get(line.post) and pack.women_seat:
            citation = pack.women_seat.citation
            raise BadInput(
                f"{citation.says}（{cited([citation])}）",
                at=f"seats_{line.post}",
                remedy=f"{line.name}至少填 1",
            )


def _check_decision(plan: Plan) -> None:
    if plan.polling_day < plan.start_day:
        raise BadInput("选举日早于可以开始办理的日期", at="polling_day", remedy="改晚选举日")
    if plan.adopted_on > clock.today():
        raise BadInput("决定的日期还没有到", at="adopted_on", remedy="填写作出决定的那一天")


def _check_none_is_running(unit: Unit, body: str) -> None:
    running = unit.elections.filter(body=body).exclude(stage__in=OVER).first()
    if running:
        raise BadInput(
            f"{unit.name}的{running.body_name}选举正在进行，选举日 {running.polling_day}",
            remedy="先办完那一次，或者撤销它",
        )


@command(Action.OPEN_ELECTION)
def open_election(*, acting_user: ActingUser, unit: Unit, plan: Plan) -> Done[str]:
    """Open an election; the answer is its id."""
    pack, _ = check_plan(unit, plan)
    election = Election(
        id=secrets.token_hex(6),
        unit=unit,
        region=unit.code,
        body=plan.body,
        body_name=pack.name,
        polling_day=plan.polling_day,
        start_day=plan.start_day,
        method=plan.method,
        style=plan.style,
        adopted_by=plan.adopted_by,
        adopted_on=plan.adopted_on,
    )
    keep_law(election, Law(pack=pack, calendar=calendar()))
    election.save(force_insert=True)
    lines = [line for line in first_paper(pack) if plan.seats.get(line.post)]
    for place, line in enumerate(lines):
        Contest.objects.create(
            election=election,
            place=place,
            post=line.post,
            name=line.name,
            seats=plan.seats[line.post],
            women_only=line.women_only,
        )
    says = {
        "election": election.pk,
        "pack": pack.id,
        "pack_sha256": pack.sha256,
        "polling_day": plan.polling_day.isoformat(),
        "seats": {line.post: plan.seats[line.post] for line in lines},
        "method": plan.method,
        "style": plan.style,
    }
    return Done(answer=election.pk, says=says)
