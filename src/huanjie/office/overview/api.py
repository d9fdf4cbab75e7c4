"""The overview for machines (总览接口): the board's figures, what needs somebody today, an
election's next step, and what was done in it.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.download import CSV
from huanjie.office.endpoint import Ground, Out, Page, Wanted, grounds_of, list_of, of_kinds
from huanjie.office.overview.board import Urgent, figures, urgent
from huanjie.office.overview.choice import Choice
from huanjie.office.overview.history import history_of
from huanjie.office.overview.sight import sight_of
from huanjie.office.overview.survey import UnitState, survey
from huanjie.office.overview.task import Task
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.tokens.bearer import Bearer
from huanjie.office.units.permission import visible
from huanjie.office.web import signed_in

router = Router(tags=["总览"])
BOARD = Bearer(Action.SEE_BOARD)
Words = Annotated[str, Query(max_length=60, title="单位的名称、代码或者拼音首字母")]


class StateFigureOut(Out):
    """How many places are in one state (一项数字)."""

    state: str = Field(title="就绪情况", examples=["late"])
    name: str = Field(title="名称")
    places: int = Field(title="几个单位")


class BoardOut(Out):
    """The board in figures (总览的数字)."""

    on: datetime.date = Field(title="哪一天的")
    units: int = Field(title="几个单位")
    figures: list[StateFigureOut] = Field(title="各种就绪情况")


class UrgentOut(Out):
    """One election that needs somebody today (今天需要处理的一项)."""

    unit: str = Field(title="单位的代码")
    unit_name: str = Field(title="单位")
    town: str = Field(title="乡镇")
    body: str = Field(title="组织")
    election: str | None = Field(title="选举的编号")
    state: str = Field(title="就绪情况")
    reason: str = Field(title="原因")
    remedy: str = Field(title="补救")
    by: datetime.date | None = Field(title="最迟")


class StepOut(Out):
    """A step of an election (一步)."""

    key: str = Field(title="步骤", examples=["load-roll"])
    name: str = Field(title="名称")
    state: str = Field(title="状态：done、now、clock、later、passed")
    by: datetime.date | None = Field(title="法律规定的最迟日期")
    role: str | None = Field(title="轮到的角色")
    says: str = Field(title="说明")
    late: str = Field(title="逾期的后果")
    grounds: list[Ground] = Field(title="依据")


class NextOut(Out):
    """What is to do in an election (下一步)."""

    now: StepOut | None = Field(title="现在要做的；没有要做的是 null")
    then: StepOut | None = Field(title="接下来的")
    steps: list[StepOut] = Field(title="全部步骤")
    version: int = Field(title="版本，写进 If-Match")


class DeedOut(Out):
    """One deed that was done (一条记录)."""

    number: int | None = Field(title="日志里的序号；null 的在单位的日志里")
    when: datetime.datetime | None = Field(title="时间")
    deed: str = Field(title="事项")
    role: str = Field(title="经办角色")


class HistoryOut(Out):
    """What was done in an election (记录)."""

    root: str = Field(title="重新算出的根值；日志有问题的是空的")
    fault: str = Field(title="日志的问题；没有问题的是空的")
    lines: list[DeedOut] = Field(title="各条记录，新的在前")


@router.get("/board", response=BoardOut, auth=BOARD, summary="总览的数字")
def board(request: HttpRequest, q: Words = "") -> BoardOut:
    """How many places are how ready."""
    states = _states(request, q)
    return BoardOut(
        on=clock.today(),
        units=len(states),
        figures=[
            StateFigureOut(state=each.readiness, name=each.name, places=each.places)
            for each in figures(states)
        ],
    )


@router.get(
    "/board/urgent",
    response=Page[UrgentOut],
    auth=BOARD,
    summary="今天需要处理的",
    openapi_extra=of_kinds(CSV),
)
def board_urgent(
    request: HttpRequest, asked: Query[Wanted], q: Words = ""
) -> HttpResponse | dict[str, Any]:
    """What needs somebody today, the worst first."""
    found = urgent(_states(request, q), clock.today())
    return list_of(UrgentOut, found, asked, lambda rows: map(_urgent, rows), name="urgent")


def _states(request: HttpRequest, q: str) -> list[UnitState]:
    return Choice(typed=q).places(survey(visible(signed_in(request), Action.SEE_BOARD)))


def _urgent(each: Urgent) -> UrgentOut:
    return UrgentOut(
        unit=each.state.unit.pk,
        unit_name=each.state.unit.short_name,
        town=each.state.town.name,
        body=each.body.name,
        election=each.body.election.pk if each.body.election else None,
        state=each.body.verdict.readiness,
        reason=each.body.verdict.reason,
        remedy=each.body.verdict.remedy,
        by=each.by,
    )


@on_election(router.get, "/next-step", Action.SEE_UNIT, response=NextOut, summary="下一步")
def next_step(own: Election, request: HttpRequest) -> NextOut:
    """What is to do now, what comes then, and every step with its legal edge."""
    sight = sight_of(signed_in(request), own)
    return NextOut(
        now=_step(sight.now.task) if sight.now else None,
        then=_step(sight.then) if sight.then else None,
        steps=[_step(each.task) for each in sight.steps],
        version=own.version,
    )


def _step(task: Task) -> StepOut:
    return StepOut(
        key=task.key,
        name=task.name,
        state=task.state,
        by=task.by,
        role=task.turn,
        says=task.says,
        late=task.late,
        grounds=grounds_of(task.grounds),
    )


@on_election(router.get, "/history", Action.SEE_UNIT, response=HistoryOut, summary="办过的事")
def history(own: Election) -> HistoryOut:
    """What was done, the newest first, and whether the log is whole; no particulars."""
    return HistoryOut.of(history_of(own))
