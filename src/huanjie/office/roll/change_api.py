"""Changes to the published roll for machines (名册变动接口): the list, masked; one person added,
struck off or corrected, or a member's standing changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, cast

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.domain.rollchange import LONGEST_DOCUMENT, Paper
from huanjie.domain.rollcolumns import Column
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import In, Out, Page, Slice, page_of
from huanjie.office.gates import follows_striking, whole
from huanjie.office.manyapi import FOLLOWS
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.change_list import ChangeRow, change_rows
from huanjie.office.roll.changes import (
    Addition,
    add_to_roll,
    change_standing,
    correct_on_roll,
    strike_off,
)
from huanjie.office.roll.changing import voters_now
from huanjie.office.roll.models import BECAUSE_LENGTH
from huanjie.office.roll.registering import MOST_MONTHS
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["名册"])
_CHANGES = "/roll/changes"
Number = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1, title="名册上的编号")]
Name = Annotated[str, Field(max_length=60)]
Short = Annotated[str, Field(max_length=40)]
Key = Annotated[str, Field(max_length=40, pattern="^[a-z0-9-]*$")]
_Month = Annotated[int, Field(strict=True, ge=0, le=MOST_MONTHS)]
_Fact = Annotated[str, Field(pattern="^[a-z_]{1,40}$")]


class ChangeOut(Out):
    """A change to the roll (名册变动)."""

    number: int = Field(title="第几次")
    kind: str = Field(title="原因")
    effect: Literal["added", "struck", "restated", "corrected"] = Field(
        title="增加、移出、变更类别、更正"
    )
    entry: int = Field(title="名册上的编号")
    name: str = Field(title="姓名")
    made_on: datetime.date = Field(title="日期")
    was: int = Field(title="变动前可以投票的人数")
    registered: int = Field(title="变动后可以投票的人数")
    objection: int | None = Field(title="由第几号异议引起")
    document: str = Field(title="依据的材料，如介绍信、决定的编号；没有的空着")
    paper_on: datetime.date | None = Field(title="材料的日期")
    after_freeze: bool = Field(title="是不是冻结以后")


class CellsIn(In):
    """What a roll says of somebody (名册上的一人)."""

    name: Name | None = Field(None, title="姓名")
    id_number: Short | None = Field(None, title="证件号码")
    standing: Short | None = Field(None, title="党员、团员类别，只在党员名册、团员名册")
    household: Short | None = Field(None, title="户号")
    group: Short | None = Field(None, title="小组")
    phone: Short | None = Field(None, title="手机号")

    @property
    def cells(self) -> Mapping[Column, str]:
        """What was stated, as the cells of a row."""
        return cast(Mapping[Column, str], self.model_dump(exclude_none=True))


Stated = Annotated[
    dict[_Fact, Annotated[bool, Field(strict=True)] | _Month],
    Field(title="登记的事实，规则包里的 fact", max_length=40, examples=[{"hukou_here": True}]),
]


Because = Annotated[
    str,
    Field(
        title="为什么在这里投票；也在一次已经封存的选举的名册上的人才写",
        max_length=BECAUSE_LENGTH,
        examples=["那次选举以后户口迁入本村"],
    ),
]


class PaperIn(In):
    """The paper that a change rests on (材料): a letter, a decision."""

    document: Annotated[str, Field(max_length=LONGEST_DOCUMENT)] = Field(title="名称和编号")
    on: datetime.date = Field(title="日期")

    @property
    def as_paper(self) -> Paper:
        """The same, as the deed takes it."""
        return Paper(document=self.document.strip(), on=self.on)


_PAPER = "依据的材料：组织关系转入、转出的介绍信，批准接收的文件；成员的确认、丧失可以写"


class AddIn(In):
    """Somebody to be added (增加)."""

    kind: Key = Field(title="原因", examples=["moved-in"])
    person: CellsIn = Field(title="名册上的内容")
    stated: Stated = Field(default_factory=dict)
    paper: PaperIn | None = Field(None, title=_PAPER)
    because: Because = ""


class StrikeIn(In):
    """Somebody to be struck off (移出)."""

    kind: Key = Field(title="原因", examples=["died"])
    number: Number
    paper: PaperIn | None = Field(None, title=_PAPER)


class StandingIn(In):
    """A member's other standing (变更类别)."""

    kind: Key = Field(title="原因", examples=["full-member"])
    number: Number
    standing: Short = Field("", title="变成哪一类；只有一类的不写", examples=["留党察看"])
    paper: PaperIn | None = Field(None, title="依据的决定")


class CorrectIn(In):
    """What is to be corrected (更正登记错误)."""

    number: Number
    person: CellsIn = Field(title="改成什么；不写的不改")


class ChangeDone(Out):
    """The roll changed (变动了名册)."""

    number: int = Field(title="第几次")
    registered: int = Field(title="现在可以投票的人数")
    follows: list[str] = Field(default_factory=list, title=FOLLOWS)
    version: int = Field(title="版本")


@on_election(router.get, _CHANGES, Action.SEE_ROLL, response=Page[ChangeOut], summary="名册变动")
def roll_changes(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Every change since the roll was published, the last first."""
    page = page_of(change_rows(own), part, lambda some: map(_change, some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


@on_election(
    router.post,
    f"{_CHANGES}/add",
    Action.CHANGE_ROLL,
    response={201: ChangeDone},
    summary="名册增加一人",
)
def roll_add(own: Election, who: ActingUser, said: AddIn) -> ChangeDone:
    """Put somebody on the published roll whom the stated facts register."""
    number = add_to_roll(
        acting_user=who,
        election=own,
        who=Addition(
            kind=said.kind,
            cells=said.person.cells,
            stated=said.stated,
            paper=said.paper.as_paper if said.paper else None,
            because=said.because,
        ),
    )
    return _changed(own, number)


@on_election(
    router.post,
    f"{_CHANGES}/strike",
    Action.CHANGE_ROLL,
    response={201: ChangeDone},
    summary="名册移出一人",
)
def roll_strike(own: Election, who: ActingUser, said: StrikeIn) -> ChangeDone:
    """Strike somebody off the published roll."""
    paper = said.paper.as_paper if said.paper else None
    follows = whole(follows_striking(own, (said.number,)))
    number = strike_off(
        acting_user=who, election=own, kind=said.kind, number=said.number, paper=paper
    )
    return _changed(own, number, follows)


@on_election(
    router.post,
    f"{_CHANGES}/standing",
    Action.CHANGE_ROLL,
    response={201: ChangeDone},
    summary="变更一名党员、团员的类别",
)
def roll_standing(own: Election, who: ActingUser, said: StandingIn) -> ChangeDone:
    """Give a member of the confirmed roll another standing."""
    number = change_standing(
        acting_user=who,
        election=own,
        kind=said.kind,
        number=said.number,
        standing=said.standing,
        paper=said.paper.as_paper if said.paper else None,
    )
    return _changed(own, number)


@on_election(
    router.post,
    f"{_CHANGES}/correct",
    Action.CHANGE_ROLL,
    response={201: ChangeDone},
    summary="更正名册上的一人",
)
def roll_correct(own: Election, who: ActingUser, said: CorrectIn) -> ChangeDone:
    """Correct what the published roll says of somebody."""
    number = correct_on_roll(
        acting_user=who, election=own, number=said.number, cells=said.person.cells
    )
    return _changed(own, number)


def _changed(own: Election, number: int, follows: Sequence[str] = ()) -> ChangeDone:
    return ChangeDone(
        number=number, registered=voters_now(own), follows=list(follows), version=own.version
    )


def _change(row: ChangeRow) -> ChangeOut:
    each = row.change
    return ChangeOut(
        number=each.number,
        kind=each.kind,
        effect=row.kind.value,
        entry=each.entry.number,
        name=each.entry.name,
        made_on=each.made_on,
        was=each.was,
        registered=each.registered,
        objection=each.of_objection.number if each.of_objection else None,
        document=each.document,
        paper_on=each.paper_on,
        after_freeze=each.after_freeze,
    )
