"""Rates (访问频率): how many requests a minute takes, by all processes together."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from huanjie.office import clock

_MINUTE: Final = 60
"""seconds"""


def seconds_to_wait(kind: str, whose: str) -> int:
    """Count one request; 0 where it is within the rate, else the seconds until the next minute."""
    minute, second = divmod(int(clock.now().timestamp()), _MINUTE)
    number = counted(f"rate-{kind}-{whose}-{minute}")
    return 0 if number <= settings.API_PER_MINUTE[kind] else _MINUTE - second


def counted(key: str, *, lasts: int = 2 * _MINUTE) -> int:
    """How many there were with this one: one statement for all but the first. It is forgotten
    `lasts` seconds after the first, so the key names its own minute or day.
    """
    with suppress(ValueError):
        return cache.incr(key)
    if cache.add(key, 1, timeout=lasts):
        return 1
    try:
        return cache.incr(key)  # somebody else's was the first
    except ValueError:  # thrown out of a full memory in between
        return 1


class TokenRate(BaseThrottle):
    """How often one token may ask (每个令牌的频率)."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this one is within the rate; an open operation is held to the address alone."""
        token = getattr(request, "auth", None)
        return token is None or not seconds_to_wait("token", str(token.pk))

    def wait(self) -> float:
        """The seconds until the next minute."""
        return _MINUTE - int(clock.now().timestamp()) % _MINUTE
