"""Many things of one kind in one deed (成批办理): all are done together, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from django.db import transaction

from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election

T = TypeVar("T")
R = TypeVar("R")

MOST_ROWS: Final = 500
"""rows of one file: as many as a person looks through before confirming"""


class RowsRefused(BadInput):
    """Rows that cannot be done (不能办的行), each by its place from 0 and with its refusal."""

    def __init__(self, faults: Sequence[tuple[int, BadInput]]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0][1]
        says = f"有 {len(self.faults)} 行不能登记，一行也没有登记；第一处：{first.says}"
        super().__init__(says, at="file", remedy=first.remedy or "改好以后重新上传")


def each_done(asked: Sequence[T], do: Callable[[T], R]) -> list[R]:
    """Do every one in turn, each upon those before it. RowsRefused where any is refused, with all
    that are: the caller's transaction undoes the others.
    """
    if not 0 < len(asked) <= MOST_ROWS:
        raise BadInput(f"一次登记 1 到 {MOST_ROWS} 行", at="file", remedy="分成几个文件")
    done: list[R] = []
    faults: list[tuple[int, BadInput]] = []
    for at, each in enumerate(asked):
        try:
            done.append(do(each))
        except BadInput as fault:
            faults.append((at, fault))
    if faults:
        raise RowsRefused(faults)
    return done


def tried(election: Election, do: Callable[[], object]) -> tuple[tuple[int, BadInput], ...]:
    """What a deed over many refuses (试办), each by its place from 0; nothing of it stays done.
    BadInput where it is refused whatever stands in the rows.
    """
    with transaction.atomic():
        try:
            do()
            found: tuple[tuple[int, BadInput], ...] = ()
        except RowsRefused as refused:
            found = refused.faults
        finally:
            transaction.set_rollback(True)
    election.refresh_from_db()
    return found
