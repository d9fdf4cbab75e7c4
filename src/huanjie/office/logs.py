"""The site's own log of its running (运行日志): one line a request, and each fault, without
personal data.

A line says which request (a number of our own), which page by its name and not by its address, the
answer's status, how long it took and in which role. No name, number, form value, address or query
string is ever in it. What other libraries say may hold anything: of them only the place in the code
is kept. An error keeps its kind and its stack, not its words and no values.

This is not the log of deeds (日志), which proves what was done.
"""

from __future__ import annotations

import json
import logging
import secrets
import time
import traceback
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

OURS: Final = "huanjie"
HEADER: Final = "X-Request-ID"
REFUSALS: Final[Mapping[int, str]] = {
    HTTPStatus.BAD_REQUEST: "bad-request",
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.METHOD_NOT_ALLOWED: "method",
    HTTPStatus.CONFLICT: "stale",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-large",
    HTTPStatus.UNPROCESSABLE_ENTITY: "bad-input",
    HTTPStatus.TOO_MANY_REQUESTS: "too-many",
}
"""Refusals that somebody who watches over the site wants to see, as a line calls them."""
_FIELDS: Final = ("event", "route", "method", "status", "ms", "roles", "refused", "fault")
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BYTES: Final = 8
_request: ContextVar[str] = ContextVar("request", default="")
_log: Final = logging.getLogger(OURS)

View = Callable[[HttpRequest], HttpResponse]
V = TypeVar("V", bound=Callable[..., Any])


def unlogged(view: V) -> V:
    """Keep a page out of the log altogether (不记访问): an anonymous complaint, a survey."""
    view.unlogged = True  # type: ignore[attr-defined]
    return view


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever is in it."""
        return json.dumps(_facts(record), ensure_ascii=False)


class TextLines(logging.Formatter):
    """A record as one line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """The same facts, without their names."""
        facts = _facts(record)
        stack = facts.pop("stack", [])
        line = " ".join(str(value) for value in facts.values() if value not in ("", []))
        return "\n  ".join([line, *stack])


def configuration(form: str) -> dict[str, Any]:
    """Django's LOGGING: as JSON every request, as text only what went wrong or was refused."""
    kind = JsonLines if form == "json" else TextLines
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": kind}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            OURS: {"level": "INFO" if form == "json" else "WARNING"},
            # Our own line says the same, without the address.
            "django.request": {"level": "CRITICAL"},
        },
    }


class log_requests:  # noqa: N801 (a middleware is named like the function it is)
    """Write a line for every request, and one for every error with its stack."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A number of our own: one that came from outside could say anything.
        number = secrets.token_hex(_BYTES)
        token, start = _request.set(number), time.perf_counter()
        try:
            response = self.get_response(request)
            _tell(request, response.status_code, 1000 * (time.perf_counter() - start))
        finally:
            _request.reset(token)
        response[HEADER] = number
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """An error that nothing answered in words; a refusal has its own line, and no stack."""
        if not isinstance(error, PermissionDenied | Http404) and not _is_unlogged(request):
            _log.error("", exc_info=error, extra={"event": "error", "route": _route(request)})


def warn(event: str, **facts: str | int) -> None:
    """Note something that is nobody's request; the facts are ours, never a person's."""
    _log.warning("", extra={"event": event, **facts})


def _tell(request: HttpRequest, status: int, milliseconds: float) -> None:
    if _is_unlogged(request):
        return
    refused = _refused(request, status)
    facts = {
        "event": "request",
        "route": _route(request),
        "method": request.method if request.method in _METHODS else "other",
        "status": status,
        "ms": round(milliseconds, 1),
        "roles": _roles(request),
        "refused": refused,
    }
    level = (
        logging.WARNING if refused or status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.INFO
    )
    _log.log(level, "", extra=facts)


def _refused(request: HttpRequest, status: int) -> str:
    """How a refusal is called; of what is not there only where somebody signed in asked for it:
    then it may be another unit's.
    """
    if status == HTTPStatus.NOT_FOUND and _signed_in(request):
        return "not-found"
    return REFUSALS.get(status, "")


def _route(request: HttpRequest) -> str:
    match = getattr(request, "resolver_match", None)
    return (match.view_name or "") if match else ""


def _is_unlogged(request: HttpRequest) -> bool:
    match = getattr(request, "resolver_match", None)
    return bool(match and getattr(match.func, "unlogged", False))


def _signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "_cached_user", None)
    return bool(user and user.is_authenticated)


def _roles(request: HttpRequest) -> list[str]:
    """The roles of whoever asked, where the request itself had to read them."""
    held = getattr(getattr(request, "_cached_user", None), "_held", None) or ()
    return sorted({str(each.role) for each in held})


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "time": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%f}Z",
        "level": record.levelname,
        "request": _request.get(),
    }
    if record.name == OURS:
        facts |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
    else:
        facts |= {
            "event": "library",
            "logger": record.name,
            "at": f"{record.module}:{record.lineno}",
        }
    if record.exc_info and record.exc_info[1]:
        facts |= _error(record.exc_info[1])
    return facts


def _error(error: BaseException) -> dict[str, Any]:
    """The kind of an error and where it came from: neither its words nor any value."""
    frames = traceback.extract_tb(error.__traceback__)
    stack = [f"{each.filename}:{each.lineno} {each.name}" for each in frames]
    return {"error": type(error).__qualname__, "stack": stack}
