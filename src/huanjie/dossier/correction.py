"""A correction (更正): a new dossier that names the old one's hash, the reason and who approved it.

The old dossier stays: nothing is taken back, and anyone can see what was changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.dossier import container

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """更正: the dossier that this one replaces, why, and the role that approved it."""

    replaces: str
    """SHA-256 of the older ZIP"""
    reason: str
    approved_by: str
    """a role (批准的职务), never a name"""

    def as_json(self) -> dict[str, str]:
        """correction.json."""
        return {
            "replaces": self.replaces,
            "reason": self.reason,
            "approved_by": self.approved_by,
        }


def read_correction(at: Cursor) -> Correction:
    """correction.json."""
    at.only("replaces", "reason", "approved_by")
    if not _SHA256.fullmatch(at.get("replaces").text()):
        at.get("replaces").refuse("应为旧卷宗的 SHA-256，六十四位小写十六进制数字")
    return Correction(
        replaces=at.get("replaces").text(),
        reason=at.get("reason").text(),
        approved_by=at.get("approved_by").text(),
    )


def correction_of(old: bytes, *, reason: str, approved_by: str) -> Correction:
    """The correction of an older dossier, whose bytes are named by their hash."""
    if _MANIFEST not in container.read(old):
        raise BadInput("要更正的文件不是卷宗", remedy="指向原来的 dossier.zip")
    said = {"replaces": sha256(old).hexdigest(), "reason": reason, "approved_by": approved_by}
    return read_correction(Cursor(said))
