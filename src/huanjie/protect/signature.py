"""Signatures (签名): who signs, how a signature is checked, and how a key is read aloud.

`cryptography` is loaded only when something is signed or checked: a verifier on a bare Python says
"signature not checked" and checks all else.
"""

from __future__ import annotations

import importlib
import unicodedata
from hashlib import sha256
from typing import Final, Protocol

from huanjie.door.fault import BadInput
from huanjie.protect.suite import SUITE
from huanjie.protect.verifierkey import decode_base64, read_verifier_key

_FINGERPRINT_BYTES: Final = 16
_GROUP = 4
_BETWEEN_GROUPS = "-:：·‐‑‒–—−"


class Signer(Protocol):
    """Who signs (签名者): a key folder here, a hardware module elsewhere."""

    @property
    def name(self) -> str:
        """The key's name in a signed note."""

    @property
    def public_key(self) -> bytes:
        """The raw public key."""

    def sign(self, message: bytes, /) -> bytes:
        """The signature of these bytes."""


class Verifier(Protocol):
    """How a signature is checked; `verify_signature` is one."""

    def __call__(self, public_key: bytes, message: bytes, signature: bytes, /) -> bool:
        """Whether the signature is that key's over these bytes."""


def signatures_available() -> bool:
    """Whether `cryptography` is here, so that signatures can be made and checked."""
    try:
        importlib.import_module("cryptography.hazmat.primitives.asymmetric.ed25519")
    except ImportError:
        return False
    return True


def need_cryptography() -> None:
    """Refuse in words where `cryptography` is missing."""
    if not signatures_available():
        raise BadInput(
            "没有安装 cryptography，不能签名、验签或加密", remedy="pip install cryptography"
        )


def verify_signature(public_key: bytes, message: bytes, signature: bytes, /) -> bool:
    """Whether this is the key's Ed25519 signature over the message; malformed is a plain no."""
    need_cryptography()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public_key: bytes) -> str:
    """What the posted notice prints (公钥指纹): eight groups of four, 128 bits, easy to read aloud.

    >>> fingerprint(bytes(32))
    '6668-7aad-f862-bd77-6c8f-c18b-8e9f-8e20'
    """
    digits = _digest(public_key)
    return "-".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def matches_fingerprint(public_key: bytes, text: str) -> bool:
    """Whether `text` names this key: its whole fingerprint, or the key in hex, base64 or as a line.

    Spacing, dashes, case and full-width digits do not matter in hex; a shortened fingerprint,
    which somebody could forge, never matches.
    """
    return (
        _hex_of(text) in (_digest(public_key), public_key.hex())
        or _named_by(text.strip()) == public_key
        or _encoded("".join(text.split())) == public_key
    )


def names_a_key(text: str) -> bool:
    """Whether `text` has the form of a whole fingerprint or of a key; a slip has not."""
    digits = _hex_of(text)
    lengths = (len(_digest(b"")), len(bytes(SUITE.public_key_bytes).hex()))
    whole = len(digits) in lengths and set(digits) <= set("0123456789abcdef")
    encoded = _encoded("".join(text.split()))
    return whole or _named_by(text.strip()) is not None or encoded is not None


def _hex_of(text: str) -> str:
    """Text as hex digits are compared: spacing, dashes, case and full width do not matter."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(sign for sign in plain if not sign.isspace() and sign not in _BETWEEN_GROUPS)


def _digest(public_key: bytes) -> str:
    return sha256(public_key).digest()[:_FINGERPRINT_BYTES].hex()


def _named_by(line: str) -> bytes | None:
    try:
        return read_verifier_key(line).public_key
    except BadInput:
        return None


def _encoded(text: str) -> bytes | None:
    """A key in base64, with or without its padding, of the right length."""
    try:
        raw = decode_base64(text + "=" * (-len(text) % _GROUP))
    except BadInput:
        return None
    return raw if len(raw) == SUITE.public_key_bytes else None
