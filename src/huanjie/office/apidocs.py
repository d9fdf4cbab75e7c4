"""The description of the interface as a page (接口说明): the same as openapi.json, to be read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from huanjie.domain.permission import Action
from huanjie.office.api import api
from huanjie.office.machinedoor import BELOW
from huanjie.office.problems import TITLES
from huanjie.office.tokens.scopes import name_of

_LOCATIONS: Final = {"query": gettext_noop("参数"), "header": gettext_noop("请求头")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that an operation takes (一栏)."""

    name: str
    title: str
    where: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One operation (一项操作), as the page shows it."""

    name: str
    method: str
    path: str
    summary: str
    says: str
    scope: str
    fields: tuple[Field, ...]


@login_not_required
@require_safe
def docs_page(request: HttpRequest) -> HttpResponse:
    """Every operation by its subject, with what it takes and what a token needs for it."""
    schema = api.get_openapi_schema(path_prefix=BELOW)
    page = {"groups": _groups(schema), "problems": TITLES.items(), "section": "api"}
    return render(request, "api.html", page)


def _groups(schema: dict[str, Any]) -> dict[str, list[Described]]:
    groups: defaultdict[str, list[Described]] = defaultdict(list)
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            described = _described(method, path, operation, schema)
            groups[operation["tags"][0]].append(described)
    return dict(groups)


def _described(method: str, path: str, operation: Any, schema: Any) -> Described:
    scope = operation.get("x-scope", "")
    taken = [
        Field(
            name=each["name"],
            title=each["schema"].get("title", ""),
            where=_(_LOCATIONS[each["in"]]),
            required=each["required"],
        )
        for each in operation["parameters"]
        if each["in"] != "path"
    ]
    return Described(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        says=operation["description"],
        scope=name_of(Action(scope)) if scope else "",
        fields=(*taken, *_of_body(operation, schema)),
    )


def _of_body(operation: Any, schema: Any) -> list[Field]:
    content = operation.get("requestBody", {}).get("content", {})
    fields = []
    for kind, stated in content.items():
        shape = stated["schema"]
        if reference := shape.get("$ref", ""):
            shape = schema["components"]["schemas"][reference.rpartition("/")[2]]
        required = shape.get("required", [])
        fields += [
            Field(name=name, title=each.get("title", ""), where=kind, required=name in required)
            for name, each in shape.get("properties", {}).items()
        ]
    return fields
