"""Places for machines (单位接口): found by words, one place, and the tree below it."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.endpoint import CSV, Format, Out, Page, Slice, csv_file, of_kinds, page_of
from huanjie.office.tokens.bearer import Bearer
from huanjie.office.units.models import Level, Unit, within
from huanjie.office.units.permission import visible
from huanjie.office.web import find_unit, signed_in

router = Router(tags=["单位"], auth=Bearer(Action.SEE_UNIT))
Words = Annotated[str, Query(max_length=60, title="名称、代码或者拼音首字母")]
OfLevel = Annotated[Level | None, Query(title="只要这一级")]


class UnitOut(Out):
    """A place (单位)."""

    code: str = Field(title="代码", examples=["330329100257"])
    name: str = Field(title="名称", examples=["三联村委会"])
    short_name: str = Field(title="简称", examples=["三联村"])
    level: str = Field(title="级别", examples=["unit"])
    parent: str | None = Field(title="上级的代码；看不到的不写")
    holds_elections: bool = Field(title="是不是村、社区")


class UnitWhole(UnitOut):
    """A place with what lies above it (单位和上级)."""

    full_name: str = Field(title="全称", examples=["泰顺县罗阳镇三联村"])
    version: int = Field(title="版本，写进 If-Match")


@router.get("", response=Page[UnitOut], summary="查单位", openapi_extra=of_kinds(CSV))
def units(
    request: HttpRequest,
    part: Query[Slice],
    q: Words = "",
    level: OfLevel = None,
    format: Format = "json",
) -> HttpResponse | dict[str, Any]:
    """Every place that the token reaches, in the order of the tree."""
    return _given(request, visible(signed_in(request)), (q, level), part, format)


@router.get("/{code}", response=UnitWhole, summary="一个单位")
def unit(request: HttpRequest, code: str) -> UnitWhole:
    """One place."""
    found = find_unit(request, code)
    seen = visible(signed_in(request)).filter(pk=found.parent_id).exists()
    return UnitWhole(
        **(_shown(found).model_dump() | {"parent": found.parent_id if seen else None}),
        full_name=found.full_name,
        version=found.version,
    )


@router.get(
    "/{code}/below", response=Page[UnitOut], summary="下面的单位", openapi_extra=of_kinds(CSV)
)
def units_below(
    request: HttpRequest,
    code: str,
    part: Query[Slice],
    q: Words = "",
    level: OfLevel = None,
    format: Format = "json",
) -> HttpResponse | dict[str, Any]:
    """Everything below a place, in the order of the tree; the place itself is not among it."""
    found = find_unit(request, code)
    below = Unit.objects.filter(within(found)).exclude(pk=found.pk)
    return _given(request, below, (q, level), part, format)


def _given(
    request: HttpRequest,
    rows: QuerySet[Unit],
    asked: tuple[str, Level | None],
    part: Slice,
    format: Format,
) -> HttpResponse | dict[str, Any]:
    """The places that fit, as a page or as a file of them all."""
    q, level = asked
    for word in q.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(code__startswith=word) | Q(pinyin__istartswith=word)
        )
    if level:
        rows = rows.filter(level=level)
    rows = rows.order_by("path")
    if format == "csv":
        heads = ("code", "name", "level", "parent")
        return csv_file(heads, rows.values_list("code", "name", "level", "parent"), name="units")
    return page_of(rows, part, _shown)


def _shown(unit: Unit) -> UnitOut:
    return UnitOut(
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        level=unit.level,
        parent=unit.parent_id,
        holds_elections=unit.holds_elections,
    )
