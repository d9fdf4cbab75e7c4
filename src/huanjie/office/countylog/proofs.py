"""Proofs of the county log (证明) as JSON values: that an entry is in it, that it only grew, that
another log's root was taken in, and what was lost where an epoch began.
"""

from __future__ import annotations

import base64
from typing import Any

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.office.countylog.epochs import history_of
from huanjie.office.countylog.models import Checkpoint
from huanjie.office.deeds.models import Entry, Log
from huanjie.record.merkle import Proof, Tree


def latest(log: Log) -> Checkpoint:
    """The last checkpoint; BadInput before the first."""
    found = log.checkpoints.first()
    if found is None:
        raise BadInput("这个日志还没有签发检查点", remedy="过一小时再来")
    return found


def inclusion(log: Log, index: int, size: int | None = None) -> dict[str, Any]:
    """That the entry at `index` stands in the tree of `size` (包含证明); unless told, of the last
    checkpoint. What no checkpoint holds yet is not given out.
    """
    size = _within(log, size)
    tree = _tree(log, size)
    proof = tree.inclusion_proof(index, size)
    leaf = bytes(log.entries.get(sequence=index).leaf)
    return {
        "origin": history_of(log.name).origin_at(size),
        "index": index,
        "size": size,
        "leaf": base64.b64encode(leaf).decode(),
        "proof": _texts(proof),
        "root": _text(tree.root(size)),
    }


def consistency(log: Log, old: int, new: int | None = None) -> dict[str, Any]:
    """That the tree of `new` only continues that of `old` (一致性证明)."""
    new = _within(log, new)
    tree = _tree(log, new)
    return {
        "origin": history_of(log.name).origin_at(new),
        "old": old,
        "new": new,
        "proof": _texts(tree.consistency_proof(old, new)),
        "old_root": _text(tree.root(old)),
        "new_root": _text(tree.root(new)),
    }


def beginning(log: Log, number: int) -> dict[str, Any]:
    """How an epoch began (新纪元的开头): the entry that says what had been published and is lost,
    proved to stand in the last checkpoint. Its opening holds sizes and roots alone.
    """
    size = latest(log).size
    epoch = log.epochs.filter(number=number, entry__sequence__lt=size).select_related("entry")
    found = epoch.first()
    if found is None:
        raise BadInput(f"这个日志没有第 {number} 纪元，或者还没有签发检查点")
    return {"epoch": number, **_opened(log, found.entry, size)}


def taken_in(log: Log, name: str) -> dict[str, Any]:
    """The last root of another log that a checkpoint of this one holds: the entry, what opens its
    commitment, and the proof. The opening holds names of logs, sizes and roots, and nothing else.
    """
    size = latest(log).size
    entries = Entry.objects.filter(log=log, collected__log_id=name, sequence__lt=size)
    entry = entries.order_by("sequence").last()
    if entry is None:
        raise BadInput("这个日志的根值还没有汇入", remedy="核对日志名，或者过一小时再来")
    return {"log": name, **_opened(log, entry, size)}


def _opened(log: Log, entry: Entry, size: int) -> dict[str, Any]:
    """An entry with its proof, and with what opens its commitment."""
    if entry.salt is None or entry.payload is None:
        raise BadInput(f"序号 {entry.sequence} 的内容被删掉了，这种内容从不到期")
    opening = {
        "salt": base64.b64encode(bytes(entry.salt)).decode(),
        "payload": jsontext.loads(entry.payload),
    }
    return {**inclusion(log, entry.sequence, size), "opening": opening}


def _within(log: Log, size: int | None) -> int:
    most = latest(log).size
    size = most if size is None else size
    if size > most:
        raise BadInput(f"最近的检查点只到 {most} 条，没有大小 {size}")
    return size


def _tree(log: Log, size: int) -> Tree:
    leaves = log.entries.filter(sequence__lt=size).order_by("sequence")
    return Tree.of(bytes(leaf) for leaf in leaves.values_list("leaf", flat=True))


def _texts(proof: Proof) -> list[str]:
    return [_text(each) for each in proof]


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
