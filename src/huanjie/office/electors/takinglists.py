"""Proxies and who was chosen, taken away as files (导出委托、组长和代表): readings, entered in the
log with their purpose. No number of any person is in them, and nobody who recommended anybody.
"""

from __future__ import annotations

import datetime
from typing import Final

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser
from huanjie.office.electors.chosenlist import chosen_of
from huanjie.office.electors.models import Chosen, Proxy
from huanjie.office.electors.proxylist import proxies_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.tablefile import Rows
from huanjie.office.reading import Seen, read
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.office.xlsx import Cell

PROXY_HEADS: Final = (
    "第几份",
    "委托人",
    "委托人的编号",
    "受委托人",
    "受委托人的编号",
    "提出的日期",
    "公布的日期",
    "近亲属",
)
CHOSEN_HEADS: Final = (
    "小组",
    "姓名",
    "编号",
    "性别",
    "身份",
    "怎样推选",
    "推选的户数",
    "推选日期",
    "公布的日期",
)
"""The columns of each file (表头)."""


@read(Action.EXPORT_ROLL)
def take_proxies(*, acting_user: ActingUser, election: Election, because: str) -> Seen[Rows]:
    """Every proxy that stands as a row (导出委托); BadInput where there is none."""
    rows = tuple(map(_proxy, proxies_of(election).standing))
    if not rows:
        raise BadInput("没有有效的委托，没有可以导出的", remedy="先登记委托")
    return Seen(answer=rows, people=2 * len(rows), says={"list": "proxies"})


@read(Action.EXPORT_ROLL)
def take_chosen(*, acting_user: ActingUser, election: Election, because: str) -> Seen[Rows]:
    """Everybody who was chosen as a row (导出组长和代表); BadInput where there is nobody."""
    rows = tuple(_chosen(line.chosen) for line in chosen_of(election).lines)
    if not rows:
        raise BadInput("还没有登记组长和代表，没有可以导出的", remedy="先登记推选的人")
    return Seen(answer=rows, people=len(rows), says={"list": "chosen"})


def _proxy(row: Proxy) -> tuple[Cell, ...]:
    return (
        row.number,
        row.principal.name,
        row.principal.number,
        row.holder.name,
        row.holder.number,
        row.asked_on.isoformat(),
        _day(row.posted_on),
        "是" if row.near_relative else "",
    )


def _chosen(row: Chosen) -> tuple[Cell, ...]:
    return (
        row.group,
        row.entry.name,
        row.entry.number,
        SEX_WORDS.get(row.entry.sex, ""),
        row.get_kind_display(),
        row.get_chosen_by_display(),
        "" if row.households is None else row.households,
        row.chosen_on.isoformat(),
        _day(row.posted_on),
    )


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
