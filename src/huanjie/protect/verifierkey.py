"""Verifier keys (验签公钥): a public key as one line of text, as C2SP signed notes write it.

name+hex key hash+base64(0x01 || public key)
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from huanjie.door.fault import BadInput
from huanjie.protect.suite import SUITE

_HASH_BYTES = 4


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A named public key (验签公钥)."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if not isinstance(self.public_key, bytes) or len(self.public_key) != SUITE.public_key_bytes:
            raise BadInput(f"公钥应为 {SUITE.public_key_bytes} 字节")

    @property
    def key_hash(self) -> bytes:
        """The first four bytes of SHA-256(name, newline, signature type, public key)."""
        whole = self.name.encode() + b"\n" + SUITE.note_byte + self.public_key
        return sha256(whole).digest()[:_HASH_BYTES]

    @property
    def text(self) -> str:
        """The key as one line."""
        key = base64.b64encode(SUITE.note_byte + self.public_key).decode()
        return f"{self.name}+{self.key_hash.hex()}+{key}"


def read_verifier_key(text: str) -> VerifierKey:
    """Read one line; a wrong hash, another algorithm or another spelling is refused."""
    name, _, rest = text.partition("+")
    key = decode_base64(rest.partition("+")[2])
    if key[:1] != SUITE.note_byte:
        raise BadInput("验签公钥不是 Ed25519 公钥")
    result = VerifierKey(name, key[1:])
    if result.text != text:
        raise BadInput("验签公钥的校验值不符", remedy="重新抄录整行公钥")
    return result


def check_name(name: str) -> None:
    """Refuse a key name that a signed note cannot carry: no empty one, space, plus or control."""
    if not name or any(sign == "+" or sign < " " or sign.isspace() for sign in name):
        raise BadInput("钥匙名不能为空，也不能有空格、加号或控制符")
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        raise BadInput("钥匙名中有残缺的字符")


def decode_base64(text: str) -> bytes:
    """Standard base64 in its one canonical spelling."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if not raw or base64.b64encode(raw) != text.encode(errors="replace"):
        raise BadInput("不是规范的 base64")
    return raw
