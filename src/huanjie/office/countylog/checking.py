"""Rechecking every log (复核全部日志): each from its leaves, its particulars, and whatever was said
of it where it cannot be taken back: in the county log, and in what was signed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.office.countylog.collecting import COLLECT, collectors
from huanjie.office.countylog.epochs import History, check_epochs, history_of
from huanjie.office.countylog.models import Checkpoint
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry, Log
from huanjie.office.keys import log_ring
from huanjie.protect.signature import verify_signature
from huanjie.record.checkpoint import open_checkpoint
from huanjie.record.entry import read_entry
from huanjie.record.merkle import Tree

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What was said of a log (对日志的记载): its root at a size, and where that stands."""

    size: int
    root: bytes
    where: str


def check_all(tell: Tell = lambda _done, _all: None) -> Iterator[BadInput]:
    """Everything that does not hold, log by log; nothing where all is whole. `tell` is called with
    how many logs are done, of how many.
    """
    names = list(Log.objects.order_by("name").values_list("name", flat=True))
    claims, faults = _claims()
    yield from faults
    for name in sorted(claims.keys() - set(names)):
        yield BadInput(f"日志不见了：{claims[name][0].where}记着它", file=name)
    for done, name in enumerate(names, start=1):
        if fault := _fault_of(name, claims.get(name, ())):
            yield fault
        tell(done, len(names))


def _fault_of(name: str, claims: Sequence[Claim]) -> BadInput | None:
    try:
        checked = journal.check(name)
        tree = Tree.of(entry.leaf for entry in checked.entries)
        check_epochs(name, checked.entries, tree)
    except BadInput as fault:
        return fault
    for claim in claims:
        if claim.size > len(tree):
            return BadInput(f"日志短了：{claim.where}说有 {claim.size} 条", file=name)
        if tree.root(claim.size) != claim.root:
            return BadInput(f"前 {claim.size} 条被改过：和{claim.where}的根值对不上", file=name)
    return None


def _claims() -> tuple[Mapping[str, list[Claim]], list[BadInput]]:
    """By the name of a log: what was said of it; and what cannot be read."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    faults = []
    for told in (_entered(), _signed()):
        for name, claim in told:
            if isinstance(claim, BadInput):
                faults.append(claim)
            else:
                claims[name].append(claim)
    return claims, faults


def _entered() -> Iterator[tuple[str, Claim | BadInput]]:
    """What the county logs took in; an entry that says so must still be open to everybody."""
    names = [unit.log_name for unit in collectors()]
    for row in Entry.objects.filter(log_id__in=names).order_by("log_id", "sequence"):
        where = f"{row.log_id} 序号 {row.sequence} "
        try:
            for name, size, root in _roots_of(row):
                yield name, Claim(size=size, root=bytes.fromhex(root), where=where)
        except (BadInput, KeyError, TypeError, ValueError) as fault:
            says = fault.says if isinstance(fault, BadInput) else fault
            yield row.log_id, BadInput(f"{where}读不出汇入的根值（{says}）", file=row.log_id)


def _roots_of(row: Entry) -> list[list[Any]]:
    """The roots that an entry took in; none where it did something else."""
    if read_entry(bytes(row.leaf)).deed != COLLECT:
        return []
    if row.payload is None:
        raise BadInput("内容被删掉了，这种内容从不到期")
    roots: list[list[Any]] = jsontext.loads(row.payload)["roots"]
    return roots


def _signed() -> Iterator[tuple[str, Claim | BadInput]]:
    """What was signed and published."""
    ring = log_ring()
    history = History(log="")
    for row in Checkpoint.objects.order_by("log_id", "size"):
        where = f"检查点 {row.size} "
        try:
            if history.log != row.log_id:
                history = history_of(row.log_id)
            origin = history.origin_at(row.size)
            key = ring.verifier_key(origin)
            state = open_checkpoint(row.note.encode(), key, verify_signature)
            if (state.origin, state.size) != (origin, row.size):
                raise BadInput("检查点说的是另一个日志或大小")
            yield row.log_id, Claim(size=state.size, root=state.root, where=where)
        except BadInput as fault:
            yield row.log_id, BadInput(f"{where}不成立：{fault.says}", file=row.log_id)
