"""The roll for machines (名册接口): its figures, who is on it (masked), and its publication. Files
come in by `upload_api.py`; full numbers are shown to people alone.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.csvfile import csv_file
from huanjie.office.download import CSV
from huanjie.office.endpoint import Ground, In, Out, Page, Slice, grounds_of, of_kinds, page_of
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.problems import NotNow
from huanjie.office.roll.entries import entitled
from huanjie.office.roll.listing import found_on_roll, in_order, row_of
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.posted import Posted, posted
from huanjie.office.roll.publication import groups_of, objections, publication_step, publish_roll
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["名册"])
_ROLL = "/roll"
_POSTED_HEAD = ("group", "name", "sex", "born_in", "id_number", "number")
Order = Annotated[
    Literal["number", "name", "group", "standing"],
    Query(title="次序：编号、姓氏笔画、小组、党员或者团员类别"),
]
Format = Annotated[Literal["json", "csv"], Query(title="格式：json，或者 csv 整个表格")]


class PartOut(Out):
    """A group and how many are in it (小组)."""

    name: str = Field(title="小组")
    people: int = Field(title="人数")


class RollOut(Out):
    """The roll in figures (名册的数字)."""

    on_roll: int = Field(title="名册上的人数")
    entitled: int = Field(title="其中有选举权的")
    registered: int | None = Field(
        title="登记参加选举的人数，由会议选举的是应到会的人数；没有公布的是 null"
    )
    published_on: datetime.date | None = Field(title="公布的日期")
    publish_by: datetime.date | None = Field(title="法律规定的最迟公布日")
    objections_until: datetime.date | None = Field(title="异议期的最后一天")
    groups: list[PartOut] = Field(title="各小组的人数")
    grounds: list[Ground] = Field(title="依据")
    version: int = Field(title="版本，写进 If-Match")


class PersonOut(Out):
    """Somebody on the roll, numbers masked (名册上的一人)."""

    number: int = Field(title="编号")
    name: str = Field(title="姓名")
    sex: str = Field(title="性别：m、f，没有写的是空的")
    group: str = Field(title="小组")
    household: str = Field(title="户号")
    standing: str = Field(title="党员、团员类别")
    id_number: str = Field(title="证件号码，打码")
    phone: str = Field(title="手机号，打码")


class PostedOut(Out):
    """Somebody on the posted list (公布名单上的一人)."""

    name: str = Field(title="姓名")
    sex: str = Field(title="性别")
    born_in: int | None = Field(title="出生年，同组同名的才写")
    id_number: str = Field(title="证件号码，打码；同组同名、性别和出生年也一样的才写")
    number: int | None = Field(title="编号；打码以后还分不开的才写")


class PostedPartOut(Out):
    """A part of the posted list (公布名单的一组)."""

    name: str = Field(title="小组，或者党员、团员类别")
    people: list[PostedOut] = Field(title="姓名，按姓氏笔画")


class PublishIn(In):
    """What is known of the roll that is published (怎样公布)."""

    leave_out: Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)] | None = Field(
        None,
        title="上传的编号：这份文件里还没有导入的人不列入名单，公布以后随文件删除",
        examples=[7],
    )


_EVERYBODY_LOADED = PublishIn(leave_out=None)


class PublishedOut(Out):
    """The roll is published (公布了名单)."""

    registered: int = Field(title="登记参加选举的人数，由会议选举的是应到会的人数")
    version: int = Field(title="版本")


@on_election(router.get, _ROLL, Action.SEE_ROLL, response=RollOut, summary="名册的数字")
def roll(own: Election) -> RollOut:
    """How many are on the roll, and the law's days for it."""
    step, until = publication_step(own), objections(own)
    return RollOut(
        on_roll=own.roll.count(),
        entitled=entitled(own, law_of(own).pack),
        registered=own.registered,
        published_on=own.roll_published_on,
        publish_by=step.window.latest if step else None,
        objections_until=until.last_day if until else None,
        groups=[PartOut.of(part) for part in groups_of(own)],
        grounds=grounds_of([*(step.grounds if step else ()), *(until.grounds if until else ())]),
        version=own.version,
    )


@on_election(
    router.get,
    f"{_ROLL}/people",
    Action.SEE_ROLL,
    response=Page[PersonOut],
    summary="名册上的人（号码打码）",
)
def roll_people(
    own: Election,
    request: HttpRequest,
    part: Query[Slice],
    q: Annotated[str, Query(max_length=60, title="姓名、拼音首字母、小组或者编号")] = "",
    order: Order = "number",
) -> dict[str, Any]:
    """Who is on the roll, or whose name or group holds the words, or begins with the letters."""
    rows = in_order(found_on_roll(own, q), order)
    page = page_of(rows, part, lambda some: map(_person, some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


def _person(entry: RollEntry) -> PersonOut:
    row = row_of(entry)
    return PersonOut(
        number=entry.number,
        name=entry.name,
        sex=entry.sex,
        group=entry.group,
        household=entry.household,
        standing=entry.standing,
        id_number=row.id_number,
        phone=row.phone,
    )


@on_election(
    router.get,
    f"{_ROLL}/posted",
    Action.SEE_ROLL,
    response=list[PostedPartOut],
    summary="公布的名单",
    openapi_extra=of_kinds(CSV),
)
def roll_posted(
    own: Election, request: HttpRequest, format: Format = "json"
) -> HttpResponse | list[PostedPartOut]:
    """The list as it is posted: names by group in stroke order; a number, masked, only of those
    whom nothing else tells apart.
    """
    if own.roll_published_on is None:
        raise NotNow("名单还没有公布", remedy="先公布名单")
    parts = posted(own)
    people = [(part.name, each) for part in parts for each in part.people]
    note_shown(signed_in(request), region=own.unit_id, people=len(people))
    if format == "json":
        return [
            PostedPartOut(name=part.name, people=[_posted(each) for each in part.people])
            for part in parts
        ]
    rows = ((group, *_cells(each)) for group, each in people)
    return csv_file(_POSTED_HEAD, rows, name=f"roll-{own.unit_id}")


def _posted(person: Posted) -> PostedOut:
    mark = person.mark
    return PostedOut(
        name=person.name,
        sex=person.sex,
        born_in=mark.born_in,
        id_number=mark.id_number,
        number=mark.number,
    )


def _cells(person: Posted) -> tuple[str, ...]:
    mark = person.mark
    return (
        person.name,
        person.sex,
        str(mark.born_in or ""),
        mark.id_number,
        str(mark.number or ""),
    )


@on_election(
    router.post,
    f"{_ROLL}/publish",
    Action.PUBLISH_ROLL,
    response=PublishedOut,
    summary="公布名单",
)
def roll_publish(
    own: Election, who: ActingUser, said: PublishIn = _EVERYBODY_LOADED
) -> PublishedOut:
    """Publish the roll: who may vote is fixed, and with it every base. While people of an uploaded
    file wait to be loaded it is refused, unless `leave_out` names that upload.
    """
    registered = publish_roll(acting_user=who, election=own, leave_out=said.leave_out)
    return PublishedOut(registered=registered, version=own.version)
