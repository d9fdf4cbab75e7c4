"""The roll for machines (名册接口): its figures, who is on it (masked), a file checked and loaded,
and its publication. Full numbers are shown to people alone.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Header, Query, Router, UploadedFile
from pydantic import Field

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.office.endpoint import (
    CSV,
    Asked,
    Format,
    Ground,
    In,
    Out,
    Page,
    Slice,
    acting,
    csv_file,
    grounds_of,
    of_kinds,
    page_of,
)
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.problems import NotNow
from huanjie.office.roll.checked import from_text
from huanjie.office.roll.entries import entitled
from huanjie.office.roll.listing import ORDERS, found_on_roll, row_of
from huanjie.office.roll.models import RollEntry, Upload
from huanjie.office.roll.posted import posted
from huanjie.office.roll.preview import preview
from huanjie.office.roll.publication import groups_of, objections, publication_step, publish_roll
from huanjie.office.roll.reading import check_file
from huanjie.office.roll.services import Way, keep_upload, load_roll, withdraw_upload
from huanjie.office.security.noting import note_shown
from huanjie.office.tokens.bearer import Bearer
from huanjie.office.web import signed_in

router = Router(tags=["名册"])
SEES = Bearer(Action.SEE_ROLL)
_ROLL = "/elections/{pk}/roll"
_UPLOAD = f"{_ROLL}/uploads/{{number}}"
Order = Annotated[
    Literal["number", "name", "group", "standing"], Query(title="次序：编号、姓名、小组、党员类别")
]
Place = Annotated[int, Field(ge=0, le=2**31 - 1)]


class PartOut(Out):
    """A group and how many are in it (小组)."""

    name: str = Field(title="小组")
    people: int = Field(title="人数")


class RollOut(Out):
    """The roll in figures (名册的数字)."""

    on_roll: int = Field(title="名册上的人数")
    entitled: int = Field(title="其中有选举权的")
    registered: int | None = Field(title="公布时登记的人数；没有公布的是 null")
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
    standing: str = Field(title="党员类别")
    id_number: str = Field(title="证件号码，打码")
    phone: str = Field(title="手机号，打码")


class PostedOut(Out):
    """Somebody on the posted list (公布名单上的一人)."""

    name: str = Field(title="姓名")
    sex: str = Field(title="性别")
    born_in: int | None = Field(title="出生年，同组同名的才写")


class PostedPartOut(Out):
    """A part of the posted list (公布名单的一组)."""

    name: str = Field(title="小组或者党员类别")
    people: list[PostedOut] = Field(title="姓名，按姓氏笔画")


class ProblemOut(Out):
    """Why a row goes back (退回的原因)."""

    column: str | None = Field(title="哪一列")
    kind: str = Field(title="种类")
    says: str = Field(title="哪里不对")
    remedy: str = Field(title="怎样改")


class RejectedOut(Out):
    """A row that goes back (退回的一行)."""

    sheet: str | None = Field(title="工作表")
    row: int = Field(title="行号")
    name: str = Field(title="姓名")
    problems: list[ProblemOut] = Field(title="原因")


class RemarkOut(Out):
    """Something to know of the file (提示)."""

    sheet: str | None = Field(title="工作表")
    row: int = Field(title="第一处的行号")
    column: str | None = Field(title="哪一列")
    says: str = Field(title="提示")
    times: int = Field(title="几处")


class UploadOut(Out):
    """A checked file (核对过的文件): rows == good + bad."""

    upload: int = Field(title="上传的编号")
    file: str = Field(title="文件名")
    sha256: str = Field(title="文件的 SHA-256")
    rows: int = Field(title="几行")
    good: int = Field(title="可以导入的行数；导入以后是导入的人数")
    bad: int = Field(title="退回的行数")
    loaded: bool = Field(title="是不是已经导入")
    on_roll: int = Field(title="其中已经在名册上的")
    rejected: list[RejectedOut] = Field(title="退回的行，最多 200 行")
    notes: list[RemarkOut] = Field(title="提示")
    elsewhere: list[int] = Field(title="本县别处也登记了的人在哪几行；在哪里，网页上看")


class LoadIn(In):
    """How to load (怎样导入)."""

    way: Way = Field(title="replace 整份替换，add 追加新人", examples=["add"])


class LoadedOut(Out):
    """What became of a file (导入的结果): rows == loaded + rejected."""

    rows: int = Field(title="几行")
    loaded: int = Field(title="导入的人数")
    rejected: int = Field(title="退回的行数")
    version: int = Field(title="版本")


class PublishedOut(Out):
    """The roll is published (公布了名单)."""

    registered: int = Field(title="登记参加选举的人数")
    version: int = Field(title="版本")


@router.get(_ROLL, response=RollOut, auth=SEES, summary="名册的数字")
def roll(request: HttpRequest, pk: str) -> RollOut:
    """How many are on the roll, and the law's days for it."""
    own = election_to(request, pk, Action.SEE_ROLL)
    step, until = publication_step(own), objections(own)
    return RollOut(
        on_roll=own.roll.count(),
        entitled=entitled(own, law_of(own).pack),
        registered=own.registered,
        published_on=own.roll_published_on,
        publish_by=step.window.latest if step else None,
        objections_until=until.last_day if until else None,
        groups=[PartOut(name=part.name, people=part.people) for part in groups_of(own)],
        grounds=grounds_of([*(step.grounds if step else ()), *(until.grounds if until else ())]),
        version=own.version,
    )


@router.get(
    f"{_ROLL}/people",
    response=Page[PersonOut],
    auth=SEES,
    summary="名册上的人（号码打码）",
)
def roll_people(
    request: HttpRequest,
    pk: str,
    part: Query[Slice],
    q: Annotated[str, Query(max_length=60, title="姓名、小组或者编号")] = "",
    order: Order = "number",
) -> dict[str, Any]:
    """Who is on the roll, or whose name or group holds the words."""
    own = election_to(request, pk, Action.SEE_ROLL)
    rows = found_on_roll(own, q).order_by(*ORDERS[order])
    page = page_of(rows, part, _person)
    _note(request, own, len(page["items"]))
    return page


def _note(request: HttpRequest, own: Election, people: int) -> None:
    note_shown(signed_in(request), region=own.unit_id, people=people)


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


@router.get(
    f"{_ROLL}/posted",
    response=list[PostedPartOut],
    auth=SEES,
    summary="公布的名单",
    openapi_extra=of_kinds(CSV),
)
def roll_posted(
    request: HttpRequest, pk: str, format: Format = "json"
) -> HttpResponse | list[PostedPartOut]:
    """The list as it is posted: names by group in stroke order, no number of any kind."""
    own = election_to(request, pk, Action.SEE_ROLL)
    if own.roll_published_on is None:
        raise NotNow("名单还没有公布", remedy="先公布名单")
    parts = posted(own)
    _note(request, own, sum(len(part.people) for part in parts))
    if format == "csv":
        rows = [
            (p.name, each.name, each.sex, each.born_in or "") for p in parts for each in p.people
        ]
        return csv_file(("group", "name", "sex", "born_in"), rows, name=f"roll-{own.unit_id}")
    return [
        PostedPartOut(
            name=part.name,
            people=[PostedOut(name=p.name, sex=p.sex, born_in=p.born_in) for p in part.people],
        )
        for part in parts
    ]


@router.post(
    f"{_ROLL}/uploads",
    response={201: UploadOut},
    auth=Bearer(Action.UPLOAD_ROLL),
    summary="上传名册，先核对",
)
def roll_upload(
    request: HttpRequest,
    pk: str,
    asked: Header[Asked],
    file: Annotated[UploadedFile, File(title="Excel 或者 CSV 文件")],
) -> UploadOut:
    """Check a file; nothing of it is on the roll yet. An older one that was not loaded is void."""
    own = election_to(request, pk, Action.UPLOAD_ROLL)
    after(Stage(own.stage), Action.UPLOAD_ROLL)  # before anybody reads a large file
    checked = check_file(own, name=file.name or "", raw=file.read())
    number = keep_upload(acting_user=acting(request, asked), election=own, checked=checked)
    return _upload(own, _find(own, number))


@router.get(_UPLOAD, response=UploadOut, auth=Bearer(Action.UPLOAD_ROLL), summary="核对的结果")
def roll_uploaded(request: HttpRequest, pk: str, number: Place) -> UploadOut:
    """What was found in a file; after loading, what went back."""
    own = election_to(request, pk, Action.UPLOAD_ROLL)
    found = _upload(own, _find(own, number))
    _note(request, own, len(found.rejected))
    return found


@router.post(
    f"{_UPLOAD}/load", response=LoadedOut, auth=Bearer(Action.LOAD_ROLL), summary="导入名册"
)
def roll_load(
    request: HttpRequest, pk: str, number: Place, asked: Header[Asked], said: LoadIn
) -> LoadedOut:
    """Put a checked file on the roll."""
    own = election_to(request, pk, Action.LOAD_ROLL)
    _find(own, number)
    who = acting(request, asked)
    figures = load_roll(acting_user=who, election=own, upload=number, way=said.way)
    return LoadedOut(**figures, version=own.version)


@router.post(
    f"{_UPLOAD}/withdraw",
    response={204: None},
    auth=Bearer(Action.UPLOAD_ROLL),
    summary="撤回上传",
)
def roll_withdraw(request: HttpRequest, pk: str, number: Place, asked: Header[Asked]) -> None:
    """Take a file back before it is loaded."""
    own = election_to(request, pk, Action.UPLOAD_ROLL)
    _find(own, number)
    withdraw_upload(acting_user=acting(request, asked), election=own, upload=number)


@router.post(
    f"{_ROLL}/publish",
    response=PublishedOut,
    auth=Bearer(Action.PUBLISH_ROLL),
    summary="公布名单",
)
def roll_publish(request: HttpRequest, pk: str, asked: Header[Asked]) -> PublishedOut:
    """Publish the roll: who may vote is fixed, and with it every base."""
    own = election_to(request, pk, Action.PUBLISH_ROLL)
    registered = publish_roll(acting_user=acting(request, asked), election=own)
    return PublishedOut(registered=registered, version=own.version)


def _find(own: Election, number: int) -> Upload:
    found: Upload | None = own.uploads.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _upload(own: Election, upload: Upload) -> UploadOut:
    seen = preview(own, from_text(upload.content)) if upload.content else None
    return UploadOut(
        upload=upload.pk,
        file=upload.file_name,
        sha256=upload.sha256,
        rows=upload.rows,
        good=upload.good,
        bad=upload.bad,
        loaded=upload.loaded_at is not None,
        on_roll=seen.on_roll if seen else 0,
        rejected=[_rejected(each) for each in seen.rejected] if seen else [],
        notes=[_remark(each) for each in seen.notes] if seen else [],
        elsewhere=[each.line.row for each in seen.registered] if seen else [],
    )


def _rejected(row: Any) -> RejectedOut:
    return RejectedOut(
        sheet=row.line.sheet,
        row=row.line.row,
        name=row.line.name,
        problems=[
            ProblemOut(column=each.column, kind=each.kind, says=each.says, remedy=str(words.remedy))
            for each, words in row.problems
        ],
    )


def _remark(remarks: Any) -> RemarkOut:
    first = remarks.first
    return RemarkOut(
        sheet=first.sheet, row=first.row, column=first.column, says=first.says, times=remarks.times
    )
