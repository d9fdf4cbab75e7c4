"""The cipher of fields (字段加密): short texts, each bound to the place that it is stored in.

    0x01 · key id (4) · nonce (12) · AES-256-GCM ciphertext and tag (16)

Every nonce is random: one key serves 2^32 texts, far more than a province has people. The key id is
the first bytes of a hash of the key, so that the right key is found, and a missing one named.
A ciphertext is as long as its text and 33 bytes.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Sequence
from hashlib import sha256
from itertools import repeat
from struct import iter_unpack
from typing import TYPE_CHECKING, Final

from huanjie.door.fault import BadInput

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
_VERSION: Final = b"\x01"
_ID_BYTES, _NONCE_BYTES, _TAG_BYTES = 4, 12, 16
_ID_END: Final = len(_VERSION) + _ID_BYTES
_NONCE_END: Final = _ID_END + _NONCE_BYTES
_PURPOSE: Final = b"huanjie-field/1\n"
_INDEX: Final = b"huanjie-index/1\n"
_ID: Final = b"huanjie-field-key-id/1\n"


class FieldCipher:
    """The keys of a ring at work; they are not shown, printed or given out again."""

    __slots__ = ("_ciphers", "_index", "_newest")

    def __init__(self, keys: Sequence[bytes], index: bytes) -> None:
        """Keys oldest first, all of 32 bytes."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._ciphers: Final[dict[bytes, AESGCM]] = {id_of(key): AESGCM(key) for key in keys}
        self._newest: Final = id_of(keys[-1])
        self._index: Final = index

    @property
    def newest(self) -> bytes:
        """The id of the key that encrypts."""
        return self._newest

    @property
    def ids(self) -> tuple[bytes, ...]:
        """All ids, oldest first."""
        return tuple(self._ciphers)

    def encrypt(self, text: str, bound_to: str) -> bytes:
        """A fresh ciphertext of a text for its place."""
        head = _VERSION + self._newest
        nonce = os.urandom(_NONCE_BYTES)
        cipher = self._ciphers[self._newest]
        return head + nonce + cipher.encrypt(nonce, _octets(text), _associated(head, bound_to))

    def encrypt_all(self, texts: Sequence[str], bound_to: str) -> list[bytes]:
        """The same of many texts, with one call for all their nonces."""
        head = _VERSION + self._newest
        associated = _associated(head, bound_to)
        chance = os.urandom(_NONCE_BYTES * len(texts))
        nonces = [nonce for (nonce,) in iter_unpack(f"{_NONCE_BYTES}s", chance)]
        encrypt = self._ciphers[self._newest].encrypt
        sealed = map(encrypt, nonces, _all_octets(texts), repeat(associated))
        return [head + nonce + each for nonce, each in zip(nonces, sealed, strict=True)]

    def decrypt(self, raw: bytes, bound_to: str) -> str:
        """The text of a ciphertext, where key, place and every byte are the right ones."""
        from cryptography.exceptions import InvalidTag

        id_ = self.key_of(raw)
        cipher = self._ciphers.get(id_)
        if cipher is None:
            raise BadInput(
                f"这个字段是用钥匙 {id_.hex()} 加密的，字段钥匙文件夹里没有这把钥匙",
                remedy="从备份恢复整个字段钥匙文件夹",
            )
        associated = _associated(raw[:_ID_END], bound_to)
        try:
            return cipher.decrypt(raw[_ID_END:_NONCE_END], raw[_NONCE_END:], associated).decode()
        except InvalidTag:
            raise BadInput(
                f"打不开加密的字段（{bound_to}）：内容已被改动，或从别处移来",
                remedy="从数据库备份恢复这个字段",
            ) from None

    def key_of(self, raw: bytes) -> bytes:
        """The id of the key that a ciphertext names."""
        if not raw.startswith(_VERSION) or len(raw) < _NONCE_END + _TAG_BYTES:
            raise BadInput("这不是加密的字段，或不完整", remedy="从数据库备份恢复这个字段")
        return raw[len(_VERSION) : _ID_END]

    def blind_index(self, text: str, bound_to: str) -> bytes:
        """HMAC-SHA256 over the place, its length first, and the text."""
        return hmac.digest(self._index, _place(bound_to) + _octets(text), "sha256")

    def blind_index_all(self, texts: Sequence[str], bound_to: str) -> list[bytes]:
        """The same of many texts: what they have in common is hashed once."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.hmac import HMAC

        common = HMAC(self._index, SHA256())
        common.update(_place(bound_to))
        found = []
        for octets in _all_octets(texts):
            each = common.copy()
            each.update(octets)
            found.append(each.finalize())
        return found


def id_of(key: bytes) -> bytes:
    """What a ciphertext names a key by; no secret."""
    return sha256(_ID + key).digest()[:_ID_BYTES]


def _place(bound_to: str) -> bytes:
    """What every indexed text of a place begins with."""
    place = _octets(bound_to)
    return _INDEX + len(place).to_bytes(_ID_BYTES, "big") + place


def _associated(head: bytes, bound_to: str) -> bytes:
    return _PURPOSE + head + _octets(bound_to)


def _octets(text: str) -> bytes:
    return _all_octets((text,))[0]


def _all_octets(texts: Sequence[str]) -> list[bytes]:
    try:
        return [text.encode() for text in texts]
    except UnicodeEncodeError:
        raise BadInput("要加密的文字中有残缺的字符", remedy="重新输入") from None
