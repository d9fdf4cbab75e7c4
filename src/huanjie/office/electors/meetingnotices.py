"""Deeds of notice (会议通知): enter who was told, take an entry back."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from huanjie.domain.cycle import Stage, after
from huanjie.domain.meetingnotice import Teller, Way
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.electors.entitled import entitled_entries
from huanjie.office.electors.models import Told
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNotice:
    """Some electors who were told alike (一次通知): by their numbers on the roll."""

    numbers: tuple[int, ...]
    way: Way
    told_by: Teller
    told_on: datetime.date


@command(Action.KEEP_NOTICES)
def enter_told(*, acting_user: ActingUser, election: Election, notice: MeetingNotice) -> Done[int]:
    """Enter that these electors were told (登记通知), all or nobody; the answer is how many.
    BadInput at `numbers` or `told_on`.
    """
    after(Stage(election.stage), Action.KEEP_NOTICES)
    _check_day(election, notice.told_on)
    entries = _those(election, notice.numbers)
    Told.objects.bulk_create(
        (
            Told(
                election=election,
                region=election.region,
                entry=entry,
                way=notice.way,
                told_by=notice.told_by,
                told_on=notice.told_on,
            )
            for entry in entries
        ),
        batch_size=_AT_ONCE,
    )
    says = {"told": len(entries), "way": notice.way.value, "told_on": notice.told_on.isoformat()}
    return Done(answer=len(entries), says=says, moves=False)


@command(Action.KEEP_NOTICES)
def take_told_back(*, acting_user: ActingUser, election: Election, number: int) -> Done[int]:
    """Take back that somebody was told (撤回登记), a slip; the answer is how many entries."""
    after(Stage(election.stage), Action.KEEP_NOTICES)
    gone, _ = Told.objects.filter(election=election, entry__number=number).delete()
    if not gone:
        raise BadInput(f"编号 {number} 没有登记过通知", remedy="回到会议通知页看现在的登记")
    return Done(answer=gone, says={"not_told": number}, moves=False)


def _check_day(election: Election, told_on: datetime.date) -> None:
    if told_on > clock.today():
        raise BadInput("通知的日期在今天以后", at="told_on", remedy="通知了再登记")
    if told_on > election.polling_day:
        raise BadInput("通知的日期在选举日以后", at="told_on", remedy="写实际通知的那一天")
    if told_on < election.start_day:
        raise BadInput("通知的日期在开始办理以前", at="told_on", remedy="写实际通知的那一天")


def _those(election: Election, numbers: Collection[int]) -> list[RollEntry]:
    if not numbers:
        raise BadInput("还没有选人", at="numbers", remedy="勾选通知到的人")
    known = {entry.number: entry for entry in entitled_entries(election)}
    unknown = sorted(set(numbers) - known.keys())
    if unknown:
        raise BadInput(
            f"编号 {unknown[0]} 不在名册上，或者没有选举权", at="numbers", remedy="重新打开再选"
        )
    return [known[number] for number in dict.fromkeys(numbers)]
