"""Cosignatures (见证签名) of a checkpoint, after https://c2sp.org/tlog-cosignature (version 1).

A witness has seen that the log only grew, and says so with the time at which it saw it. Its line
stands under the checkpoint beside the log's own: — name base64(key hash || time || signature).
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from huanjie.door.fault import BadInput
from huanjie.protect.signature import Signer, Verifier
from huanjie.protect.verifierkey import check_name, decode_base64
from huanjie.record.note import SignatureLine

_KIND: Final = b"\x04"
_HASH_BYTES, _TIME_BYTES, _KEY_BYTES, _SIGNATURE_BYTES = 4, 8, 32, 64
_LATEST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """A witness's public key (见证人公钥), an Ed25519 key that signs nothing but cosignatures."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public_key) != _KEY_BYTES:
            raise BadInput(f"见证人公钥应为 {_KEY_BYTES} 字节")

    @property
    def key_hash(self) -> bytes:
        """What a line names the key by."""
        return sha256(self.name.encode() + b"\n" + _KIND + self.public_key).digest()[:_HASH_BYTES]

    @property
    def text(self) -> str:
        """The key as one line, as witnesses publish it: name+hash+base64(0x04 || key)."""
        key = base64.b64encode(_KIND + self.public_key).decode()
        return f"{self.name}+{self.key_hash.hex()}+{key}"


def read_witness_key(text: str) -> WitnessKey:
    """Read one line; another kind of key, a wrong hash or another spelling is refused."""
    name, _, rest = text.partition("+")
    key = decode_base64(rest.partition("+")[2])
    if key[:1] != _KIND:
        raise BadInput("不是见证人公钥（类型应为 4）", remedy="向见证人要 cosignature 公钥")
    found = WitnessKey(name, key[1:])
    if found.text != text:
        raise BadInput("见证人公钥的校验值不符", remedy="重新抄录整行公钥")
    return found


def cosign(text: str, signer: Signer, *, time: int) -> SignatureLine:
    """The line of a witness under a checkpoint's text; `time` in seconds of the Unix clock."""
    key = WitnessKey(signer.name, signer.public_key)
    signature = signer.sign(_message(text, time))
    return SignatureLine(key.name, key.key_hash, time.to_bytes(_TIME_BYTES, "big") + signature)


def cosigned_at(text: str, line: SignatureLine, key: WitnessKey, verify: Verifier) -> int | None:
    """When this witness cosigned the text, in seconds of the Unix clock; None where the line is
    not its own, or does not hold.
    """
    if (line.name, line.key_hash) != (key.name, key.key_hash):
        return None
    if len(line.signature) != _TIME_BYTES + _SIGNATURE_BYTES:
        return None
    time = int.from_bytes(line.signature[:_TIME_BYTES], "big")
    if not 0 < time <= _LATEST:
        return None
    holds = verify(key.public_key, _message(text, time), line.signature[_TIME_BYTES:])
    return time if holds else None


def _message(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()
