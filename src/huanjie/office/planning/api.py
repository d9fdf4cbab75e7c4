"""Elections for machines (选举接口): which there are, their dates, opening, changing."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router
from pydantic import Field

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.permission import Action
from huanjie.exchange.schedule import schedule_as_ics, schedule_as_json
from huanjie.office import clock
from huanjie.office.command import ActingUser
from huanjie.office.download import CALENDAR, CSV
from huanjie.office.endpoint import (
    Asked,
    Day,
    In,
    Out,
    Page,
    Sentence,
    Wanted,
    acting,
    list_of,
    of_kinds,
)
from huanjie.office.planning.changes import cancel_election, postpone, postponed
from huanjie.office.planning.laws import schedule_as_formed
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.planning.services import Plan, check_plan, open_election
from huanjie.office.tokens.bearer import Bearer
from huanjie.office.units.permission import need, visible
from huanjie.office.units.search import find
from huanjie.office.web import find_unit, signed_in

router = Router(tags=["选举"])
Dated = Annotated[Literal["json", "ics"], Query(title="格式：json，或者手机日历 ics")]


class ElectionOut(Out):
    """An election (一次选举)."""

    id: str = Field(title="编号", examples=["3f9a0c2b7d11"])
    unit: str = Field(title="单位的代码", examples=["330329100257"])
    unit_name: str = Field(title="单位", examples=["三联村"])
    body: str = Field(title="组织", examples=["villagers-committee"])
    body_name: str = Field(title="组织名称", examples=["村民委员会"])
    stage: Stage = Field(title="阶段")
    stage_name: str = Field(title="阶段名称", examples=["准备名册"])
    polling_day: datetime.date = Field(title="选举日")
    version: int = Field(title="版本，写进 If-Match")


class ContestOut(Out):
    """A post (一项职务)."""

    post: str = Field(title="职务", examples=["chair"])
    name: str = Field(title="名称", examples=["主任"])
    seats: int = Field(title="职数")
    women_only: bool = Field(title="是不是单列的妇女委员")


class ElectionWhole(ElectionOut):
    """An election with what its unit decided (一次选举的全部)."""

    start_day: datetime.date = Field(title="可以开始办理的日期")
    method: str = Field(title="选举方式")
    style: str = Field(title="选票样式")
    adopted_by: str = Field(title="由哪个会议决定")
    adopted_on: datetime.date = Field(title="决定的日期")
    pack: str = Field(title="规则包")
    pack_sha256: str = Field(title="规则包合并后的 SHA-256")
    registered: int | None = Field(
        title="登记参加选举的人数，由会议选举的是应到会的人数；名单没有公布的是 null"
    )
    roll_published_on: datetime.date | None = Field(title="公布名单的日期")
    candidates_published_on: datetime.date | None = Field(title="公布候选人的日期")
    contests: list[ContestOut] = Field(title="职务")


class ElectionChoice(In):
    """Which elections (哪些选举)."""

    q: str = Field("", max_length=60, title="单位的名称、代码或者拼音首字母")
    body: str = Field("", max_length=40, title="组织")
    stage: Stage | None = Field(None, title="阶段")


class PlanIn(In):
    """What a unit decided (选举方案)."""

    body: str = Field(max_length=40, title="组织", examples=["villagers-committee"])
    polling_day: Day = Field(title="选举日", examples=["2026-06-28"])
    start_day: Day = Field(title="可以开始办理的日期", examples=["2026-05-18"])
    seats: dict[str, Annotated[int, Field(strict=True, ge=0, le=99)]] = Field(
        title="各职务的职数",
        max_length=20,
        examples=[{"chair": 1, "vice-chair": 0, "member": 2, "妇女委员": 1}],
    )
    method: Literal["voters", "households", "representatives", "adults"] = Field(title="选举方式")
    style: Literal["choice", "approve-oppose-abstain"] = Field(title="选票样式")
    adopted_by: Annotated[str, Field(min_length=1, max_length=60)] = Field(
        title="由哪个会议决定", examples=["村民代表会议"]
    )
    adopted_on: Day = Field(title="决定的日期", examples=["2026-05-18"])

    @property
    def plan(self) -> Plan:
        """The plan as a value."""
        return Plan(**self.model_dump())


class PostponeIn(In):
    """Another polling day, and why (改选举日)."""

    polling_day: Day = Field(title="新的选举日", examples=["2026-07-05"])
    because: Sentence = Field(title="原因", examples=["名单未能按期公布"])


class ReasonIn(In):
    """Why (原因)."""

    because: Sentence = Field(title="原因", examples=["两村合并"])


class MovedOut(Out):
    """A step whose last day moves (变动的一步)."""

    event: str = Field(title="步骤")
    name: str = Field(title="名称")
    was: datetime.date | None = Field(title="原来的最迟一日")
    becomes: datetime.date | None = Field(title="现在的最迟一日")


@router.get(
    "/elections",
    response=Page[ElectionOut],
    auth=Bearer(Action.SEE_UNIT),
    summary="查选举",
    openapi_extra=of_kinds(CSV),
)
def elections(
    request: HttpRequest, choice: Query[ElectionChoice], asked: Query[Wanted]
) -> HttpResponse | dict[str, Any]:
    """Every election that the token reaches, by place, the latest polling day first."""
    units = find(visible(signed_in(request)), choice.q).order_by().values("pk")
    rows = Election.objects.select_related("unit").filter(unit__in=units)
    if choice.body:
        rows = rows.filter(body=choice.body)
    if choice.stage:
        rows = rows.filter(stage=choice.stage)
    rows = rows.order_by("unit__path", "-polling_day", "pk")
    return list_of(ElectionOut, rows, asked, lambda some: map(_shown, some), name="elections")


@on_election(router.get, "", Action.SEE_UNIT, response=ElectionWhole, summary="一次选举")
def election(own: Election) -> ElectionWhole:
    """One election."""
    return whole(own)


@on_election(
    router.get,
    "/schedule",
    Action.SEE_UNIT,
    response=dict[str, Any],
    summary="一次选举的日程",
    openapi_extra=of_kinds(CALENDAR),
)
def schedule(own: Election, format: Dated = "json") -> HttpResponse | dict[str, Any]:
    """The dated steps: what `huanjie schedule --format json` prints, or a calendar for a phone."""
    dated = schedule_as_formed(own)
    if format == "json":
        return schedule_as_json(dated)
    text = schedule_as_ics(dated, made_at=clock.now(), election=own.pk)
    return HttpResponse(text.encode(), content_type=CALENDAR)


@router.post(
    "/units/{code}/elections/check",
    response=dict[str, Any],
    auth=Bearer(Action.OPEN_ELECTION),
    summary="试排一次选举的日程",
)
def plan_check(request: HttpRequest, code: str, said: PlanIn) -> dict[str, Any]:
    """The dates that a plan would have; nothing is opened."""
    unit = find_unit(request, code)
    need(signed_in(request), Action.OPEN_ELECTION, unit)
    return schedule_as_json(check_plan(unit, said.plan)[1])


@router.post(
    "/units/{code}/elections",
    response={201: ElectionWhole},
    auth=Bearer(Action.OPEN_ELECTION),
    summary="开启选举",
)
def election_open(
    request: HttpRequest, code: str, asked: Header[Asked], said: PlanIn
) -> ElectionWhole:
    """Open an election under the law in force on its polling day."""
    unit = find_unit(request, code)
    opened = open_election(acting_user=acting(request, asked), unit=unit, plan=said.plan)
    return whole(Election.objects.select_related("unit").get(pk=opened))


@on_election(
    router.post,
    "/postpone/check",
    Action.POSTPONE,
    response=list[MovedOut],
    summary="试改选举日",
)
def postpone_check(own: Election, said: PostponeIn) -> list[MovedOut]:
    """Every step whose last day another polling day would move; nothing is changed."""
    return [
        MovedOut(
            event=each.step.event,
            name=each.step.name,
            was=each.was.window.latest if each.was else None,
            becomes=each.now.window.latest if each.now else None,
        )
        for each in postponed(own, said.polling_day)[1]
    ]


@on_election(router.post, "/postpone", Action.POSTPONE, response=ElectionWhole, summary="改选举日")
def election_postpone(own: Election, who: ActingUser, said: PostponeIn) -> ElectionWhole:
    """Hold the election on a later day."""
    postpone(acting_user=who, election=own, **said.model_dump())
    return whole(own)


@on_election(
    router.post, "/cancel", Action.CANCEL_ELECTION, response=ElectionWhole, summary="撤销选举"
)
def election_cancel(own: Election, who: ActingUser, said: ReasonIn) -> ElectionWhole:
    """Hold no such election: it stays to be read, and nothing more is done in it."""
    cancel_election(acting_user=who, election=own, because=said.because)
    return whole(own)


def _head(own: Election) -> dict[str, Any]:
    return {
        "id": own.pk,
        "unit": own.unit_id,
        "unit_name": own.unit.short_name,
        "body": own.body,
        "body_name": own.body_name,
        "stage": own.stage,
        "stage_name": STAGE_NAMES[Stage(own.stage)],
        "polling_day": own.polling_day,
        "version": own.version,
    }


def _shown(own: Election) -> ElectionOut:
    return ElectionOut(**_head(own))


def whole(own: Election) -> ElectionWhole:
    """An election as an answer states it."""
    return ElectionWhole(
        **_head(own),
        **{
            name: getattr(own, name)
            for name in ElectionWhole.model_fields
            if name not in ElectionOut.model_fields and name != "contests"
        },
        contests=[ContestOut.of(each) for each in own.contests.all()],
    )
