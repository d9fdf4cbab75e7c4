"""Group heads and representatives for machines (推选接口): the list, one entry more or fewer, the
list posted, and a roll made of it.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, cast

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.choosing import ChosenBy, Kind
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser
from huanjie.office.electors.choosing import Choice, enter_chosen, take_out
from huanjie.office.electors.chosenlist import Line, chosen_of
from huanjie.office.electors.posting import post_chosen
from huanjie.office.electors.representatives import lists_for, make_roll_of_chosen
from huanjie.office.endpoint import Day, In, Out, Page, Slice, page_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.change_api import Number, Short
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["选举人"])
_CHOSEN = "/chosen"
Place = Annotated[int, Field(ge=1, le=2**31 - 1)]
"""a number in an address"""
_Kind = Literal["group-head", "deputy-head", "representative"]
_By = Literal["group", "households"]
_KIND = "身份：group-head 组长，deputy-head 副组长，representative 代表"
_BY = "由谁推选：group 小组会议，households 几户联合"


class ChosenOut(Out):
    """Somebody who was chosen (推选的人)."""

    chosen: int = Field(title="这一项的编号，移出时用")
    number: int = Field(title="名册上的编号")
    name: str = Field(title="姓名")
    group: str = Field(title="小组")
    kind: _Kind = Field(title=_KIND)
    chosen_by: _By = Field(title=_BY)
    households: int | None = Field(title="几户推选；小组会议推选的是 null")
    out_of_range: bool = Field(title="户数是不是不在规定的范围")
    chosen_on: datetime.date = Field(title="推选日期")
    posted_on: datetime.date | None = Field(title="公布的日期；没有公布的是 null")


class ChoiceIn(In):
    """Somebody who was chosen, as the minutes have it (登记推选的人)."""

    number: Number
    kind: _Kind = Field(title=_KIND)
    chosen_by: _By = Field(title=_BY)
    households: int | None = Field(None, strict=True, ge=1, le=9999, title="几户联合推选的写户数")
    chosen_on: Day = Field(title="推选日期", examples=["2026-06-03"])

    @property
    def as_choice(self) -> Choice:
        """The same, as the deed takes it."""
        return Choice(
            number=self.number,
            kind=Kind(self.kind),
            chosen_by=ChosenBy(self.chosen_by),
            households=self.households,
            chosen_on=self.chosen_on,
        )


class ListIn(In):
    """Whose list (哪一次选举的名单)."""

    of: Short = Field(title="推选名单所在的选举，可以是这一次自己的")


class ChosenDone(Out):
    """The list changed (变动了名单)."""

    chosen: int = Field(title="这一项的编号")
    version: int = Field(title="版本")


class PeopleDone(Out):
    """What was done to several people (办理的人数)."""

    people: int = Field(title="人数")
    version: int = Field(title="版本")


@on_election(
    router.get, _CHOSEN, Action.SEE_ROLL, response=Page[ChosenOut], summary="小组组长和代表"
)
def chosen(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Everybody who was chosen, by group."""
    page = page_of(chosen_of(own).lines, part, lambda some: map(_chosen, some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


@on_election(
    router.post, _CHOSEN, Action.KEEP_CHOSEN, response={201: ChosenDone}, summary="登记推选的人"
)
def chosen_enter(own: Election, who: ActingUser, said: ChoiceIn) -> ChosenDone:
    """Enter who was chosen: a group head, a deputy, a representative."""
    made = enter_chosen(acting_user=who, election=own, choice=said.as_choice)
    return ChosenDone(chosen=made, version=own.version)


@on_election(
    router.post,
    f"{_CHOSEN}/{{number}}/take-out",
    Action.KEEP_CHOSEN,
    response=ChosenDone,
    summary="移出推选的人",
)
def chosen_take_out(own: Election, who: ActingUser, number: Place) -> ChosenDone:
    """Take an entry back; a list that was posted is to be posted again."""
    take_out(acting_user=who, election=own, chosen=number)
    return ChosenDone(chosen=number, version=own.version)


@on_election(
    router.post, f"{_CHOSEN}/post", Action.KEEP_CHOSEN, response=PeopleDone, summary="公布推选名单"
)
def chosen_post(own: Election, who: ActingUser) -> PeopleDone:
    """Say that the list is posted today."""
    fresh = post_chosen(acting_user=who, election=own)
    return PeopleDone(people=fresh, version=own.version)


@on_election(
    router.post,
    "/roll/of-chosen",
    Action.LOAD_ROLL,
    response={201: PeopleDone},
    summary="用推选名单作名册",
)
def roll_of_chosen(own: Election, who: ActingUser, said: ListIn) -> PeopleDone:
    """Let the representatives of a posted list be the roll."""
    source = next((each for each in lists_for(own) if each.pk == said.of), None)
    if source is None:
        raise BadInput(
            "没有这份推选名单，或者它不能作这次选举的名册", at="of", remedy="写本单位一次选举的编号"
        )
    loaded = make_roll_of_chosen(acting_user=who, election=own, source=source)
    return PeopleDone(people=loaded, version=own.version)


def _chosen(line: Line) -> ChosenOut:
    each = line.chosen
    return ChosenOut(
        chosen=each.pk,
        number=each.entry.number,
        name=each.entry.name,
        group=each.group,
        kind=cast(_Kind, each.kind),
        chosen_by=cast(_By, each.chosen_by),
        households=each.households,
        out_of_range=line.out_of_range is not None,
        chosen_on=each.chosen_on,
        posted_on=each.posted_on,
    )
