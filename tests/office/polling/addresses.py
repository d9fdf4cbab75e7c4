"""Every address of the site (全部网址), with what stands in it filled in from one election."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

_GAP = re.compile(r"<(?:\w+:)?(\w+)>")


class UnknownParameter(AssertionError):
    """An address asks for something that the test has no value for: give it one."""


def addresses(values: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every address, each parameter with every value that there is for its name."""
    for route in _routes(get_resolver()):
        names = _GAP.findall(route)
        if missing := set(names) - set(values):
            raise UnknownParameter(f"/{route}: give a value for {', '.join(sorted(missing))}")
        for chosen in product(*(values[name] for name in names)):
            own = dict(zip(names, chosen, strict=True))
            yield "/" + _GAP.sub(lambda gap, own=own: own[gap[1]], route)  # type: ignore[misc]


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if not isinstance(each.pattern, RoutePattern):
            raise UnknownParameter(f"{each.pattern}: only plain routes can be filled in")
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each, route)
        elif isinstance(each, URLPattern):
            yield route
