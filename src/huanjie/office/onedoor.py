"""Nothing is written past the one door (门外不写): a request that tries is refused by the site
itself, before the database hears of it.

`command.py` opens the door around a deed. While a request is answered, every statement that would
write to a table of ours is looked at here; one that comes while the door is shut raises
`WrittenOutside`, and nothing is written. Tables of others (sessions, lockouts, second factors) are
theirs to write, and what may be written of ours without a deed is listed here with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]

_OURS: Final = "huanjie.office."
_is_open: ContextVar[bool] = ContextVar("door_is_open", default=False)
_WRITE: Final = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO"
    r'|COPY)\s+(?:ONLY\s+)?"?(\w+)"?(?:\s+SET\s+(.*?)\s+WHERE\b)?',
    re.IGNORECASE | re.DOTALL,
)

FREE_TABLES: Final[Mapping[str, str]] = {
    "security_event": "a refusal or a failed sign-in is no deed: nobody had a right to act",
    "sharedcache_remembered": "how often somebody asked is no deed, and forgotten in minutes",
    "countylog_cosignature": "a witness has no account here; its signature proves it",
}
"""Our tables that a request may write without a deed, each with the reason."""

FREE_COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "people_user": {
        "last_login": "signing in is in the security log, not a deed",
        "password": "one's own, changed by whoever knows it; Django strengthens an old hash",
        "has_start_password": "over as soon as somebody has chosen their own",
        "sign_outs": "everybody ends their own sessions",
    },
    "accounts_card": {
        "used_at": "a card is used up by signing in with it, which is in the security log",
    },
    "tokens_apitoken": {"last_used_on": "the day on which it last came is no deed"},
}
"""Single columns of ours that somebody writes of themselves, each alone in its statement; what is
done to another's account is a deed."""


class WrittenOutside(RuntimeError):
    """A fault of ours: something wrote to this table without a deed."""


@contextmanager
def opened() -> Iterator[None]:
    """Open the door for one deed; `office/command.py` alone calls this."""
    before = _is_open.set(True)
    try:
        yield
    finally:
        _is_open.reset(before)


def guard(execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
    """Let a statement through, unless it writes to a table of ours while the door is shut."""
    if not _is_open.get() and (found := _WRITE.match(str(sql))):
        table, columns = found[1].lower(), found[2] or ""
        if table in _guarded() and not _is_free(table, columns):
            raise WrittenOutside(f"{table}: written outside office/command.py")
    return execute(sql, *rest)


def one_door(get_response: View) -> View:
    """Middleware: while a request is answered nothing of ours is written past the door."""

    def answer(request: HttpRequest) -> HttpResponse:
        with connection.execute_wrapper(guard):
            return get_response(request)

    return answer


@cache
def _guarded() -> frozenset[str]:
    """Every table of our apps, those between two models among them."""
    ours = (app for app in apps.get_app_configs() if app.name.startswith(_OURS))
    models = (model for app in ours for model in app.get_models(include_auto_created=True))
    return frozenset(model._meta.db_table.lower() for model in models) - FREE_TABLES.keys()


def _is_free(table: str, columns: str) -> bool:
    free = FREE_COLUMNS.get(table, {})
    return any(re.fullmatch(rf'"{name}" = \S+', columns) for name in free)
