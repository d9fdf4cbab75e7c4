"""Checkpoints (检查点), origin, size and root, after https://c2sp.org/tlog-checkpoint.

Signed and posted, a checkpoint binds the log: no later log that lacks one of its entries can be
consistent with it.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import Final

from huanjie.door.fault import BadInput
from huanjie.protect.signature import Signer, Verifier
from huanjie.protect.verifierkey import VerifierKey, decode_base64
from huanjie.record.merkle import EMPTY_ROOT, HASH_BYTES
from huanjie.record.note import Note, check_text, read_note, sign_note, signed_by

LARGEST_SIZE: Final = 2**63 - 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_FIXED_LINES = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log (检查点)."""

    origin: str
    """which log (日志名), as `huanjie.local/<election>`"""
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()
    """further lines that the definition allows and we never write"""

    def __post_init__(self) -> None:
        check_text(self.text)
        if any(not line or "\n" in line for line in (self.origin, *self.extensions)):
            raise BadInput("检查点的每一行都不能为空")
        if not 0 <= self.size <= LARGEST_SIZE or len(self.root) != HASH_BYTES:
            raise BadInput("检查点的大小或根值不对")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise BadInput("检查点说日志为空，根值却不是空日志的根值")

    @property
    def text(self) -> str:
        """The note text to be signed."""
        root = base64.b64encode(self.root).decode()
        return "".join(f"{at}\n" for at in (self.origin, self.size, root, *self.extensions))


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a note as a checkpoint."""
    check_text(text)
    lines = text[:-1].split("\n")
    if len(lines) < _FIXED_LINES:
        raise BadInput("检查点应有日志名、大小、根值三行")
    origin, size, root, *extensions = lines
    if not _SIZE.fullmatch(size):
        raise BadInput("检查点的大小不是整数", line=2)
    return Checkpoint(origin, int(size), decode_base64(root), tuple(extensions))


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> Note:
    """The checkpoint as a signed note."""
    return sign_note(checkpoint.text, signer)


def open_checkpoint(raw: bytes, key: VerifierKey, verify: Verifier) -> Checkpoint:
    """The checkpoint of a signed note, refused unless this key signed it."""
    note = read_note(raw)
    if not signed_by(note, key, verify):
        raise BadInput("检查点没有这把钥匙的有效签名")
    return read_checkpoint(note.text)
