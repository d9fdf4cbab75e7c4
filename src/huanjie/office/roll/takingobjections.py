"""Objections and changes taken away as a file (导出异议、变动): readings, entered in the log with
their purpose. Who objected is not in it, and no number of any person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.objection import KIND_NAMES, STATE_NAMES, Kind, State
from huanjie.domain.permission import Action
from huanjie.domain.rollappeal import ROLL_APPEAL_STATES, RollAppealState
from huanjie.domain.rollchange import EFFECT_NAMES, KINDS, kind_name
from huanjie.domain.rollchange import Kind as ChangeKind
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.office.command import ActingUser
from huanjie.office.planning.models import Election
from huanjie.office.planning.tablefile import Rows
from huanjie.office.reading import Seen, read
from huanjie.office.roll.models import RollChange
from huanjie.office.roll.objection_list import ShownObjection, shown
from huanjie.office.xlsx import Cell

HEADS: Final = (
    "编号",
    "种类",
    "对谁",
    "名册编号",
    "收到日期",
    "最迟决定",
    "状态",
    "决定日期",
    "是否逾期",
    "理由",
    "向上申诉",
    "申诉决定日期",
)
CHANGE_HEADS: Final = (
    "第几次",
    "日期",
    "变动",
    "原因",
    "姓名",
    "名册编号",
    "变动前人数",
    "变动后人数",
    "异议编号",
    "冻结以后",
    "材料",
    "材料的日期",
)
"""The columns of each file (表头)."""


@read(Action.EXPORT_ROLL)
def take_objections(*, acting_user: ActingUser, election: Election, because: str) -> Seen[Rows]:
    """Every objection as a row (导出异议); BadInput where there is none."""
    rows = tuple(map(_objection, shown(election)))
    if not rows:
        raise BadInput("还没有异议，没有可以导出的", remedy="有了异议再导出")
    return Seen(answer=rows, people=len(rows), says={"list": "objections"})


@read(Action.EXPORT_ROLL)
def take_changes(*, acting_user: ActingUser, election: Election, because: str) -> Seen[Rows]:
    """Every change as a row (导出名册变动); BadInput where there is none."""
    changes = election.roll_changes.select_related("entry", "objection", "appeal")
    rows = tuple(_change(each, election.member_roll) for each in changes)
    if not rows:
        raise BadInput("名册还没有变动，没有可以导出的", remedy="有了变动再导出")
    return Seen(answer=rows, people=len(rows), says={"list": "changes"})


def _objection(row: ShownObjection) -> tuple[Cell, ...]:
    each = row.objection
    decided = each.decided_on.isoformat() if each.decided_on else ""
    no_appeal = each.appeal_state == RollAppealState.NONE
    return (
        each.number,
        KIND_NAMES[Kind(each.kind)],
        row.about,
        row.entry.number if row.entry else "",
        each.received_on.isoformat(),
        row.due.last_day.isoformat() if row.due else "",
        STATE_NAMES[State(each.state)],
        decided,
        "逾期" if row.is_late else "",
        "；".join(_reasons(row)),
        "" if no_appeal else ROLL_APPEAL_STATES[RollAppealState(each.appeal_state)],
        each.appeal_decided_on.isoformat() if each.appeal_decided_on else "",
    )


def _reasons(row: ShownObjection) -> Iterator[str]:
    for each in row.reasons:
        silent = "，未写明，视为符合" if each.key in row.unsaid else ""
        yield f"{each.name}（{cited([each.citation])}{silent}）"


def _change(change: RollChange, members: MemberRoll | None) -> tuple[Cell, ...]:
    kind = ChangeKind(change.kind)
    return (
        change.number,
        change.made_on.isoformat(),
        EFFECT_NAMES[KINDS[kind].effect],
        kind_name(kind, members),
        change.entry.name,
        change.entry.number,
        change.was,
        change.registered,
        change.of_objection.number if change.of_objection else "",
        "是" if change.after_freeze else "",
        change.document,
        change.paper_on.isoformat() if change.paper_on else "",
    )
