"""The one door for deeds (办事的唯一入口): permission, idempotency, lock, transaction, log entry.

A service is a keyword-only function with `acting_user` and either `election` or `unit`; what it
returns is `Done`. Whoever calls it gets the answer alone, the first one again on a second arrival.
Nothing is written outside this door (`onedoor.py` holds it). Beside it: `reading.py`, for personal
data that leaves in bulk, and `by_machine`, for what the site does by itself when its time comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import wraps
from typing import Any, Final, Generic, ParamSpec, Protocol, TypeVar, cast

from django.db import transaction

from huanjie.domain.machinedeeds import MACHINE
from huanjie.domain.permission import ROLE_NAMES, Action
from huanjie.door.fault import BadInput, Fault
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.keys import field_keys
from huanjie.office.onedoor import opened
from huanjie.office.people.models import User
from huanjie.office.prepared import Prepared
from huanjie.office.security.noting import note_deed
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import need

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_KEY: Final = 64
_DONE: Final = Prepared(
    Deed._meta.get_field("user"),
    Deed._meta.get_field("key"),
    ask=lambda user, key: Deed.objects.filter(user=user, key=key).select_related("entry"),
)
_WHO_AND_WHERE: Final = ("acting_user", "election", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingUser:
    """Who acts (经办人), by which form, and which version of the place that form was made from."""

    user: User
    key: str
    """the form's own number (幂等键): a second arrival gets the first answer"""
    seen: int | None = None
    """the version that the form shows; None: the deed does not rest on it"""
    token: int | None = None
    """the number of the token that it came by (接口令牌); the log keeps it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[T]):
    """What a service did (办理结果): its answer, a JSON value, and the particulars for the log."""

    answer: T
    says: Mapping[str, Any] = field(default_factory=dict)
    """the particulars (内容): ids and numbers; no names, no identity numbers"""
    moves: bool = True
    """whether forms made before this deed are stale now"""


class Stale(Fault):
    """The form is older than what it is about (页面已过时): the place that moved on, and how many
    deeds were done there since that form was made; None where nobody knows.
    """

    def __init__(self, says: str, *, place: Place | None = None, since: int | None = None) -> None:
        self.place, self.since = place, since
        super().__init__(says)


class Place(Protocol):
    """What a deed is done to (办事对象): it has a log, a unit, a version, and can be locked."""

    @property
    def log_name(self) -> str: ...
    @property
    def place(self) -> Unit: ...
    @property
    def running_election(self) -> str: ...
    @property
    def version(self) -> int: ...
    def lock(self) -> None:
        """Take the row's lock and read it again."""

    def move(self) -> None:
        """Count the version on."""


def command(action: Action) -> Callable[[Callable[P, Done[T]]], Callable[P, T]]:
    """Let a service be called through the door alone, under this permission."""

    def decorate(service: Callable[P, Done[T]]) -> Callable[P, T]:
        @wraps(service)
        def door(*args: P.args, **kwargs: P.kwargs) -> T:
            acting: Any = kwargs["acting_user"]
            place: Any = kwargs["election"] if "election" in kwargs else kwargs["unit"]
            asked = fingerprint(service.__qualname__, acting, kwargs)
            return _through(action, acting, place, asked, lambda: service(*args, **kwargs))

        return door

    return decorate


def _through(
    action: Action,
    acting: ActingUser,
    place: Place,
    asked: bytes,
    service: Callable[[], Done[T]],
) -> T:
    with opened(), transaction.atomic():
        place.lock()
        role = need(acting.user, action, place)
        earlier = _earlier(action, acting, place, asked)
        if earlier:
            return cast(T, earlier.answer)
        if acting.seen is not None and acting.seen != place.version:
            says = "这一页打开以后，别人已经办了别的事，内容可能已经不同"
            raise Stale(says, place=place, since=place.version - acting.seen)
        try:
            done = service()
        except Stale as fault:
            fault.place = fault.place or place
            raise
        if done.moves:
            place.move()
        Deed.objects.create(
            key=acting.key,
            user=acting.user,
            action=action,
            asked=asked,
            entry=enter(place, action.value, ROLE_NAMES[role], _particulars(acting, done.says)),
            answer=done.answer,
        )
        note_deed(action, acting.user, place.place.code, done.says)
    return done.answer


def _particulars(acting: ActingUser, says: Mapping[str, Any]) -> Mapping[str, Any]:
    """The particulars of a deed; of one that a machine asked for, by which token."""
    return says if acting.token is None else {**says, "token": acting.token}


def changed(before: Any, after: Any) -> list[str]:
    """Which facts of two dataclasses of one kind differ (改动的项), for a deed's particulars: the
    names of fields, nothing of what they hold.
    """
    names = [each.name for each in fields(before)]
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def enter(place: Place, deed: str, role: str, says: Mapping[str, Any]) -> Entry:
    """The entry of a deed in the log of its place; the caller holds the place's lock."""
    region = place.place.code
    return journal.append(place.log_name, region=region, deed=deed, role=role, payload=says)


def by_machine(deed: str, place: Place, service: Callable[[], Mapping[str, Any]]) -> Entry | None:
    """What the site does by itself (系统办理): through the same door, under the place's lock, with
    a log entry that names no person; the answer is that entry. Where the service has nothing to
    say it did nothing, and nothing is entered.
    """
    with opened(), transaction.atomic():
        place.lock()
        says = service()
        return enter(place, deed, MACHINE, says) if says else None


def fingerprint(service: str, acting: ActingUser, asked: Mapping[str, Any]) -> bytes:
    """Which service a form asks for what, as nobody can read or guess it who has the database
    alone (盲索引).
    """
    content = [(n, _spelled(asked[n])) for n in sorted(asked) if n not in _WHO_AND_WHERE]
    text = repr((service, acting.user.pk, acting.key, content))
    return field_keys().blind_index(text, bound_to=f"{Deed._meta.db_table}.asked")


def _spelled(value: Any) -> str:
    """What a form asks, spelled alike in every process: a set has no order of its own."""
    if isinstance(value, frozenset | set):
        return f"{{{', '.join(sorted(map(_spelled, value)))}}}"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_spelled(k)}: {_spelled(v)}' for k, v in value.items())}}}"
    if isinstance(value, list | tuple) and type(value) in (list, tuple):
        return f"[{', '.join(map(_spelled, value))}]"
    if is_dataclass(value):
        shown = (each.name for each in fields(value) if each.repr)
        told = ", ".join(f"{name}={_spelled(getattr(value, name))}" for name in shown)
        return f"{type(value).__qualname__}({told})"
    return repr(value)


def answer_before(acting: ActingUser) -> Any:
    """What this very form was answered (已经办过的答复); None where its deed is not done yet."""
    earlier = _DONE.first(acting.user.pk, acting.key)
    return earlier.answer if earlier else None


def _earlier(action: Action, acting: ActingUser, place: Place, asked: bytes) -> Deed | None:
    """The deed that this very form has already done; refused where it now asks for something else:
    whoever goes back, changes a number and sends it again is not told that it was done.
    """
    if not acting.key or len(acting.key) > LONGEST_KEY:
        raise BadInput("表单缺少编号", remedy="重新打开这一页再提交")
    earlier = _DONE.first(acting.user.pk, acting.key)
    if earlier and (earlier.action, earlier.entry.log_id) != (action, place.log_name):
        raise BadInput("这个表单的编号已经用在另一件事上", remedy="重新打开这一页再提交")
    if earlier and bytes(earlier.asked) != asked:
        raise BadInput(
            "这张表单已经办过一次，这次的内容和上次不同，没有办理",
            remedy="先看上次办理的结果；还要办，重新打开这一页再填",
        )
    return earlier
