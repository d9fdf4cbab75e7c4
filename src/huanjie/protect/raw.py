"""Raw keys (密钥的原始字节), by calls that older editions of `cryptography` know too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey


def raw_private(key: Ed25519PrivateKey | X25519PrivateKey) -> bytes:
    """The 32 bytes of a private key."""
    from cryptography.hazmat.primitives import serialization as form

    return key.private_bytes(form.Encoding.Raw, form.PrivateFormat.Raw, form.NoEncryption())


def raw_public(key: Ed25519PublicKey | X25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    from cryptography.hazmat.primitives import serialization as form

    return key.public_bytes(form.Encoding.Raw, form.PublicFormat.Raw)
