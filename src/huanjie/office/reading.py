"""The door for reading (查阅的入口): personal data that leave the site in bulk leave through here.

A reader is a keyword-only function with `acting_user`, `because` and either `election` or `unit`;
what it returns is `Seen`. Like a deed it needs a permission, locks the place and is entered in its
log, with how many people and why. Unlike a deed it changes nothing: the place's version stays, and
the same form sent twice is two readings, each with its own entry.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final, Generic, ParamSpec, TypeVar

from django.db import transaction

from huanjie.domain.permission import ROLE_NAMES, Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser, Place, enter, fingerprint
from huanjie.office.deeds.models import Deed
from huanjie.office.onedoor import opened
from huanjie.office.security.models import Kind
from huanjie.office.security.noting import note
from huanjie.office.units.permission import need

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Generic[T]):
    """What was read (查阅结果): the data, of how many people, and the particulars for the log."""

    answer: T
    people: int
    says: Mapping[str, Any] = field(default_factory=dict)


def read(action: Action) -> Callable[[Callable[P, Seen[T]]], Callable[P, T]]:
    """Let a reader be called through the door alone, under this permission."""

    def decorate(reader: Callable[P, Seen[T]]) -> Callable[P, T]:
        @wraps(reader)
        def door(*args: P.args, **kwargs: P.kwargs) -> T:
            acting: Any = kwargs["acting_user"]
            place: Any = kwargs["election"] if "election" in kwargs else kwargs["unit"]
            because = reason_of(str(kwargs["because"]))
            asked = fingerprint(reader.__qualname__, acting, kwargs)
            return _through(
                action, acting, place, (because, asked), lambda: reader(*args, **kwargs)
            )

        return door

    return decorate


def reason_of(because: str) -> str:
    """Why somebody reads (用途); BadInput where they do not say."""
    said = " ".join(because.split())
    if not said:
        raise BadInput("没有写用途", at="because", remedy="写明做什么用，例如“选举日签到”")
    if len(said) > LONGEST_REASON:
        raise BadInput(f"用途超过 {LONGEST_REASON} 个字", at="because", remedy="写短一些")
    return said


def _through(
    action: Action,
    acting: ActingUser,
    place: Place,
    asked: tuple[str, bytes],
    reader: Callable[[], Seen[T]],
) -> T:
    because, content = asked
    with opened(), transaction.atomic():
        place.lock()
        role = need(acting.user, action, place)
        seen = reader()
        says = {**seen.says, "people": seen.people, "because": because}
        Deed.objects.create(
            key=uuid.uuid4().hex,
            user=acting.user,
            action=action,
            asked=content,
            entry=enter(place, action.value, ROLE_NAMES[role], says),
        )
        note(Kind.READ, user=acting.user, region=place.place.code, people=seen.people)
    return seen.answer
