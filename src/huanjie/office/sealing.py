"""Pictures at rest (图像的存放): sealed piece by piece, each file under a key of its own.

The key stands in an encrypted column beside it, so that rotating the field keys moves keys of a few
bytes and never the pictures; and where the key is gone the picture is gone.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

from huanjie.protect.sealedstream import SealedWriter, opened

_LINE = "column"


class _Column:
    """To whoever reads the encrypted column (字段钥匙)."""

    def __init__(self, key: bytes = b"") -> None:
        self.key = key

    def wrap(self, key: bytes, /) -> str:
        """Keep the key for the column; the stream names only where it is."""
        self.key = key
        return _LINE

    def unwrap(self, line: str, /) -> bytes | None:
        """The key out of the column."""
        return self.key if line == _LINE else None


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """Content as the database keeps it (加密的内容), and the key for the encrypted column."""

    content: bytes
    key: str


def sealed(raw: bytes) -> Sealed:
    """Seal a file under a fresh key."""
    target, column = io.BytesIO(), _Column()
    writer = SealedWriter(target, [column])
    writer.write(raw)
    writer.close()
    return Sealed(target.getvalue(), base64.b64encode(column.key).decode())


def unsealed(kept: Sealed) -> bytes:
    """The content as it was sealed."""
    column = _Column(base64.b64decode(kept.key))
    return b"".join(opened(io.BytesIO(kept.content), column))
