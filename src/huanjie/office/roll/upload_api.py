"""Files of a roll for machines (上传名册接口): a file checked, looked at, loaded or taken back."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import File, Router, UploadedFile
from pydantic import Field

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import In, Out, RowId
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.change_api import Short
from huanjie.office.roll.checked import from_text
from huanjie.office.roll.columns import read_upload
from huanjie.office.roll.grouppairs import GroupPair, group_pairs
from huanjie.office.roll.groups import join_groups
from huanjie.office.roll.models import Upload
from huanjie.office.roll.preview import preview
from huanjie.office.roll.services import Way, keep_upload, load_roll, withdraw_upload
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["名册"])
_UPLOADS = "/roll/uploads"
_UPLOAD = f"{_UPLOADS}/{{number}}"
_MOST_PAIRS = 1000


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


class AlikeOut(Out):
    """Two names of groups that may be one (写法相近的小组)."""

    name: str = Field(title="一种写法")
    other: str = Field(title="另一种写法")
    says: str = Field(title="各几人")
    rows: list[int] = Field(title="另一种写法在哪几行")
    is_one: bool = Field(title="是不是已经说定是一个小组")


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
    groups: list[AlikeOut] = Field(
        title="写法相近、可能是同一个的小组；没有说定是一个的，照文件里的写法各成一组"
    )
    elsewhere: list[int] = Field(title="别处也登记了的人在哪几行；在哪里，网页上看")


class GroupsIn(In):
    """Which spellings are another group's (作为一个小组的写法)."""

    names: Annotated[list[Short], Field(max_length=_MOST_PAIRS)] = Field(
        title="groups 里哪些 other 和 name 是一个小组；没有写的照文件里的写法，空的全部照文件"
    )


class LoadIn(In):
    """How to load (怎样导入)."""

    way: Way = Field(title="replace 整份替换，add 追加新人", examples=["add"])


class LoadedOut(Out):
    """What became of a file (导入的结果): rows == loaded + rejected."""

    rows: int = Field(title="几行")
    loaded: int = Field(title="导入的人数")
    rejected: int = Field(title="退回的行数")
    version: int = Field(title="版本")


@on_election(
    router.post,
    _UPLOADS,
    Action.UPLOAD_ROLL,
    response={201: UploadOut},
    summary="上传名册，先核对",
)
def roll_upload(
    own: Election,
    who: ActingUser,
    file: Annotated[UploadedFile, File(title="Excel 或者 CSV 文件")],
) -> UploadOut:
    """Check a file; nothing of it is on the roll yet. While people of an older one wait to be
    loaded it is refused: load that one first, or withdraw it.
    """
    after(Stage(own.stage), Action.UPLOAD_ROLL)  # before anybody reads a large file
    checked = read_upload(own, name=file.name or "", raw=file.read())
    number = keep_upload(acting_user=who, election=own, checked=checked)
    return _upload(own, _find(own, number))


@on_election(router.get, _UPLOAD, Action.UPLOAD_ROLL, response=UploadOut, summary="核对的结果")
def roll_uploaded(own: Election, request: HttpRequest, number: RowId) -> UploadOut:
    """What was found in a file; after loading, what went back."""
    return _shown(own, request, number)


@on_election(
    router.post,
    f"{_UPLOAD}/groups",
    Action.UPLOAD_ROLL,
    response=UploadOut,
    summary="说定哪些小组是一个",
)
def roll_join_groups(
    own: Election, who: ActingUser, request: HttpRequest, number: RowId, said: GroupsIn
) -> UploadOut:
    """Say which spellings of a checked file are another group's, in place of what was said before;
    nothing is on the roll yet.
    """
    _find(own, number)
    join_groups(acting_user=who, election=own, upload=number, names=tuple(said.names))
    return _shown(own, request, number)


@on_election(
    router.post, f"{_UPLOAD}/load", Action.LOAD_ROLL, response=LoadedOut, summary="导入名册"
)
def roll_load(own: Election, who: ActingUser, number: RowId, said: LoadIn) -> LoadedOut:
    """Put a checked file on the roll."""
    _find(own, number)
    figures = load_roll(acting_user=who, election=own, upload=number, way=said.way)
    return LoadedOut(**figures, version=own.version)


@on_election(
    router.post,
    f"{_UPLOAD}/withdraw",
    Action.UPLOAD_ROLL,
    response={204: None},
    summary="撤回上传",
)
def roll_withdraw(own: Election, who: ActingUser, number: RowId) -> None:
    """Take a file back before it is loaded."""
    _find(own, number)
    withdraw_upload(acting_user=who, election=own, upload=number)


def _shown(own: Election, request: HttpRequest, number: int) -> UploadOut:
    """What was found, and a note of how many people it names."""
    found = _upload(own, _find(own, number))
    note_shown(signed_in(request), region=own.unit_id, people=len(found.rejected))
    return found


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
        groups=[_alike(each) for each in group_pairs(own, seen.checked)] if seen else [],
        elsewhere=[each.line.row for each in seen.registered] if seen else [],
    )


def _alike(pair: GroupPair) -> AlikeOut:
    two = pair.alike
    rows = [row for _, row in two.other.at]
    return AlikeOut(
        name=two.name.name,
        other=two.other.name,
        says=two.says,
        rows=rows,
        is_one=pair.is_one,
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
