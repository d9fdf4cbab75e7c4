"""Public pages from memory (公开页面的缓存): what everybody sees alike is made once for everybody.

On the evening of the count a whole county opens the results at once. An answer that says of itself
`public` and how long it holds is kept in the memory of the process and given again for at most so
long, ahead of everything that a person's own page needs. Nothing is kept that sets a cookie, and
nobody who has signed in gets anything from here.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

MOST_KEPT: Final = 512
LARGEST: Final = 2**18
LONGEST_SECONDS: Final = 10
"""however long an answer says that it holds: what was published is seen at once, nearly"""
_AGE: Final = re.compile(r"max-age=([0-9]+)")
_HARMLESS: Final = re.compile(r"(?:django_language=[a-z-]{2,10})?")
"""cookies by which an answer does not become a person's own: none, or a language"""

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    status: str
    headers: Headers
    body: bytes
    until: float


class PublicCache:
    """A WSGI application in front of another."""

    def __init__(self, inner: Application, clock: Callable[[], float] = time.monotonic) -> None:
        self._inner, self._clock = inner, clock
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return self._inner(environ, start_response)
        kept = self._kept.get(key)
        if kept and kept.until > self._clock():
            start_response(kept.status, list(kept.headers))
            return [kept.body]
        return self._asked(key, environ, start_response)

    def _asked(
        self, key: Key, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        told: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, *more: Any) -> Any:
            told.append((status, headers))
            return start_response(status, headers, *more)

        answer = self._inner(environ, note)
        seconds = _seconds(*told[-1]) if told else 0
        if not seconds or getattr(answer, "streaming", True):
            return answer
        try:
            body = b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()
        if len(body) <= LARGEST:
            self._keep(key, _Kept(*told[-1], body, self._clock() + seconds))
        return [body]

    def _keep(self, key: Key, kept: _Kept) -> None:
        self._kept[key] = kept
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


def _key(environ: dict[str, Any]) -> Key | None:
    """What an answer depends on; None where it may be somebody's own."""
    cookies = environ.get("HTTP_COOKIE", "")
    if environ["REQUEST_METHOD"] != "GET" or not _HARMLESS.fullmatch(cookies):
        return None
    names = (
        "wsgi.url_scheme",
        "HTTP_HOST",
        "PATH_INFO",
        "QUERY_STRING",
        "HTTP_X_FORWARDED_PROTO",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_ACCEPT_ENCODING",
        "HTTP_RANGE",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_IF_NONE_MATCH",
    )
    return (cookies, *(str(environ.get(name, "")) for name in names))


def _seconds(status: str, headers: Headers) -> int:
    """How long an answer may be given again; 0 where it may not."""
    values = {name.lower(): value for name, value in headers}
    control = values.get("cache-control", "")
    age = _AGE.search(control)
    if not status.startswith("200") or "public" not in control or "set-cookie" in values:
        return 0
    return min(int(age[1]), LONGEST_SECONDS) if age else 0
