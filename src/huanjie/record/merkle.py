"""The Merkle tree (默克尔树) of RFC 6962: one short hash that stands for every entry in order.

A leaf is hashed behind a 0x00 byte and a node behind 0x01, so that neither can pose as the other.
What holds of the empty log is decided on purpose:

- its root is the SHA-256 of nothing;
- nothing is included in it;
- any log continues it, but only with an empty proof and with that root as the old root.

A proof that is malformed proves nothing: `verify_…` answers False and never raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from huanjie.door.fault import BadInput

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = sha256(b"").digest()
_LEAF = b"\x00"
_NODE = b"\x01"

Proof = tuple[bytes, ...]


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf (叶)."""
    return sha256(_LEAF + leaf).digest()


def leaf_hashes(leaves: Iterable[bytes]) -> list[bytes]:
    """The hashes of many leaves, in one tight loop."""
    return [sha256(b"\x00" + leaf).digest() for leaf in leaves]


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours (节点)."""
    return sha256(_NODE + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge (前沿) of a tree: all that appending needs, no entry reread."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()
    """roots of the complete subtrees, the largest first: one for each 1 in the binary size"""

    @classmethod
    def stored(cls, size: int, raw: bytes) -> Frontier:
        """A frontier as it was kept: its size, and its peaks one behind the other."""
        if size < 0 or len(raw) != HASH_BYTES * size.bit_count():
            raise BadInput("日志前沿与日志大小不符")
        return cls(size, tuple(split_hashes(raw)))

    def plus(self, hashes: Sequence[bytes]) -> Frontier:
        """The frontier after appending these leaf hashes."""
        nodes, old, rest, peaks = list(hashes), list(self.peaks), self.size, []
        while nodes:
            if rest & 1:
                nodes.insert(0, old.pop())
            if len(nodes) & 1:
                peaks.append(nodes.pop())
            nodes = _parents(nodes)
            rest >>= 1
        return Frontier(self.size + len(hashes), (*old, *reversed(peaks)))

    def root(self) -> bytes:
        """The root (根) of the whole tree."""
        if not self.peaks:
            return EMPTY_ROOT
        result = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            result = node_hash(peak, result)
        return result


class Tree:
    """A tree that keeps the hash of every complete subtree, so that a proof is only looked up."""

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        self._edge: tuple[int, list[bytes | None]] = (0, [None])
        self.extend(hashes)

    @classmethod
    def of(cls, leaves: Iterable[bytes]) -> Tree:
        """The tree over these leaves."""
        return cls(leaf_hashes(leaves))

    def __len__(self) -> int:
        return len(self._levels[0])

    def extend(self, hashes: Iterable[bytes]) -> None:
        """Append leaf hashes, and each node that they complete."""
        self._levels[0].extend(hashes)
        for height, below in enumerate(self._levels, start=1):
            if len(below) == 1 or not below:
                return
            if height == len(self._levels):
                self._levels.append([])
            done = 2 * len(self._levels[height])
            self._levels[height].extend(_parents(below[done:]))

    def root(self, size: int | None = None) -> bytes:
        """The root as it was when the tree had `size` leaves (now, unless told)."""
        size = self._within(size)
        return self._edges(size)[-1] or EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> Proof:
        """The neighbours (包含证明) from leaf `index` up to the root of the first `size`."""
        size = self._within(size)
        if not 0 <= index < size:
            raise BadInput(f"序号 {index} 不在大小为 {size} 的日志里")
        return self._path(index, 0, size)

    def consistency_proof(self, old: int, new: int | None = None) -> Proof:
        """The nodes (一致性证明) that show the first `old` leaves unchanged in the first `new`."""
        new = self._within(new)
        if not 0 <= old <= new:
            raise BadInput(f"大小为 {new} 的日志没有大小 {old} 的前身")
        if old in (0, new):
            return ()
        height = (old & -old).bit_length() - 1
        last = (old >> height) - 1
        first = (self._levels[height][last],) if last else ()
        return first + self._path(last, height, new)

    def _path(self, index: int, height: int, size: int) -> Proof:
        edge, path = self._edges(size), []
        for level in range(height, (size - 1).bit_length()):
            beside, complete = index ^ 1, size >> level
            ragged = edge[level]
            if beside < complete:
                path.append(self._levels[level][beside])
            elif beside == complete and ragged is not None:
                path.append(ragged)
            index >>= 1
        return tuple(path)

    def _edges(self, size: int) -> list[bytes | None]:
        """For each level the hash of the incomplete subtree at the right edge, if any."""
        if self._edge[0] != size:
            edge: list[bytes | None] = [None]
            for level in range(size.bit_length()):
                below = edge[-1]
                if size >> level & 1:
                    peak = self._levels[level][(size >> level) - 1]
                    below = peak if below is None else node_hash(peak, below)
                edge.append(below)
            self._edge = (size, edge)
        return self._edge[1]

    def _within(self, size: int | None) -> int:
        if size is None:
            return len(self)
        if not 0 <= size <= len(self):
            raise BadInput(f"日志只有 {len(self)} 条，没有大小 {size}")
        return size


def split_hashes(raw: bytes) -> list[bytes]:
    """Hashes that were stored one behind the other."""
    return [raw[at : at + HASH_BYTES] for at in range(0, len(raw), HASH_BYTES)]


def root(leaves: Iterable[bytes]) -> bytes:
    """The root of these leaves.

    >>> root([]).hex()[:16]
    'e3b0c44298fc1c14'
    """
    return Frontier().plus(leaf_hashes(leaves)).root()


def inclusion_proof(leaves: Sequence[bytes], index: int, size: int) -> Proof:
    """`Tree.inclusion_proof` for a caller who asks once."""
    return Tree.of(leaves).inclusion_proof(index, size)


def consistency_proof(leaves: Sequence[bytes], old: int, new: int) -> Proof:
    """`Tree.consistency_proof` for a caller who asks once."""
    return Tree.of(leaves).consistency_proof(old, new)


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether `leaf` (its bytes, not its hash) stands at `index` of the tree (size, root)."""
    if not 0 <= index < size or not _hashes((*proof, root)):
        return False
    found = _climb(index, size - 1, proof, (leaf_hash(leaf),))
    return found == (root,)


def verify_consistency(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Whether the tree (new, new_root) only continues the tree (old, old_root)."""
    if not 0 <= old <= new or not _hashes((*proof, old_root, new_root)):
        return False
    if (old == 0 and old_root != EMPTY_ROOT) or (old == new and old_root != new_root):
        return False
    if old in (0, new):
        return not proof
    height = (old & -old).bit_length() - 1
    path = (old_root, *proof) if old == 1 << height else tuple(proof)
    if not path:
        return False
    found = _climb((old >> height) - 1, (new - 1) >> height, path[1:], (path[0], path[0]))
    return found == (new_root, old_root)


def _climb(
    index: int, last: int, proof: Sequence[bytes], start: tuple[bytes, ...]
) -> tuple[bytes, ...]:
    """Climb (RFC 9162, 2.1.3.2 and 2.1.4.2) to the root, and to the old root where two start.

    The old tree has nothing to the right of its path, so only left neighbours join its hash.
    An empty answer means that the proof is too long or too short.
    """
    up, *old = start
    for beside in proof:
        if last == 0:
            return ()
        if index & 1 or index == last:
            while not index & 1:
                index, last = index >> 1, last >> 1
            up, old = node_hash(beside, up), [node_hash(beside, one) for one in old]
        else:
            up = node_hash(up, beside)
        index, last = index >> 1, last >> 1
    return () if last else (up, *old)


def _parents(nodes: Sequence[bytes]) -> list[bytes]:
    """Each pair's node; a last one without a neighbour waits for it."""
    pairs = zip(nodes[::2], nodes[1::2], strict=False)
    return [sha256(b"\x01" + left + right).digest() for left, right in pairs]


def _hashes(values: Iterable[object]) -> bool:
    return all(isinstance(value, bytes) and len(value) == HASH_BYTES for value in values)
