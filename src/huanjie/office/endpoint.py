"""What endpoints share (接口共用): how a request is read, who acts by it, how lists are given."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Annotated, Any, Final, Generic, Literal, TypeVar
from unicodedata import category

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from huanjie.door import jsontext
from huanjie.door.fault import BadInput, one_line
from huanjie.exchange.rolltemplate import harmless
from huanjie.law.citation import Citation
from huanjie.office.command import LONGEST_KEY, ActingUser
from huanjie.office.problems import WrongKind
from huanjie.office.web import signed_in

T = TypeVar("T")
Format = Annotated[Literal["json", "csv"], Query(title="格式：json 分页，csv 整个表格")]
"""How a list is given (列表的格式)."""

MOST: Final = 500
"""items of one page"""
_FARTHEST: Final = 10**6
_UNSEEN: Final = frozenset({"Cc", "Cs"})
_DAY: Final = re.compile(r"(?:19[5-9]|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}")
_SHOWN: Final = 40
CSV: Final = "text/csv; charset=utf-8"


class In(BaseModel):
    """What a request states (请求的内容): nothing that was not asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Out(BaseModel):
    """What an answer states (答复的内容)."""

    model_config = ConfigDict(frozen=True)


def _day(value: Any) -> Any:
    """A day as everybody writes it, and no number that might be one."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError(_("应是日期，写成 2026-06-28"))
    return value if isinstance(value, str | datetime.date) else "-"


Day = Annotated[datetime.date, BeforeValidator(_day)]
"""日期: from 1950 to 2099, further than any calendar goes"""
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


class Page(Out, Generic[T]):
    """A part of a list (一页), always in the same order."""

    items: list[T] = Field(title="这一页的各项")
    total: int = Field(title="一共几项")
    next: int | None = Field(title="下一页的 offset；没有下一页的是 null")


def page_of(rows: Any, part: Slice, show: Callable[[Any], T]) -> dict[str, Any]:
    """One page of a query or a sequence, as the schema of `Page` states it."""
    total = len(rows) if isinstance(rows, Sequence) else rows.count()
    end = part.offset + part.limit
    return {
        "items": [show(each) for each in rows[part.offset : end]],
        "total": total,
        "next": end if end < total else None,
    }


class Ground(Out):
    """An article (依据)."""

    law: str = Field(title="法律")
    article: str = Field(title="条文")
    says: str = Field(title="规定")
    rank: str = Field(title="位阶")
    confidence: str = Field(title="可信程度")


def grounds_of(citations: Iterable[Citation]) -> list[Ground]:
    """Articles as an answer states them."""
    return [Ground(**each.as_json()) for each in citations]


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[Any]], *, name: str) -> HttpResponse:
    """A whole list as a CSV file that Excel reads as UTF-8, and of which no cell is a formula."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(heads)
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    answer = HttpResponse("\ufeff" + target.getvalue(), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def of_kinds(*kinds: str) -> dict[str, Any]:
    """What the description of an operation adds where its answer may be a file."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {"responses": {200: {"content": dict.fromkeys(kinds, binary)}}}


class ChineseJson(JSONRenderer):
    """Writes answers as people can read them."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class StrictParser(Parser):
    """Reads bodies as strictly as any file of ours."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The JSON of a body; refused where two readers could understand it differently, or where
        a text holds what nobody sees and no database keeps.
        """
        value = jsontext.loads(jsontext.decode(request.body))
        for text in _texts(value):
            _check_seen(text)
        return value


def _texts(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case list() as items:
                waiting += items
            case dict() as table:
                waiting += [*table, *table.values()]


def _check_seen(text: str) -> None:
    if any(category(sign) in _UNSEEN for sign in text):
        raise BadInput(_("文字里有控制符"), remedy=_("去掉换行和看不见的字符"))


def only_what_is_asked(run: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse what an operation did not ask for: another kind of body, an unknown parameter, and a
    sign that no address has.
    """
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    sources = {str(each.__ninja_param_source__) for each in operation.models}
    known = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }

    @wraps(run)
    def checked(request: HttpRequest, **named: Any) -> Any:
        try:
            _check_address(request, named, known)
            _check_kind(request, sources)
        except (BadInput, Http404) as fault:
            return operation.api.on_exception(request, fault)
        return run(request, **named)

    return checked


def _check_address(request: HttpRequest, named: dict[str, Any], known: set[str]) -> None:
    if any("\0" in value for value in named.values() if isinstance(value, str)):
        raise Http404
    if unknown := sorted(set(request.GET) - known):
        shown = one_line(unknown[0], _SHOWN)
        remedy = _("可用的：%(names)s") % {"names": "、".join(sorted(known)) or _("没有")}
        raise BadInput(_("没有这个参数"), at=shown, remedy=remedy)
    for name, values in request.GET.lists():
        if len(values) > 1 or "\0" in values[0]:
            raise BadInput(_("参数只能写一次，不能有控制符"), at=name)


def _check_kind(request: HttpRequest, sources: set[str]) -> None:
    wanted = {"body": "application/json", "file": "multipart/form-data"}
    for source in sources & set(wanted):
        if request.content_type != wanted[source]:
            raise WrongKind(_("这里只收 %(kind)s") % {"kind": wanted[source]}, at="Content-Type")
