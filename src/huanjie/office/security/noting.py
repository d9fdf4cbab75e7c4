"""Noting what happened (记安全日志): the one place that writes the security log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from django.urls import Resolver404, resolve

from huanjie.domain.cycle import DEED_NAMES
from huanjie.domain.permission import ACCOUNT_DEEDS, ROLE_NAMES, Action, Role
from huanjie.office import clock
from huanjie.office.people.models import User
from huanjie.office.security.models import ADDRESS_LENGTH, DETAIL_LENGTH, Kind, SecurityEvent

KIND_OF: Final[Mapping[Action, Kind]] = {
    Action.SHOW_NUMBER: Kind.FULL_NUMBER,
    **dict.fromkeys(ACCOUNT_DEEDS, Kind.ACCOUNT),
    Action.ASSIGN_ROLE: Kind.ROLE_CHANGED,
    Action.WITHDRAW_ROLE: Kind.ROLE_CHANGED,
    Action.HAND_OUT_CARD: Kind.ACCOUNT,
    Action.REVOKE_CARD: Kind.ACCOUNT,
}
"""Deeds that whoever watches over the site must be able to find (值得注意的事项)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Where a request came from (来源), and what it asked for: two addresses."""

    ip: str | None
    path: str

    @property
    def page(self) -> str:
        """The page's name; empty where there is none."""
        try:
            return resolve(self.path).url_name or ""
        except Resolver404:
            return ""


_came: ContextVar[Came | None] = ContextVar("came", default=None)


@contextmanager
def coming(came: Came) -> Iterator[None]:
    """Remember where the request came from while it is answered."""
    before = _came.set(came)
    try:
        yield
    finally:
        _came.reset(before)


def note(
    kind: Kind,
    *,
    user: User | None,
    region: str = "",
    people: int | None = None,
    detail: str = "",
) -> None:
    """Write one event; nothing that a form carried belongs into `detail`."""
    _event(kind, user=user, region=region, people=people, detail=detail).save(force_insert=True)


def _event(
    kind: Kind, *, user: User | None, region: str, people: int | None = None, detail: str = ""
) -> SecurityEvent:
    came = _came.get() or Came(ip=None, path="")
    return SecurityEvent(
        moment=clock.now(),
        kind=kind,
        user=user,
        region=region or _home_of(user),
        address=came.page[:ADDRESS_LENGTH],
        ip=came.ip,
        people=people,
        detail=detail[:DETAIL_LENGTH],
    )


def note_shown(user: User, *, region: str, people: int) -> None:
    """Note that a page showed personal data of several people (批量查看); none where it was
    empty.
    """
    if people:
        note(Kind.READ, user=user, region=region, people=people)


def note_deed(action: Action, user: User, region: str, says: Mapping[str, Any]) -> None:
    """Note a deed that is worth watching, and whose account it was done to; silent about every
    other.
    """
    kind = KIND_OF.get(action)
    if kind is Kind.FULL_NUMBER:
        note(kind, user=user, region=region)
    elif kind:
        every = _each(says)
        accounts = User.objects.in_bulk({each["user"] for each in every if "user" in each})
        SecurityEvent.objects.bulk_create(
            _event(
                kind,
                user=user,
                region=each.get("unit", region),
                detail=_done(action, each, accounts.get(each.get("user"))),
            )
            for each in every
        )


def _each(says: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a deed did to each account, where it was done to many at once: everybody is found."""
    if "users" in says:
        return [{"user": number} for number in says["users"]]
    if "struck" in says:
        return [{**each, "not_done": True} for each in says["struck"]]
    return list(says.get("given", [says]))


def _done(action: Action, says: Mapping[str, Any], about: User | None) -> str:
    role = says.get("role")
    words = (
        DEED_NAMES[action],
        about and about.username,
        role and ROLE_NAMES[Role(role)],
        says.get("not_done") and "没有指定",
    )
    return " ".join(str(word) for word in words if word)


def _home_of(user: User | None) -> str:
    """Where an account holds its highest role."""
    if user is None:
        return ""
    held = user.assignments.order_by("unit__path").values_list("unit_id", flat=True)
    return held.first() or ""
