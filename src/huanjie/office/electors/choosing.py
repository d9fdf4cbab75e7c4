"""Deeds of choosing (推选小组组长和代表): enter, take back, post the list."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from huanjie.domain.choosing import KIND_NAMES, ChosenBy, Kind
from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.electors.models import Chosen
from huanjie.office.gates import pass_gates
from huanjie.office.manydone import each_done
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Somebody who was chosen (一次推选), as the minutes have it."""

    number: int
    """on the roll (编号)"""
    kind: Kind
    chosen_by: ChosenBy
    households: int | None
    chosen_on: datetime.date


@command(Action.KEEP_CHOSEN)
def enter_chosen(*, acting_user: ActingUser, election: Election, choice: Choice) -> Done[int]:
    """Enter who was chosen (登记推选的人); the answer is the entry's key. BadInput at the field."""
    made = _entered(election, choice)
    says = {"chosen": choice.number, "as": choice.kind.value}
    return Done(answer=made.pk, says=says)


@command(Action.KEEP_CHOSEN)
def enter_many_chosen(
    *, acting_user: ActingUser, election: Election, choices: Sequence[Choice]
) -> Done[int]:
    """Enter everybody of a list, or nobody (成批登记推选的人); the answer is how many. RowsRefused
    with every one who may not be entered.
    """
    check_open(election)
    made = each_done(choices, lambda choice: _entered(election, choice))
    says = {"chosen_many": [each.number for each in choices]}
    return Done(answer=len(made), says=says | {"as": [each.kind.value for each in choices]})


def _entered(election: Election, choice: Choice) -> Chosen:
    entry = consider(election, choice)
    # What stands of whoever has left the roll since holds no place.
    election.chosen.exclude(entry__in=election.roll.all()).delete()
    return Chosen.objects.create(
        election=election,
        region=election.region,
        entry=entry,
        kind=choice.kind,
        group=entry.group,
        chosen_by=choice.chosen_by,
        households=choice.households,
        chosen_on=choice.chosen_on,
    )


@command(Action.KEEP_CHOSEN)
def take_out(*, acting_user: ActingUser, election: Election, chosen: int) -> Done[int]:
    """Take an entry back that was a slip, or of somebody who stepped down (移出名单); the answer is
    the number on the roll.
    """
    check_open(election)
    found = election.chosen.select_related("entry").filter(pk=chosen).first()
    if found is None:
        raise BadInput("这次选举没有登记这个人", remedy="回到组长和代表页看现在的名单")
    number = found.entry.number
    if found.posted_on:
        # The list that hangs outside says something else now: it is to be posted anew.
        election.chosen.update(posted_on=None)
    found.delete()
    return Done(answer=number, says={"taken_out": number, "as": found.kind})


def chosen_now(election: Election) -> QuerySet[Chosen]:
    """Who is chosen and still on the roll (名单上的人)."""
    return Chosen.objects.filter(election=election, entry__in=election.roll.all())


def consider(election: Election, choice: Choice) -> RollEntry:
    """Whoever was chosen, where they may be entered (核对推选); refused like the deed, and nothing
    is written.
    """
    check_open(election)
    if law_of(election).pack.representatives is None:
        raise BadInput("这次选举适用的规定没有代表和小组组长")
    if choice.chosen_on > clock.today():
        raise BadInput("推选日期在今天以后", at="chosen_on", remedy="写开会推选的那一天")
    entry = election.roll.filter(number=choice.number).first()
    if entry is None:
        raise BadInput(f"名册上没有编号 {choice.number}", at="number", remedy="看名册上的编号")
    _check_who_chose(choice)
    _check_group(election, entry, choice.kind)
    return entry


def check_open(election: Election) -> None:
    """Refuse where nobody may be chosen, taken out or posted now (推选现在不能办理)."""
    after(Stage(election.stage), Action.KEEP_CHOSEN)
    pass_gates(Action.KEEP_CHOSEN, election)


def _check_who_chose(choice: Choice) -> None:
    if choice.kind != Kind.REPRESENTATIVE and choice.chosen_by != ChosenBy.GROUP:
        raise BadInput(
            f"{KIND_NAMES[choice.kind]}由小组会议推选", at="chosen_by", remedy="选“小组会议推选”"
        )
    if choice.chosen_by == ChosenBy.HOUSEHOLDS and choice.households is None:
        raise BadInput("没有写几户推选", at="households", remedy="写联合推选的户数")
    if choice.chosen_by == ChosenBy.GROUP and choice.households is not None:
        raise BadInput("小组会议推选的，不写户数", at="households", remedy="清空这一格")


def _check_group(election: Election, entry: RollEntry, kind: Kind) -> None:
    if not entry.group:
        raise BadInput(
            f"{entry.name}在名册上没有小组", at="number", remedy="先在名册上补上小组，再登记"
        )
    now = chosen_now(election).filter(kind=kind)
    if now.filter(entry=entry).exists():
        raise BadInput(f"{entry.name}已经登记为{KIND_NAMES[kind]}", at="number", remedy="不用再登")
    if kind != Kind.HEAD:
        return
    head = now.filter(group=entry.group).select_related("entry").first()
    if head:
        raise BadInput(
            f"{entry.group}的组长已经登记为{head.entry.name}",
            at="number",
            remedy="换人的，先移出原来的组长",
        )
