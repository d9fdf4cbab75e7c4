"""Epochs (纪元) of a log: where a restore lost entries that a checkpoint had published already.

The tree goes on from what was restored, under another origin: no witness can take the new
checkpoints for a fork of the old ones, nor an old one for a part of the new. The first entry of an
epoch says which checkpoint was published last, and from where the log goes on. Every checkpoint
that is no longer than that still is a beginning of the new tree.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.protect.verifierkey import decode_base64
from huanjie.record.checkpoint import LARGEST_SIZE, Checkpoint
from huanjie.record.entry import Opening, opens, read_entry
from huanjie.record.merkle import verify_inclusion

FIRST: Final = 1
BEGINS: Final = "new-epoch"
"""the deed as the log names it (恢复备份，开始新纪元)"""
_LATER = re.compile(r"(?P<log>.+)/epoch-(?P<epoch>[1-9][0-9]{0,8})", re.DOTALL)


def origin_of(log: str, epoch: int) -> str:
    """The origin of a log's checkpoints in this epoch; in the first one the log's own name.

    >>> origin_of("huanjie.local/330329000000", 2)
    'huanjie.local/330329000000/epoch-2'
    """
    return log if epoch == FIRST else f"{log}/epoch-{epoch}"


def read_origin(origin: str) -> tuple[str, int]:
    """The log of an origin, and the epoch.

    >>> read_origin("huanjie.local/330329000000/epoch-2")
    ('huanjie.local/330329000000', 2)
    """
    later = _LATER.fullmatch(origin)
    if later is None:
        return origin, FIRST
    epoch = int(later["epoch"])
    if epoch == FIRST:
        raise BadInput("第一个纪元的检查点不写纪元", remedy="用这个网站公布的检查点")
    return later["log"], epoch


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What the first entry of an epoch says (新纪元的开头)."""

    epoch: int
    published: Checkpoint
    """the last one that was published before"""
    size: int
    """how many entries were restored, and so where the entry itself stands"""
    root: bytes
    """the root of those"""

    @property
    def log(self) -> str:
        """Which log it is."""
        return read_origin(self.published.origin)[0]

    @property
    def payload(self) -> dict[str, Any]:
        """The particulars of the entry: sizes and roots alone, about nobody."""
        published = {
            "origin": self.published.origin,
            **_said(self.published.size, self.published.root),
        }
        restored = _said(self.size, self.root)
        return {"epoch": self.epoch, "published": published, "restored": restored}


def read_beginning(payload: object) -> Beginning:
    """Read the particulars of an epoch's first entry."""
    at = Cursor(payload)
    at.only("epoch", "published", "restored")
    published, restored = at.get("published"), at.get("restored")
    published.only("origin", "size", "root")
    restored.only("size", "root")
    origin, (size, root) = published.get("origin").text(), _size_and_root(restored)
    return Beginning(
        epoch=at.get("epoch").whole(at_least=FIRST + 1),
        published=Checkpoint(origin, *_size_and_root(published)),
        size=size,
        root=root,
    )


def proven_beginning(
    leaf: bytes, opening: Opening, proof: Sequence[bytes], checkpoint: Checkpoint
) -> Beginning:
    """The beginning of the epoch that this checkpoint belongs to, as the log itself admits it.
    BadInput where the entry is none, does not open, or does not stand in the checkpoint's tree.
    """
    entry = read_entry(leaf)
    if entry.deed != BEGINS or not opens(entry, opening):
        raise BadInput("这一条不是新纪元的开头，或者内容与承诺不符")
    found = read_beginning(opening.payload)
    if (found.log, found.epoch, found.size) != (*read_origin(checkpoint.origin), entry.sequence):
        raise BadInput("新纪元的开头说的是另一个日志、纪元或位置")
    if not verify_inclusion(leaf, found.size, checkpoint.size, proof, checkpoint.root):
        raise BadInput("包含证明到不了检查点的根值")
    return found


def _said(size: int, root: bytes) -> Mapping[str, Any]:
    return {"size": size, "root": base64.b64encode(root).decode()}


def _size_and_root(at: Cursor) -> tuple[int, bytes]:
    size = at.get("size").whole(at_most=LARGEST_SIZE)
    return size, decode_base64(at.get("root").text())
