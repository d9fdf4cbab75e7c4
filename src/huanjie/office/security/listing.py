"""Searching the security log (查安全日志): what an auditor may see, found and sorted by the
database.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.people.models import User
from huanjie.office.security.models import Kind, SecurityEvent
from huanjie.office.security.pages import called
from huanjie.office.units.permission import visible

ORDERS: Final[Mapping[str, tuple[str | OrderBy, ...]]] = {
    "": ("-moment", "-pk"),
    "oldest": ("moment", "pk"),
    "kind": ("kind", "-moment"),
    "user": (F("user__name").asc(nulls_last=True), "-moment"),
    "people": (F("people").desc(nulls_last=True), "-moment"),
}
"""What the log may be sorted by (排序); the newest first unless told."""
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked of the log (查询)."""

    query: str = ""
    kind: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    order: str = ""


def read_asked(words: QueryDict) -> Asked:
    """What an address asks for; what is none of ours is left out."""
    kind, order = words.get("kind", ""), words.get("order", "")
    return Asked(
        query=words.get("q", "").strip()[:_LONGEST],
        kind=kind if kind in Kind.values else "",
        since=_day(words.get("since", "")),
        until=_day(words.get("until", "")),
        order=order if order in ORDERS else "",
    )


def events(user: User, asked: Asked) -> QuerySet[SecurityEvent]:
    """The events of the places that this user watches over, and those of no place: a sign-in by a
    name that nobody has.
    """
    places = visible(user, Action.SEE_SECURITY_LOG).values("pk")
    found = SecurityEvent.objects.filter(Q(region__in=places) | Q(region=""))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.since:
        found = found.filter(moment__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(moment__lt=_midnight(asked.until + datetime.timedelta(days=1)))
    return _holding(found, asked.query).select_related("user").order_by(*ORDERS[asked.order])


def _holding(found: QuerySet[SecurityEvent], query: str) -> QuerySet[SecurityEvent]:
    """Those whose account, place, page, address or detail holds each word."""
    for word in query.split():
        found = found.filter(
            Q(user__name__icontains=word)
            | Q(user__username__icontains=word)
            | Q(region__startswith=word)
            | Q(address__icontains=word)
            | Q(address__in=called(word.lower()))
            | Q(ip__startswith=word)
            | Q(detail__icontains=word)
        )
    return found


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=clock.CHINA)
