"""The epochs of the logs (日志的纪元): under which origin a checkpoint of which size stands.

The first entry of an epoch is what counts; `Epoch` finds it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from huanjie.domain.machinedeeds import OPERATOR
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.office.countylog.models import Epoch
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.record.checkpoint import Checkpoint
from huanjie.record.entry import Entry as LogEntry
from huanjie.record.epoch import BEGINS, FIRST, Beginning, origin_of, read_beginning
from huanjie.record.merkle import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The later epochs of a log, the earliest first (日志的历次纪元)."""

    log: str
    beginnings: tuple[Beginning, ...] = ()

    @property
    def epoch(self) -> int:
        """The epoch that the log is in."""
        return self.beginnings[-1].epoch if self.beginnings else FIRST

    @property
    def origin(self) -> str:
        """The origin of what is signed now."""
        return origin_of(self.log, self.epoch)

    def origin_at(self, size: int) -> str:
        """The origin of a checkpoint of this size: an epoch's own entry is its first."""
        begun = [each.epoch for each in self.beginnings if each.size < size]
        return origin_of(self.log, begun[-1] if begun else FIRST)

    def reaches(self, epoch: int, *, size: int) -> int:
        """To which size of the tree, now of `size`, an epoch's checkpoints are beginnings of it; 0
        for an epoch that is no part of it.
        """
        epochs = [FIRST, *(each.epoch for each in self.beginnings)]
        ends = [*(each.size for each in self.beginnings), size]
        return dict(zip(epochs, ends, strict=True)).get(epoch, 0)

    def admits(self, lost: Checkpoint) -> bool:
        """Whether an epoch began by saying that this one, or a longer one, was published."""
        named = (each.published for each in self.beginnings)
        return any(each.origin == lost.origin and lost.size <= each.size for each in named)


def history_of(log: str) -> History:
    """The epochs of a log."""
    rows = Epoch.objects.filter(log_id=log).order_by("number").select_related("entry")
    return History(log=log, beginnings=tuple(_beginning(row) for row in rows))


def begin(beginning: Beginning, *, region: str) -> None:
    """Begin a new epoch of a log with the entry that says so; the operator does, at a restore."""
    log = beginning.log
    entry = journal.append(
        log, region=region, deed=BEGINS, role=OPERATOR, payload=beginning.payload
    )
    Epoch.objects.create(log_id=log, number=beginning.epoch, entry=entry)


def check_epochs(log: str, entries: Iterable[LogEntry], tree: Tree) -> None:
    """BadInput where an epoch is not what the log itself says of it, or is kept silent about."""
    begun = {each.sequence for each in entries if each.deed == BEGINS}
    history, least = history_of(log), FIRST
    for each in history.beginnings:
        if each.log != log or each.epoch <= least or each.size not in begun:
            raise BadInput(f"第 {each.epoch} 纪元的开头不在它的位置", file=log)
        if tree.root(each.size) != each.root:
            raise BadInput(f"第 {each.epoch} 纪元以前的条目被改过", file=log)
        least = each.epoch
    silent = begun - {each.size for each in history.beginnings}
    for row in Entry.objects.filter(log_id=log, sequence__in=silent):
        # One that an older version entered names no epoch: its log kept its origin.
        if row.payload is None or "epoch" in jsontext.loads(row.payload):
            raise BadInput(f"序号 {row.sequence} 开始的纪元没有登记", file=log)


def _beginning(row: Epoch) -> Beginning:
    if row.entry.payload is None:
        raise BadInput(f"第 {row.number} 纪元的开头被删掉了，这种内容从不到期", file=row.log_id)
    return read_beginning(jsontext.loads(row.entry.payload))
