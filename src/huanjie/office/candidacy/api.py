"""Candidates for machines (候选人接口): who stands, nominating, taking back, publishing."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Router
from pydantic import Field

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import NOMINATION_ROUTES
from huanjie.office import clock
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.models import STROKES_LENGTH, Nominee
from huanjie.office.candidacy.notes import NoteOut, notes_before
from huanjie.office.candidacy.obstacles import Obstacle
from huanjie.office.candidacy.routes import MOST_NOMINATORS, NominatedBy
from huanjie.office.candidacy.services import (
    nominate,
    publish_candidates,
    withdraw,
)
from huanjie.office.candidacy.slate import Line, Slate, slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Ground, In, Out, RowId, grounds_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.permission import allowed
from huanjie.office.web import signed_in

router = Router(tags=["候选人"])
_SLATE = "/candidates"
_NOMINATIONS = "/nominations"
_MOST_PEOPLE = 100
RollNumber = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]


class NomineeOut(Out):
    """Somebody who stands (一名人选)."""

    nomination: int = Field(title="提名的编号，取消时用")
    person: str = Field(title="选票上的编号", examples=["p1"])
    number: int = Field(title="名册上的编号")
    off_roll: bool = Field(title="是不是名册以外的人；是的，编号不在名册上")
    name: str = Field(title="姓名")
    sex: str = Field(title="性别")
    preselected: int | None = Field(title="预选得票；没有预选的是 null")
    state: str | None = Field(
        title="状态：nominee 初步人选，provisional 候选人预备人选，candidate 正式候选人；"
        "令牌不能看资格审查结论的是 null"
    )


class OrderOut(Out):
    """The order of a post's list (名单的次序)."""

    by: Literal["strokes", "nominations", "preselection"] = Field(
        title="strokes 按姓氏笔画，nominations 按提名人数，preselection 按预选得票"
    )
    says: str = Field(title="名单上怎样写")
    grounds: list[Ground] = Field(title="依据；没有规定的是空的")


class PostLineOut(Out):
    """A post with those who stand for it, as the law lists them (一项职务的人选)."""

    post: str = Field(title="职务")
    name: str = Field(title="名称")
    seats: int = Field(title="职数")
    minimum: int = Field(title="候选人至少几名")
    maximum: int | None = Field(title="最多几名；没有上限的是 null")
    lawful: bool = Field(title="人数合不合规定；规定没有写的，有一名就是 true")
    decided_by: str | None = Field(title="规定没有写几名的，由谁决定；写了的是 null")
    grounds: list[Ground] = Field(title="依据")
    order: OrderOut = Field(title="按什么排列")
    people: list[NomineeOut] = Field(title="人选，按所写的次序")


class ObstacleOut(Out):
    """Why the list cannot be published yet (不能公布的原因)."""

    says: str = Field(title="原因")
    remedy: str = Field(title="怎样办")
    grounds: list[Ground] = Field(title="依据")


class SlateOut(Out):
    """The slate (人选名单)."""

    published_on: datetime.date | None = Field(title="公布的日期")
    lines: list[PostLineOut] = Field(title="各项职务")
    near_relatives: list[tuple[str, str]] = Field(title="互为近亲属的两人，选票上的编号")
    paths: list[str] = Field(title="每一对的关系", examples=[["张三—妻子—李四"]])
    obstacles: list[ObstacleOut] = Field(title="现在不能公布的原因")
    notes: list[NoteOut] = Field(title="提醒：例如谁没有公示过")
    version: int = Field(title="版本，写进 If-Match")


class PersonIn(In):
    """Somebody to nominate (提名的人)."""

    number: RollNumber = Field(title="名册上的编号", examples=[12])
    sex: Literal["", "m", "f"] = Field("", title="性别，名册没有写的才写")
    strokes: str = Field(
        "", max_length=STROKES_LENGTH, title="笔画表里没有的字怎样写：横1 竖2 撇3 点4 折5"
    )


class NominationIn(In):
    """Nominations for one post (提名)."""

    post: str = Field(max_length=40, title="职务", examples=["chair"])
    route: Literal[tuple(NOMINATION_ROUTES)] = Field(title="提名途径", examples=["voters-jointly"])  # type: ignore[valid-type]
    nominators: Annotated[int, Field(strict=True, ge=1, le=MOST_NOMINATORS)] = Field(
        title="每人有多少人提名", examples=[10]
    )
    people: list[PersonIn] = Field(min_length=1, max_length=_MOST_PEOPLE, title="提名的人")


class NominatedOut(Out):
    """Who was nominated (登记的提名)."""

    nominated: list[str] = Field(title="选票上的编号，按所写的次序")
    version: int = Field(title="版本")


class ListedOut(Out):
    """The list is published (公布了候选人)."""

    published_on: datetime.date = Field(title="公布的日期")
    version: int = Field(title="版本")


@on_election(router.get, _SLATE, Action.SEE_CANDIDATES, response=SlateOut, summary="人选名单")
def candidates(own: Election, request: HttpRequest) -> SlateOut:
    """Every post with those who stand for it, and what stands in the way of publishing. How far
    somebody has come says what the review found: whoever does not see findings is not told.
    """
    slate = slate_of(own)
    may_see = allowed(signed_in(request), Action.SEE_FINDINGS, own)
    nominating = own.stage == Stage.ROLL_PUBLISHED
    found = obstacles(slate, today=clock.today(), named=False) if nominating else ()
    return _slate(own, slate, found, may_see=may_see)


@on_election(
    router.post, _NOMINATIONS, Action.NOMINATE, response={201: NominatedOut}, summary="登记提名"
)
def nomination_make(own: Election, who: ActingUser, said: NominationIn) -> NominatedOut:
    """Nominate people on the published roll for one post: all of them or nobody."""
    people = _nominations(own, said.people)
    by = NominatedBy(route=said.route, count=said.nominators)
    ids = nominate(acting_user=who, election=own, post=said.post, people=people, by=by)
    return NominatedOut(nominated=ids, version=own.version)


def _nominations(own: Election, people: list[PersonIn]) -> tuple[Nomination, ...]:
    """People by their numbers on the roll as the service knows them."""
    numbers = [each.number for each in people]
    standing = RollEntry.ever.filter(election=own, struck_on=None, number__in=numbers)
    entries = dict(standing.values_list("number", "pk"))
    for place, number in enumerate(numbers):
        if number not in entries:
            raise BadInput(
                f"名册上没有编号 {number}",
                at=f"people/{place}/number",
                remedy="先查名册上的编号",
            )
    return tuple(
        Nomination(entry=entries[each.number], sex=each.sex, strokes=each.strokes)
        for each in people
    )


@on_election(
    router.delete,
    f"{_NOMINATIONS}/{{number}}",
    Action.NOMINATE,
    response={204: None},
    summary="取消提名",
)
def nomination_remove(own: Election, who: ActingUser, number: RowId) -> None:
    """Take a nomination back before the list is published."""
    if not own.nominees.filter(pk=number).exists():
        raise Http404
    withdraw(acting_user=who, election=own, nominee=number)


@on_election(
    router.post,
    f"{_SLATE}/publish",
    Action.PUBLISH_CANDIDATES,
    response=ListedOut,
    summary="公布候选人",
)
def candidates_publish(own: Election, who: ActingUser) -> ListedOut:
    """Publish the candidates; refused where a post has not the number that the law asks for."""
    day = publish_candidates(acting_user=who, election=own)
    return ListedOut(published_on=datetime.date.fromisoformat(day), version=own.version)


def _slate(own: Election, slate: Slate, found: tuple[Obstacle, ...], *, may_see: bool) -> SlateOut:
    return SlateOut(
        published_on=own.candidates_published_on,
        lines=[_line(each, may_see=may_see) for each in slate.lines],
        near_relatives=[(one.person, other.person) for one, other in slate.relatives],
        paths=[each.path for each in slate.kin],
        obstacles=[ObstacleOut.of(each) for each in found],
        notes=notes_before(_next_deed(own), own, may_see=may_see),
        version=own.version,
    )


def _next_deed(own: Election) -> Action:
    """What is done next with the list as it is: it is published, or ballots go out for it."""
    return Action.ISSUE_PAPERS if own.candidates_published_on else Action.PUBLISH_CANDIDATES


def _line(line: Line, *, may_see: bool) -> PostLineOut:
    return PostLineOut(
        post=line.contest.post,
        name=line.contest.name,
        seats=line.contest.seats,
        minimum=line.needed.minimum,
        maximum=line.needed.maximum,
        lawful=line.is_lawful,
        decided_by=line.decided_by or None,
        grounds=grounds_of(line.needed.grounds),
        order=OrderOut(
            by=line.basis,
            says=line.ordered_by,
            grounds=grounds_of((line.order.citation,) if line.order else ()),
        ),
        people=[_nominee(each, may_see=may_see) for each in line.people],
    )


def _nominee(each: Nominee, *, may_see: bool) -> NomineeOut:
    return NomineeOut(
        nomination=each.pk,
        person=each.person,
        number=each.entry.number,
        off_roll=each.entry.off_roll,
        name=each.name,
        sex=each.sex,
        preselected=each.preselected,
        state=each.state if may_see else None,
    )
