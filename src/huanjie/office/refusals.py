"""Refusals (拒绝): which problem each fault of an endpoint becomes. What is no fault of the request
is none of these: it is logged, and answered as broken without a word of what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from huanjie.domain.machinedeeds import EVERY_DEED
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput, Fault, NoSuchRule, one_line
from huanjie.office import problems
from huanjie.office.command import Place, Stale
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Deed
from huanjie.office.manyapi import mends_of
from huanjie.office.manydone import RowsRefused
from huanjie.office.people.models import User
from huanjie.office.problems import NotNow, WrongKind, problem
from huanjie.office.tokens.scopes import BY_TOKEN, name_of
from huanjie.office.units.permission import allowed

MOST_DEEDS: Final = 5
"""of what was done since, in the answer to a stale request"""
_SHOWN: Final = 60
"""signs of what a request said, where a refusal repeats it"""


def of_fault(request: HttpRequest, fault: Fault) -> HttpResponse:
    """A fault with its own sentence."""
    if isinstance(fault, Stale):
        return _of_stale(request, fault)
    if isinstance(fault, NoSuchRule):
        return problem(problems.NOT_THERE, str(fault), decided_by=fault.decided_by)
    if isinstance(fault, RowsRefused):
        return _of_rows(fault)
    if isinstance(fault, BadInput):
        status = {NotNow: problems.CONFLICT, WrongKind: problems.BAD_KIND}.get(
            type(fault), problems.REFUSED
        )
        return problem(status, fault.says, remedy=fault.remedy, where=_where(fault))
    return problem(problems.REFUSED, str(fault))


def _of_rows(fault: RowsRefused) -> HttpResponse:
    """Every row that was refused, the first of them on top."""
    errors = [each.model_dump() for each in mends_of(fault.faults)]
    where = errors[0]["where"]
    remedy = fault.faults[0][1].remedy or _("改好以后再提交")  # no file was uploaded here
    return problem(problems.REFUSED, fault.says, remedy=remedy, where=where, errors=errors)


def _where(fault: BadInput) -> str:
    line = "" if fault.line is None else f"第{fault.line}行"
    return " ".join(filter(None, (fault.file, line, fault.at)))


def _of_stale(request: HttpRequest, fault: Stale) -> HttpResponse:
    """What has moved on: the version that counts now, and the last deeds."""
    place, user = fault.place, request.user
    more: dict[str, Any] = {}
    if place and isinstance(user, User) and allowed(user, Action.SEE_UNIT, place):
        more = {"version": place.version, "since": list(_since(place))}
    remedy = _("读出现在的内容，看过再办")
    return problem(problems.CONFLICT, str(fault), remedy=remedy, **more)


def _since(place: Place) -> Iterator[dict[str, str]]:
    for entry in islice(journal.history(place.log_name), MOST_DEEDS):
        name = EVERY_DEED.get(entry.deed, entry.deed)
        yield {"deed": _(name), "role": _(entry.role), "time": entry.time}


def of_permission(_request: HttpRequest, denied: PermissionDenied) -> HttpResponse:
    """A deed that the account may not do, or one that is not in the token's range."""
    asked = denied.args[0] if denied.args else ""
    if asked in BY_TOKEN:
        says = _("令牌的范围里没有“%(action)s”") % {"action": name_of(Action(asked))}
        return problem(problems.FORBIDDEN, says)
    return problem(problems.FORBIDDEN, str(asked))


def of_http(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja itself refuses; of a body that cannot be read, the reader's own sentence."""
    cause = error.__cause__
    if isinstance(cause, RequestDataTooBig):
        return problem(problems.TOO_LARGE)
    if isinstance(cause, BadInput):
        return problem(problems.BAD_REQUEST, cause.says, remedy=cause.remedy, where=_where(cause))
    return problem(error.status_code)


def of_validation(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Every place that does not fit, the first of them on top."""
    errors = [{"says": _says(each), "where": _place(each["loc"])} for each in error.errors]
    first = errors[0]
    remedy = _("按接口说明改正")
    return problem(
        problems.REFUSED, first["says"], remedy=remedy, where=first["where"], errors=errors
    )


def of_integrity(request: HttpRequest, error: IntegrityError) -> HttpResponse:
    """Another request by the same number came between: it is done, and this one is not. Anything
    else that the database refuses is a fault of ours.
    """
    key, user = request.headers.get("Idempotency-Key", ""), request.user
    if not (isinstance(user, User) and Deed.objects.filter(user=user, key=key).exists()):
        raise error
    return problem(problems.CONFLICT, _("同一个编号的另一个请求刚刚办了"))


def _place(loc: tuple[Any, ...]) -> str:
    """body, the parameter's own name, field … is the field as a pointer; a header by its name."""
    source, *steps = loc
    steps = steps[1:] if source == "body" and len(steps) > 1 else steps
    return "/".join(one_line(str(step), _SHOWN) for step in steps) or str(source)


_WORDS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "missing": lambda _ctx: _("没有写"),
    "extra_forbidden": lambda _ctx: _("没有这一栏"),
    "literal_error": lambda ctx: _("只能是 %(expected)s") % ctx,
    "enum": lambda ctx: _("只能是 %(expected)s") % ctx,
    "string_too_long": lambda ctx: _("最多 %(max_length)d 个字") % ctx,
    "string_too_short": lambda ctx: _("至少 %(min_length)d 个字") % ctx,
    "too_long": lambda ctx: _("最多 %(max_length)d 项") % ctx,
    "too_short": lambda ctx: _("至少 %(min_length)d 项") % ctx,
    "greater_than_equal": lambda ctx: _("不小于 %(ge)s") % ctx,
    "less_than_equal": lambda ctx: _("不大于 %(le)s") % ctx,
    "string_pattern_mismatch": lambda ctx: _("样子应是 %(pattern)s") % ctx,
    "value_error": lambda ctx: str(ctx.get("error", "")),
}
_KINDS: Final = {
    "int": lambda: _("应是整数"),
    "string": lambda: _("应是文字"),
    "list": lambda: _("应是列表"),
    "dict": lambda: _("应是对象"),
    "model": lambda: _("应是对象"),
    "date": lambda: _("应是日期，写成 2026-06-28"),
}


def _says(each: Mapping[str, Any]) -> str:
    kind = str(each["type"])
    if words := _WORDS.get(kind):
        return words(each.get("ctx", {}))
    known = _KINDS.get(kind.partition("_")[0])
    return known() if known else _("不能这样写")


def install(api: NinjaAPI) -> None:
    """Let an interface refuse in these words."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Fault: of_fault,
        PermissionDenied: of_permission,
        ValidationError: of_validation,
        HttpError: of_http,
        AuthenticationError: lambda _request, _error: problem(problems.NO_TOKEN),
        Throttled: lambda _request, _error: problem(problems.TOO_OFTEN),
        IntegrityError: of_integrity,
        Http404: lambda _request, _error: problem(problems.NOT_THERE),
        RequestDataTooBig: lambda _request, _error: problem(problems.TOO_LARGE),
        SuspiciousOperation: lambda _request, _error: problem(problems.BAD_REQUEST),
        BadRequest: lambda _request, _error: problem(problems.BAD_REQUEST),
        MultiPartParserError: lambda _request, _error: problem(problems.BAD_REQUEST),
        UnreadablePostError: lambda _request, _error: problem(problems.BAD_REQUEST),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
