"""People who are not on the roll for machines (名册以外的人选接口): who is noted, masked; one
person noted, corrected, taken away.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal, cast

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.identity import masked
from huanjie.domain.permission import Action
from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollfit import LONGEST
from huanjie.office.candidacy.offroll import (
    correct_off_roll,
    note_off_roll,
    noted_off_roll,
    remove_off_roll,
)
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Day, In, Out, Page, RowId, Slice, page_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.models import NAME_LENGTH, RollEntry
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["候选人"])
_HERE = "/off-roll"
_Name = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
_Sex = Literal["m", "f"]
_Number = Annotated[str, Field(max_length=LONGEST)]


class OffRollOut(Out):
    """Somebody noted beside the roll (名册以外的一人)."""

    number: int = Field(title="编号，提名时用")
    name: str = Field(title="姓名")
    sex: str = Field(title="性别")
    birth_date: datetime.date | None = Field(title="出生日期")
    id_number: str = Field(title="证件号码，打码；没有写的是空的")


class OffRollIn(In):
    """Somebody to be noted (登记名册以外的人)."""

    name: _Name = Field(title="姓名")
    sex: _Sex = Field(title="性别")
    birth_date: Day = Field(title="出生日期")
    id_number: _Number | None = Field(None, title="证件号码，知道的才写")


class OffRollCorrectIn(In):
    """What is to be corrected (更正名册以外的人)."""

    name: _Name | None = Field(None, title="姓名；不写的不改")
    sex: _Sex | None = Field(None, title="性别")
    birth_date: Day | None = Field(None, title="出生日期")
    id_number: _Number | None = Field(None, title="证件号码")


class OffRollDone(Out):
    """Noted, or corrected (办理的结果)."""

    number: int = Field(title="编号，提名时用")
    version: int = Field(title="版本")


@on_election(
    router.get,
    _HERE,
    Action.NOMINATE,
    response=Page[OffRollOut],
    summary="名册以外的人选（号码打码）",
)
def off_roll(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Who is noted beside the roll, to be nominated."""
    rows = noted_off_roll(own).order_by("number")
    page = page_of(rows, part, lambda some: map(_person, some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


@on_election(
    router.post,
    _HERE,
    Action.NOMINATE,
    response={201: OffRollDone},
    summary="登记名册以外的人",
)
def off_roll_note(own: Election, who: ActingUser, said: OffRollIn) -> OffRollDone:
    """Note somebody who may be nominated without being on the roll."""
    number = note_off_roll(acting_user=who, election=own, cells=_cells(said))
    return OffRollDone(number=number, version=own.version)


@on_election(
    router.post,
    f"{_HERE}/{{number}}/correct",
    Action.NOMINATE,
    response=OffRollDone,
    summary="更正名册以外的人",
)
def off_roll_correct(
    own: Election, who: ActingUser, number: RowId, said: OffRollCorrectIn
) -> OffRollDone:
    """Correct what is noted of somebody who is not nominated."""
    _check_there(own, number)
    correct_off_roll(acting_user=who, election=own, number=number, cells=_cells(said))
    return OffRollDone(number=number, version=own.version)


@on_election(
    router.delete,
    f"{_HERE}/{{number}}",
    Action.NOMINATE,
    response={204: None},
    summary="去掉名册以外的人",
)
def off_roll_remove(own: Election, who: ActingUser, number: RowId) -> None:
    """Take away what is noted of somebody who was never nominated."""
    _check_there(own, number)
    remove_off_roll(acting_user=who, election=own, number=number)


def _check_there(own: Election, number: int) -> None:
    if not noted_off_roll(own).filter(number=number).exists():
        raise Http404


def _cells(said: OffRollIn | OffRollCorrectIn) -> Mapping[Column, str]:
    """What was stated, as the cells of a row."""
    return cast(Mapping[Column, str], said.model_dump(mode="json", exclude_none=True))


def _person(entry: RollEntry) -> OffRollOut:
    return OffRollOut(
        number=entry.number,
        name=entry.name,
        sex=entry.sex,
        birth_date=entry.birth_date,
        id_number=masked(entry.id_number) if entry.id_number else "",
    )
