"""The suite (密码套件): one setting says which algorithms Huanjie signs and hashes with.

A national suite (SM2 signatures over SM3, `sm2-sm3`) is an extension of this table: a member here,
its signature check in `signature.py`, and a `Signer` that a hardware module fills. No maintained
library signs with SM2, so there is none yet.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


class Suite(Enum):
    """Which algorithms; the value is the name in files."""

    ED25519 = "ed25519"

    @property
    def note_byte(self) -> bytes:
        """The signature type of a C2SP signed note."""
        return {Suite.ED25519: b"\x01"}[self]

    @property
    def public_key_bytes(self) -> int:
        """How long a public key is."""
        return {Suite.ED25519: 32}[self]


SUITE: Final = Suite.ED25519
