"""Signed notes (签名文本), text that keys have signed, after https://c2sp.org/signed-note.

    text, its last line ended
    (an empty line)
    — key name base64(key hash || signature)

What the definition forbids is refused when read: a note has one spelling. Nothing here signs or
checks by itself: the caller hands in a `Signer` or a `Verifier`.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final

from huanjie.door.fault import BadInput
from huanjie.protect.signature import Signer, Verifier
from huanjie.protect.verifierkey import VerifierKey, check_name, decode_base64

MOST_SIGNATURES: Final = 100
LARGEST_NOTE: Final = 1_000_000
_MARK = "— "
_KEY_HASH_BYTES = 4


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature (签名行) under a note."""

    name: str
    key_hash: bytes
    signature: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.key_hash) != _KEY_HASH_BYTES or not self.signature:
            raise BadInput("签名行过短")

    @property
    def text(self) -> str:
        """The line without its newline."""
        return f"{_MARK}{self.name} {base64.b64encode(self.key_hash + self.signature).decode()}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text with the signatures under it (签名文本); it says nothing until one was checked."""

    text: str
    signatures: tuple[SignatureLine, ...]

    def __post_init__(self) -> None:
        check_text(self.text)
        if not 0 < len(self.signatures) <= MOST_SIGNATURES:
            raise BadInput(f"签名文本应有 1 至 {MOST_SIGNATURES} 行签名")

    @property
    def raw(self) -> bytes:
        """The note as it is published."""
        lines = "".join(f"{line.text}\n" for line in self.signatures)
        return f"{self.text}\n{lines}".encode()


def check_text(text: str) -> None:
    """Refuse a text that no note can carry: not ended by a newline, or with control characters."""
    if not text.endswith("\n"):
        raise BadInput("签名文本的正文没有以换行结束")
    for number, line in enumerate(text.split("\n"), start=1):
        if any(sign < " " or "\ud800" <= sign <= "\udfff" for sign in line):
            raise BadInput("签名文本中有控制符或残缺的字符", line=number)


def read_note(raw: bytes) -> Note:
    """Read a signed note; every fault names its line where it has one."""
    if len(raw) > LARGEST_NOTE:
        raise BadInput("签名文本过大")
    try:
        whole = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput("签名文本不是 UTF-8 文字", line=line) from None
    body, empty_line, under = whole.rpartition("\n\n")
    if not empty_line:
        raise BadInput("签名文本没有空行隔开正文与签名")
    if not under.endswith("\n"):
        raise BadInput("签名文本的最后一行没有换行")
    text, lines = f"{body}\n", under[:-1].split("\n")
    first = text.count("\n") + 2
    return Note(text, tuple(_read_line(line, first + at) for at, line in enumerate(lines)))


def sign_note(text: str, signer: Signer) -> Note:
    """The text under this signer's signature."""
    check_text(text)
    key = VerifierKey(signer.name, signer.public_key)
    return Note(text, (SignatureLine(key.name, key.key_hash, signer.sign(text.encode())),))


def signed_by(note: Note, key: VerifierKey, verify: Verifier) -> bool:
    """Whether this key signed the note; a wrong signature in its name spoils the right ones.

    Lines of other keys are passed over, as the definition asks.
    """
    message = note.text.encode()
    own = [at for at in note.signatures if (at.name, at.key_hash) == (key.name, key.key_hash)]
    return bool(own) and all(verify(key.public_key, message, at.signature) for at in own)


def _read_line(line: str, number: int) -> SignatureLine:
    try:
        return _signature_line(line)
    except BadInput as fault:
        raise BadInput(fault.says, line=number) from None


def _signature_line(line: str) -> SignatureLine:
    if not line.startswith(_MARK):
        raise BadInput("签名行应以“— ”开头")
    name, space, encoded = line[len(_MARK) :].partition(" ")
    if not space:
        raise BadInput("签名行缺少签名")
    raw = decode_base64(encoded)
    return SignatureLine(name, raw[:_KEY_HASH_BYTES], raw[_KEY_HASH_BYTES:])
