"""Many things at once for machines (成批登记接口): all of them or none, by the deeds of the pages'
tables; and tried beforehand, with every item that would be refused.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from django.http import HttpRequest
from pydantic import Field

from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Out
from huanjie.office.gates import Reminder, whole
from huanjie.office.manydone import RowsRefused, tried
from huanjie.office.planning.models import Election
from huanjie.office.problems import Mend
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

R = TypeVar("R")

FOLLOWS: Final = "移出名册的人的委托、组长和代表随之怎样，该做什么；没有的是空的"

Look = Callable[[R], None]
"""refuses a row for what it says, whatever stands in the others: BadInput"""


def _nothing(_row: object) -> None:
    """Refuses no row."""


def _nothing_follows(_rows: object) -> tuple[Reminder, ...]:
    """Nothing follows for others."""
    return ()


class ManyChecked(Out):
    """What a deed over many would refuse (试办成批登记): nothing of it was done."""

    rows: int = Field(title="一共几项")
    faults: list[Mend] = Field(title="不能办的各项；空的，可以照样办理")
    follows: list[str] = Field(title=FOLLOWS)
    version: int = Field(title="版本，写进 If-Match")


class ManyDone(Out):
    """How many were done at once (成批办理的项数)."""

    rows: int = Field(title="办理了几项")
    follows: list[str] = Field(default_factory=list, title=FOLLOWS)
    version: int = Field(title="版本")


def check_many(
    own: Election,
    request: HttpRequest,
    rows: Sequence[R],
    do: Callable[[ActingUser, Sequence[R]], object],
    *,
    look: Look[R] = _nothing,
    follows: Callable[[Sequence[R]], Iterable[Reminder]] = _nothing_follows,
) -> ManyChecked:
    """Try a deed over these rows, and say which of them it refuses; those that a `look` at them
    refuses are not tried. BadInput where the deed is refused whatever they say.
    """
    user = signed_in(request)
    note_shown(user, region=own.unit_id, people=len(rows))
    acting = ActingUser(user=user, key=uuid.uuid4().hex)
    seen = dict(_seen(rows, look))
    sound = [at for at in range(len(rows)) if at not in seen]
    found = tried(own, lambda: do(acting, [rows[at] for at in sound])) if sound else ()
    refused = seen | {sound[at]: fault for at, fault in found}
    return ManyChecked(
        rows=len(rows),
        faults=mends_of(_in_order(refused)),
        follows=whole(follows([row for at, row in enumerate(rows) if at not in refused])),
        version=own.version,
    )


def refuse_what_is_seen(rows: Sequence[R], *, look: Look[R]) -> None:
    """RowsRefused with every row that a look at it refuses."""
    if seen := _seen(rows, look):
        raise RowsRefused(seen)


def _seen(rows: Sequence[R], look: Look[R]) -> list[tuple[int, BadInput]]:
    found = []
    for at, row in enumerate(rows):
        try:
            look(row)
        except BadInput as fault:
            found.append((at, fault))
    return found


def _in_order(refused: Mapping[int, BadInput]) -> list[tuple[int, BadInput]]:
    return [(at, refused[at]) for at in sorted(refused)]


def mends_of(faults: Sequence[tuple[int, BadInput]]) -> list[Mend]:
    """Refused rows as places of the request, each with its sentence and its remedy."""
    return [
        Mend(
            says=fault.says,
            where="/".join(filter(None, ("rows", str(at), fault.at))),
            remedy=fault.remedy,
        )
        for at, fault in faults
    ]
