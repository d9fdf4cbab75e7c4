"""Sealing (封存): bytes that only the holder of the archive key can open again.

    huanjie-seal/1\n · ephemeral X25519 public key (32) · AES-256-GCM ciphertext and tag

The AES key and nonce come by HKDF-SHA256 from the X25519 agreement, and serve once. The header,
both public keys and the caller's associated data are bound in: a seal cannot be moved elsewhere.
"""

from __future__ import annotations

from typing import Final

from huanjie.door.fault import BadInput
from huanjie.protect.raw import raw_private, raw_public
from huanjie.protect.signature import need_cryptography

HEADER: Final = b"huanjie-seal/1\n"
LARGEST_SEALED: Final = 2**31 - 1 - 16
_PUBLIC_BYTES = 32
_KEY_BYTES, _NONCE_BYTES, _TAG_BYTES = 32, 12, 16


def seal(plain: bytes, archive_public_key: bytes, *, associated: bytes = b"") -> bytes:
    """Seal bytes to an archive public key; each sealing of the same bytes differs."""
    need_cryptography()
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    if len(plain) > LARGEST_SEALED:
        raise BadInput("要封存的内容超过 2 GB", remedy="分成几份封存")
    ephemeral = X25519PrivateKey.generate()
    sender = raw_public(ephemeral.public_key())
    shared = _agree(raw_private(ephemeral), archive_public_key)
    return HEADER + sender + _encrypt(plain, shared, sender + archive_public_key, associated)


def open_seal(sealed: bytes, archive_private_key: bytes, *, associated: bytes = b"") -> bytes:
    """Open a seal with the raw archive private key; another key or one changed byte is refused."""
    need_cryptography()
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    start = len(HEADER) + _PUBLIC_BYTES
    if not sealed.startswith(HEADER):
        raise BadInput("这不是封存文件，或来自更新的版本")
    if len(sealed) < start + _TAG_BYTES:
        raise BadInput("封存文件不完整")
    sender = sealed[len(HEADER) : start]
    shared = _agree(archive_private_key, sender)
    recipient = X25519PrivateKey.from_private_bytes(archive_private_key).public_key()
    key, nonce = _derive(shared, sender + raw_public(recipient))
    try:
        return AESGCM(key).decrypt(nonce, sealed[start:], _bound(associated))
    except InvalidTag:
        raise BadInput(
            "打不开封存文件：钥匙不对，或文件已被改动", remedy="用当时的归档私钥和原文件再试"
        ) from None


def _encrypt(plain: bytes, shared: bytes, parties: bytes, associated: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, nonce = _derive(shared, parties)
    return AESGCM(key).encrypt(nonce, plain, _bound(associated))


def _agree(private_key: bytes, public_key: bytes) -> bytes:
    """The X25519 agreement; a key of the wrong length or of low order is refused."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    try:
        public = X25519PublicKey.from_public_bytes(public_key)
        return X25519PrivateKey.from_private_bytes(private_key).exchange(public)
    except ValueError:
        raise BadInput("归档钥匙或封存文件中的公钥不能用") from None


def _derive(shared: bytes, parties: bytes) -> tuple[bytes, bytes]:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    length = _KEY_BYTES + _NONCE_BYTES
    secret = HKDF(SHA256(), length, salt=None, info=HEADER + parties).derive(shared)
    return secret[:_KEY_BYTES], secret[_KEY_BYTES:]


def _bound(associated: bytes) -> bytes:
    return HEADER + associated
