"""Scanned papers for machines (扫描计票接口): files sent in, and how far the papers are. No picture
leaves by it, and nothing of a ruling: people adjudicate on their pages.
"""

from __future__ import annotations

from typing import Annotated

from ninja import File, Form, Router, UploadedFile
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Ordinal, Out
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.polling.api import ROUND
from huanjie.office.polling.lookup import round_of
from huanjie.office.problems import NotNow
from huanjie.office.scanning.intake import read_upload
from huanjie.office.scanning.numbers import numbers_of
from huanjie.office.scanning.services import check_may_scan, keep_scan

router = Router(tags=["投票计票"])
_SCANS = f"{ROUND}/scans"


class KindOut(Out):
    """Doubtful papers of one kind (一种疑票)."""

    kind: str = Field(title="种类", examples=["unsure-mark"])
    name: str = Field(title="种类名称")
    papers: int = Field(title="几张")


class NumbersOut(Out):
    """How far the papers are (选票张数): sure + ruled + void must come to collected."""

    collected: int = Field(title="收回的选票")
    files: int = Field(title="图像文件")
    pages: int = Field(title="图像页数")
    sure: int = Field(title="机器读清的选票")
    ruled: int = Field(title="人工认定的选票")
    void: int = Field(title="认定为整张无效的选票")
    no_papers: int = Field(title="认定为不是选票的页")
    left: int = Field(title="还没有认定的疑票")
    kinds: list[KindOut] = Field(title="其中各种几张，按认定的次序")
    agree: bool = Field(title="张数相符，疑票都认定了")


class FileOut(Out):
    """A file that was read (读过的文件)."""

    file: int = Field(title="文件的编号")
    name: str = Field(title="文件在这次投票里的名字")
    pages: int = Field(title="页数")
    again: list[str] = Field(title="同样的文件已经在哪里上传过；没有的是空的")
    version: int = Field(title="版本")


@on_election(
    router.post,
    _SCANS,
    Action.SCAN_BALLOTS,
    response={201: FileOut},
    summary="上传一个选票图像文件",
)
def scan_upload(
    own: Election,
    who: ActingUser,
    number: Ordinal,
    file: Annotated[UploadedFile, File(title="JPEG、PNG、TIFF 或者 PDF")],
    batch: Annotated[str, Form(title="哪个票箱或者哪一沓", max_length=20)],
) -> FileOut:
    """Read a file and keep it; one that is there already counts once."""
    round_ = round_of(own, number)
    check_may_scan(own, number)
    read = read_upload(own, round_, name=file.name or "", raw=file.read())
    kept = keep_scan(acting_user=who, election=own, number=number, batch=batch, read=read)
    return FileOut(**kept, version=own.version)


@on_election(router.get, _SCANS, Action.SEE_UNIT, response=NumbersOut, summary="扫描计票的张数")
def scan_numbers(own: Election, number: Ordinal) -> NumbersOut:
    """How many papers are certain and how many are left; nothing of what they say."""
    found = numbers_of(own, round_of(own, number))
    if found is None:
        raise NotNow("这次投票没有在扫描计票", remedy="已经宣布的，看结果")
    return NumbersOut.of(found)
