"""Sealed streams (封存的流): content of any length, sealed piece by piece in little memory.

    huanjie-sealed-stream/1\n
    one line for each who may open it: `key` and the content's key, sealed to an archive key
                                       `passphrase`, a salt and the content's key under it
    an empty line
    pieces of 1 MiB, each AES-256-GCM with its number; the last one says that it is the last

The head is bound into every piece. A piece that is changed, moved, missing or added is refused, and
so is a stream that was cut off.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from huanjie.door.fault import BadInput
from huanjie.protect.seal import open_seal, seal
from huanjie.protect.signature import need_cryptography
from huanjie.protect.verifierkey import decode_base64

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HEADER: Final = b"huanjie-sealed-stream/1\n"
PIECE: Final = 2**20
SHORTEST_PASSPHRASE: Final = 12
_TAG, _KEY, _SALT = 16, 32, 16
_MOST_LINES, _LONGEST_LINE = 20, 1_000
_COST: Final = 2**16
"""scrypt's N: 64 MiB and about a quarter of a second for each guess"""
_PURPOSE: Final = b"huanjie-sealed-stream key\n"
_FAILED: Final = "打不开：内容已被改动，或者没有写完整"


class Recipient(Protocol):
    """Who may open a stream (收件者)."""

    def wrap(self, key: bytes, /) -> str:
        """The line of the head that gives this recipient the key."""


class Opener(Protocol):
    """What opens a stream (开封的钥匙)."""

    def unwrap(self, line: str, /) -> bytes | None:
        """The key that a line gives; None where the line is for somebody else."""


@dataclass(frozen=True, slots=True)
class ToKey:
    """To whoever holds the private half of this X25519 key."""

    public_key: bytes

    def wrap(self, key: bytes, /) -> str:
        return f"key {_text(seal(key, self.public_key, associated=_PURPOSE))}"


@dataclass(frozen=True, slots=True, repr=False)
class WithKey:
    """By the raw private key."""

    private_key: bytes

    def unwrap(self, line: str, /) -> bytes | None:
        kind, _, rest = line.partition(" ")
        if kind != "key":
            return None
        try:
            return open_seal(decode_base64(rest), self.private_key, associated=_PURPOSE)
        except BadInput:
            return None


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase:
    """To and by whoever knows the words (口令)."""

    words: str

    def __post_init__(self) -> None:
        if len(self.words) < SHORTEST_PASSPHRASE:
            raise BadInput(
                f"口令太短，至少 {SHORTEST_PASSPHRASE} 个字符", remedy="用几个词连成一句"
            )

    def wrap(self, key: bytes, /) -> str:
        salt = secrets.token_bytes(_SALT)
        sealed = _aes(_stretched(self.words, salt)).encrypt(bytes(12), key, _PURPOSE)
        return f"passphrase {_text(salt)} {_text(sealed)}"

    def unwrap(self, line: str, /) -> bytes | None:
        from cryptography.exceptions import InvalidTag

        kind, _, rest = line.partition(" ")
        if kind != "passphrase":
            return None
        salt, _, sealed = rest.partition(" ")
        key = _stretched(self.words, decode_base64(salt))
        try:
            return bytes(_aes(key).decrypt(bytes(12), decode_base64(sealed), _PURPOSE))
        except InvalidTag:
            return None


class SealedWriter:
    """Writes content sealed; `close` writes the last piece, without which nothing opens."""

    def __init__(self, target: BinaryIO, recipients: Sequence[Recipient]) -> None:
        if not recipients:
            raise BadInput("没有说封给谁", remedy="给出一把公钥，或者一个口令")
        need_cryptography()
        key = secrets.token_bytes(_KEY)
        head = HEADER + "".join(f"{to.wrap(key)}\n" for to in recipients).encode() + b"\n"
        target.write(head)
        self._target, self._cipher, self._bound = target, _aes(key), sha256(head).digest()
        self._waiting, self._number = bytearray(), 0

    def write(self, content: bytes) -> None:
        """Seal more; the last full piece waits, for it may be the last of all."""
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        """Seal the rest as the last piece."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._target.write(self._cipher.encrypt(nonce, piece, self._bound))
        self._number += 1


def opened(source: BinaryIO, opener: Opener) -> Iterator[bytes]:
    """The content, piece by piece, each of them checked before it is handed on."""
    need_cryptography()
    head, key = _head(source, opener)
    cipher, bound = _aes(key), sha256(head).digest()
    number, raw = 0, source.read(PIECE + _TAG)
    while True:
        following = source.read(PIECE + _TAG)
        yield _piece(cipher, _nonce(number, last=not following), raw, bound)
        if not following:
            return
        number, raw = number + 1, following


def _head(source: BinaryIO, opener: Opener) -> tuple[bytes, bytes]:
    if source.readline(len(HEADER)) != HEADER:
        raise BadInput("这不是封存的备份，或来自更新的版本", remedy="换一个文件，或者用新版本打开")
    head, key = HEADER, None
    for _ in range(_MOST_LINES + 1):
        line = source.readline(_LONGEST_LINE)
        head += line
        if line == b"\n":
            break
        if not line.endswith(b"\n"):
            raise BadInput("封存文件的开头不完整", remedy="用另一份备份")
        key = key or opener.unwrap(line[:-1].decode("ascii", "replace"))
    if key is None or len(key) != _KEY:
        raise BadInput("这把钥匙或这个口令打不开", remedy="用备份时说的那把钥匙，或那个口令")
    return head, key


def _piece(cipher: AESGCM, nonce: bytes, raw: bytes, bound: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        return bytes(cipher.decrypt(nonce, raw, bound))
    except (InvalidTag, ValueError):
        raise BadInput(_FAILED, remedy="用另一份备份") from None


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + (b"\x01" if last else b"\x00")


def _aes(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _stretched(words: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=_KEY, n=_COST, r=8, p=1).derive(words.encode())


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
