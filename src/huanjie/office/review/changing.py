"""Changing people of a batch (办理一批里的人): several at once, all or none, inside a command."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from huanjie.domain import review
from huanjie.domain.cycle import OVER
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser
from huanjie.office.planning.models import Election
from huanjie.office.review.closing import check_runs, put_closed
from huanjie.office.review.models import Batch, Case
from huanjie.office.review.storing import ladder_of, load_cases, store
from huanjie.office.units.models import Unit

Change = Callable[[Case, review.Case], review.Case]


def change_cases(
    acting_user: ActingUser,
    deed: Action,
    rows: Collection[Case],
    change: Change,
) -> dict[int, Case]:
    """Do something to several people of a batch, all or none; the levels that close by it have
    their answers written down as facts. Of an election that is over nobody is reviewed any more:
    such a person can be withdrawn, and nothing else.
    """
    by_pk = {row.pk: row for row in rows}
    ladder = ladder_of(next(iter(rows)).batch)
    before = load_cases(ladder, rows)
    over = {} if deed == Action.WITHDRAW_REVIEW else _over(rows)
    after = {}
    for pk, row in by_pk.items():
        try:
            if row.election in over:
                check_runs(over[row.election])
            after[pk] = change(row, before[pk])
        except BadInput as fault:
            raise BadInput(
                f"第 {row.line} 人：{fault.says}", at=fault.at, remedy=fault.remedy
            ) from None
    store(by_pk, before, after)
    put_closed(acting_user, deed, ladder, by_pk, before, after)
    return by_pk


def batch_at(unit: Unit, batch: str) -> Batch:
    """A batch of this very place."""
    found = Batch.objects.filter(pk=batch, region=unit.pk).select_related("ladder").first()
    if found is None:
        raise BadInput("没有这一批", remedy="回到联审页重新选择")
    return found


def cases_of(unit: Unit, batch: str, lines: Collection[int]) -> list[Case]:
    """Its people with these numbers; BadInput where none is chosen, one is chosen twice, or one is
    not there.
    """
    check_once(lines)
    wanted = set(lines)
    if not wanted:
        raise BadInput("还没有选人", at="lines", remedy="勾选要办的人")
    rows = list(batch_at(unit, batch).cases.select_related("batch__ladder").filter(line__in=wanted))
    if len(rows) < len(wanted):
        missing = min(wanted - {row.line for row in rows})
        raise BadInput(f"这一批没有第 {missing} 人", at="lines", remedy="从列出的人里选")
    return rows


def check_once(lines: Iterable[int]) -> None:
    """Refuse whoever names somebody twice: which of the two was meant, nobody knows."""
    seen: set[int] = set()
    for line in lines:
        if line in seen:
            raise BadInput(f"第 {line} 人写了两次", at="lines", remedy="一个人只写一次")
        seen.add(line)


def _over(rows: Iterable[Case]) -> dict[str, Election]:
    """The elections among theirs that are over."""
    return Election.objects.filter(stage__in=OVER).in_bulk({row.election for row in rows})
