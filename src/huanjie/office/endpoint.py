"""What endpoints share (接口共用): how a request is read, who acts by it, how lists are given."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Final, Generic, Literal, Self, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.renderers import JSONRenderer
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from huanjie.law.citation import Citation
from huanjie.office.command import LONGEST_KEY, ActingUser
from huanjie.office.csvfile import csv_file
from huanjie.office.web import signed_in

T = TypeVar("T")

MOST: Final = 500
"""items of one page"""
_FARTHEST: Final = 10**6
_DAY: Final = re.compile(r"(?:19[5-9]|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}")


class In(BaseModel):
    """What a request states (请求的内容): nothing that was not asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Out(BaseModel):
    """What an answer states (答复的内容)."""

    model_config = ConfigDict(frozen=True)

    @classmethod
    def of(cls, value: object) -> Self:
        """The same as something of ours states it, name by name (名称相同的各项)."""
        return cls.model_validate(value, from_attributes=True)


Show = Callable[[Any], Iterable[Out]]
"""Tells some of a list's rows (一部分行) as an answer states them."""


def _day(value: Any) -> Any:
    """A day as everybody writes it, and no number that might be one."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError(_("应是日期，写成 2026-06-28"))
    return value if isinstance(value, str | datetime.date) else "-"


Day = Annotated[datetime.date, BeforeValidator(_day)]
"""日期: from 1950 to 2099, further than any calendar goes"""
RowId = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""The number of a row in an address (行号), as large as the database holds."""
Ordinal = Annotated[int, Field(ge=1, le=9999)]
"""The number of something in an address (第几号), counted from one in each election."""
Number = Annotated[int, Field(strict=True, ge=0, le=10**6)]
"""人数、张数"""
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Asked(BaseModel):
    """How a deed is asked for (办事的请求头): by which number, and on which version it rests."""

    key: str = Field(
        alias="Idempotency-Key",
        title="请求的编号",
        description="自己编，一件事一个；同一个编号再来，得到第一次的答复，不再办一遍。",
        pattern=f"^[!-~]{{1,{LONGEST_KEY}}}$",
        examples=["b1946ac9-2f6c"],
    )
    seen: str | None = Field(
        None,
        alias="If-Match",
        title="依据的版本",
        description="读到的 version；此间别人办过事的，答复 409，什么也没有办。",
        pattern=r'^"?[0-9]{1,9}"?$',
        examples=["3"],
    )


def acting(request: HttpRequest, asked: Asked) -> ActingUser:
    """Who acts: the token's account, by the number of this request."""
    token = request.auth  # type: ignore[attr-defined]
    seen = None if asked.seen is None else int(asked.seen.strip('"'))
    return ActingUser(user=signed_in(request), key=asked.key, seen=seen, token=token.pk)


class Slice(BaseModel):
    """Which part of a list (分页)."""

    limit: int = Field(100, ge=1, le=MOST, title="一页几项")
    offset: int = Field(0, ge=0, le=_FARTHEST, title="从第几项起")


class Wanted(Slice):
    """Which part of a list, or the whole of it (要哪些、哪种格式)."""

    format: Literal["json", "csv"] = Field("json", title="格式：json 分页，csv 整个表格")


class Page(Out, Generic[T]):
    """A part of a list (一页), always in the same order."""

    items: list[T] = Field(title="这一页的各项")
    total: int = Field(title="一共几项")
    next: int | None = Field(title="下一页的 offset；没有下一页的是 null")


def page_of(rows: Any, part: Slice, show: Show) -> dict[str, Any]:
    """One page of a query or a sequence, as the schema of `Page` states it."""
    total = len(rows) if isinstance(rows, Sequence) else rows.count()
    end = part.offset + part.limit
    return {
        "items": list(show(rows[part.offset : end])),
        "total": total,
        "next": end if end < total else None,
    }


def list_of(
    shape: type[Out], rows: Any, asked: Wanted, show: Show, *, name: str
) -> HttpResponse | dict[str, Any]:
    """A list as it was asked for: one page of it, or the whole of it as a table."""
    if asked.format == "json":
        return page_of(rows, asked, show)
    items = (each.model_dump(mode="json") for each in show(rows))
    table = ([_cell(value) for value in item.values()] for item in items)
    return csv_file(tuple(shape.model_fields), table, name=name)


def _cell(value: Any) -> str:
    """A value as it stands in a table; what is not there is an empty cell."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


class Ground(Out):
    """An article (依据)."""

    law: str = Field(title="法律")
    article: str = Field(title="条文")
    says: str = Field(title="规定")
    rank: str = Field(title="位阶")
    confidence: str = Field(title="可信程度")


def grounds_of(citations: Iterable[Citation]) -> list[Ground]:
    """Articles as an answer states them."""
    return [Ground.of(each) for each in citations]


def of_kinds(*kinds: str) -> dict[str, Any]:
    """What the description of an operation adds where its answer may be a file."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {"responses": {200: {"content": dict.fromkeys(kinds, binary)}}}


class ChineseJson(JSONRenderer):
    """Writes answers as people can read them."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}
