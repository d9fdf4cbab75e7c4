"""A new epoch (新纪元): where a backup is older than what was published of a log.

What was entered after the backup is lost, and somebody holds a signed checkpoint that counts it.
The log does not pretend: its next entry says that a new epoch begins, and names the last size and
root that were published.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from huanjie.domain.machinedeeds import OPERATOR
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry, Log
from huanjie.protect.keys import open_or_create
from huanjie.protect.signature import verify_signature
from huanjie.protect.verifierkey import VerifierKey
from huanjie.record.checkpoint import Checkpoint, open_checkpoint
from huanjie.record.merkle import EMPTY_ROOT, Frontier, leaf_hashes
from huanjie.record.note import read_note

DEED: Final = "new-epoch"


@dataclass(frozen=True, slots=True)
class Epoch:
    """A log that was behind (落后的日志)."""

    log: str
    published: int
    restored: int


def published_in(paths: Iterable[Path]) -> Iterator[Checkpoint]:
    """The checkpoints in these files, or in the files of these folders, each signed by the site's
    own key; any other is refused.
    """
    for path in paths:
        for file in sorted(path.iterdir()) if path.is_dir() else (path,):
            try:
                yield _checkpoint(jsontext.read_bytes(file))
            except BadInput as fault:
                raise fault.within(file=str(file)) from None


def enter_epochs(checkpoints: Iterable[Checkpoint]) -> Iterator[Epoch]:
    """Begin a new epoch in every log that is behind its last published checkpoint. BadInput where
    a log contradicts one: then the backup is of another site, or somebody has changed it.
    """
    last: dict[str, Checkpoint] = {}
    for each in checkpoints:
        _check_agrees(each)
        if each.origin not in last or each.size > last[each.origin].size:
            last[each.origin] = each
    for name, published in sorted(last.items()):
        behind = _size(name)
        if behind < published.size:
            _enter(name, published)
            yield Epoch(name, published.size, behind)


def _checkpoint(raw: bytes) -> Checkpoint:
    for line in read_note(raw).signatures:
        for public in _signing_keys():
            key = VerifierKey(line.name, public)
            if key.key_hash == line.key_hash:
                return open_checkpoint(raw, key, verify_signature)
    raise BadInput("检查点不是这个网站签的", remedy="用这个网站公布的检查点")


def _signing_keys() -> list[bytes]:
    """The public half of every signing key of the site: logs may have one of their own."""
    folders = sorted(settings.HUANJIE_KEYS.glob("*/signing.pub"))
    return [open_or_create(path.parent).signing_public_key for path in folders]


def _check_agrees(published: Checkpoint) -> None:
    if _size(published.origin) < published.size:
        return
    if _root(published.origin, published.size) != published.root:
        raise BadInput(
            "备份里的日志和已经公布的检查点矛盾",
            file=published.origin,
            remedy="查明谁改动了它；用另一份备份",
        )


def _enter(name: str, published: Checkpoint) -> None:
    log = Log.objects.filter(pk=name).first()
    restored = _said(_size(name), _root(name, _size(name)))
    journal.append(
        name,
        region=log.region if log else name.split("/")[1],
        deed=DEED,
        role=OPERATOR,
        payload={"published": _said(published.size, published.root), "restored": restored},
    )


def _said(size: int, root: bytes) -> dict[str, Any]:
    return {"size": size, "root": base64.b64encode(root).decode()}


def _size(name: str) -> int:
    return Log.objects.filter(pk=name).values_list("size", flat=True).first() or 0


def _root(name: str, size: int) -> bytes:
    if size == 0:
        return EMPTY_ROOT
    rows = Entry.objects.filter(log_id=name).order_by("sequence")[:size]
    leaves = (bytes(leaf) for leaf in rows.values_list("leaf", flat=True))
    return Frontier().plus(leaf_hashes(leaves)).root()
