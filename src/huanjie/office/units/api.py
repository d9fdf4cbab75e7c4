"""Places for machines (单位接口): found by words, one place, and the tree below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action, reaches
from huanjie.office.download import CSV
from huanjie.office.endpoint import In, Out, Page, Wanted, list_of, of_kinds
from huanjie.office.tokens.bearer import Bearer
from huanjie.office.units.models import Level, Unit, within
from huanjie.office.units.permission import places_of, visible
from huanjie.office.units.search import find
from huanjie.office.web import find_unit, signed_in

router = Router(tags=["单位"], auth=Bearer(Action.SEE_UNIT))


class UnitChoice(In):
    """Which places (哪些单位)."""

    q: str = Field("", max_length=60, title="名称、代码或者拼音首字母")
    level: Level | None = Field(None, title="只要这一级")


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
    request: HttpRequest, choice: Query[UnitChoice], asked: Query[Wanted]
) -> HttpResponse | dict[str, Any]:
    """Every place that the token reaches, in the order of the tree."""
    return _given(request, visible(signed_in(request)), choice, asked)


@router.get("/{code}", response=UnitWhole, summary="一个单位")
def unit(request: HttpRequest, code: str) -> UnitWhole:
    """One place."""
    found = find_unit(request, code)
    head = _head(found, places_of(signed_in(request), Action.SEE_UNIT))
    return UnitWhole(**head, full_name=found.full_name, version=found.version)


@router.get(
    "/{code}/below", response=Page[UnitOut], summary="下面的单位", openapi_extra=of_kinds(CSV)
)
def units_below(
    request: HttpRequest, code: str, choice: Query[UnitChoice], asked: Query[Wanted]
) -> HttpResponse | dict[str, Any]:
    """Everything below a place, in the order of the tree; the place itself is not among it."""
    found = find_unit(request, code)
    below = Unit.objects.filter(within(found)).exclude(pk=found.pk)
    return _given(request, below, choice, asked)


def _given(
    request: HttpRequest, units: QuerySet[Unit], choice: UnitChoice, asked: Wanted
) -> HttpResponse | dict[str, Any]:
    """The places that fit, as a page or as a file of them all."""
    reached = places_of(signed_in(request), Action.SEE_UNIT)
    rows = find(units, choice.q).order_by("path")
    if choice.level:
        rows = rows.filter(level=choice.level)

    def shown(some: Iterable[Unit]) -> Iterator[UnitOut]:
        return (UnitOut(**_head(unit, reached)) for unit in some)

    return list_of(UnitOut, rows, asked, shown, name="units")


def _head(unit: Unit, reached: Iterable[Unit]) -> dict[str, Any]:
    """A place; the one above it is told where the token reaches that, too."""
    above = unit.path.removesuffix(f"{unit.code}/")
    return {
        "code": unit.code,
        "name": unit.name,
        "short_name": unit.short_name,
        "level": unit.level,
        "parent": unit.parent_id if any(reaches(p.path, above) for p in reached) else None,
        "holds_elections": unit.holds_elections,
    }
