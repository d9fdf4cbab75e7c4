"""Rechecking a log file (复核日志): recompute all that was stored, and say what does not hold.

A file keeps its entries by transaction, each transaction as its leaves, their hashes, and the
sequence of the first. A leaf that was edited no longer has its hash. Where the hash was rewritten
too, the frontier tells in which subtree the entry stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from huanjie.door.fault import BadInput
from huanjie.record.merkle import Frontier, leaf_hashes, split_hashes

Transaction = tuple[object, object, object]
"""the sequence of its first entry, its leaves (each ended by a newline), their hashes"""


def recheck(transactions: Iterable[Transaction], stored: Frontier) -> None:
    """Refuse the first entry that does not hold; silent where the whole log does."""
    hashes: list[bytes] = []
    for first, leaves, kept in transactions:
        if first != len(hashes):
            raise BadInput(f"缺少序号 {len(hashes)} 的日志条目")
        hashes.extend(_hashes(len(hashes), leaves, kept))
    if len(hashes) < stored.size:
        raise BadInput(f"缺少序号 {len(hashes)} 的日志条目（应有 {stored.size} 条）")
    if len(hashes) > stored.size:
        raise BadInput(f"序号 {stored.size} 起的日志条目不是正常写入的")
    _compare(stored, Frontier().plus(hashes))


def split_leaves(leaves: bytes) -> list[bytes]:
    """The leaves of a transaction; canonical JSON holds no bare newline."""
    return leaves.split(b"\n")[:-1]


def _hashes(first: int, leaves: object, kept: object) -> Iterator[bytes]:
    if not isinstance(leaves, bytes) or not isinstance(kept, bytes) or leaves[-1:] != b"\n":
        raise BadInput(f"序号 {first} 起的日志条目已被改动")
    found = leaf_hashes(split_leaves(leaves))
    for sequence, (one, other) in enumerate(zip_longest(found, split_hashes(kept)), start=first):
        if one is None or one != other:
            raise BadInput(f"序号 {sequence} 的日志条目已被改动")
        yield one


def _compare(stored: Frontier, found: Frontier) -> None:
    size, start = stored.size, 0
    heights = [at for at in reversed(range(size.bit_length())) if size >> at & 1]
    for height, kept, peak in zip(heights, stored.peaks, found.peaks, strict=True):
        end = start + (1 << height)
        if kept != peak:
            raise BadInput(f"序号 {start} 至 {end - 1} 的日志条目中有改动（与保存的根值不符）")
        start = end
