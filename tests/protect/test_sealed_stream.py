"""Sealed streams: whoever they were sealed to opens them, piece by piece, or not at all."""

from __future__ import annotations

import io

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from huanjie.door.fault import BadInput
from huanjie.protect.sealedstream import (
    HEADER,
    PIECE,
    Opener,
    Passphrase,
    Recipient,
    SealedWriter,
    ToKey,
    WithKey,
    opened,
)

KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
OURS = WithKey(KEY.private_bytes_raw())
TO_US = ToKey(KEY.public_key().public_bytes_raw())
THEIRS = WithKey(bytes(31) + b"\1")
WORDS = Passphrase("樟树底下有一口很老的水井")
TAG = 16


def sealed(content: bytes, *recipients: Recipient, by: int = PIECE) -> bytes:
    target = io.BytesIO()
    writer = SealedWriter(target, recipients or (TO_US,))
    for at in range(0, len(content), by):
        writer.write(content[at : at + by])
    writer.close()
    return target.getvalue()


def content_of(raw: bytes, opener: Opener = OURS) -> bytes:
    return b"".join(opened(io.BytesIO(raw), opener))


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_is_opened_at_any_length(length: int) -> None:
    content = bytes(range(256)) * (length // 256 + 1)
    assert content_of(sealed(content[:length], by=300_001)) == content[:length]


def test_each_of_several_recipients_opens_it() -> None:
    raw = sealed(b"roll", TO_US, WORDS)
    assert content_of(raw, OURS) == content_of(raw, WORDS) == b"roll"


def test_whoever_it_was_not_sealed_to_does_not_open_it() -> None:
    for opener in (THEIRS, WORDS):
        with pytest.raises(BadInput, match="打不开"):
            content_of(sealed(b"roll"), opener)
    with pytest.raises(BadInput, match="打不开"):
        content_of(sealed(b"roll", WORDS), Passphrase("樟树底下没有什么老的水井"))


def test_pieces_out_of_their_order_or_left_out_are_refused() -> None:
    raw = sealed(bytes(3 * PIECE))
    head, body = raw[: -(3 * (PIECE + TAG))], raw[-(3 * (PIECE + TAG)) :]
    one, two, three = (body[at : at + PIECE + TAG] for at in range(0, len(body), PIECE + TAG))
    assert content_of(head + one + two + three) == bytes(3 * PIECE)
    for pieces in (two + one + three, one + three, one + two, one, b"", one + two + three + three):
        with pytest.raises(BadInput):
            content_of(head + pieces)


def test_nothing_is_handed_on_before_it_was_checked() -> None:
    raw = bytearray(sealed(bytes(2 * PIECE)))
    raw[-1] ^= 1
    pieces = opened(io.BytesIO(bytes(raw)), OURS)
    assert next(pieces) == bytes(PIECE)
    with pytest.raises(BadInput, match="没有写完整"):
        next(pieces)


def test_another_line_in_the_head_is_refused() -> None:
    raw = sealed(b"roll")
    with pytest.raises(BadInput, match="打不开"):
        content_of(raw.replace(b"\n\n", b"\nkey AAAA\n\n", 1))


def test_another_kind_of_file_is_refused() -> None:
    for raw in (b"", b"PK\3\4", HEADER, HEADER.replace(b"/1", b"/2"), HEADER + b"x" * 5000):
        with pytest.raises(BadInput):
            content_of(raw)


def test_a_stream_for_nobody_is_not_written() -> None:
    with pytest.raises(BadInput, match="封给谁"):
        SealedWriter(io.BytesIO(), ())


def test_secrets_are_not_shown() -> None:
    assert "水井" not in repr(WORDS)
    assert OURS.private_key.hex() not in repr(OURS)
    assert repr(OURS.private_key) not in repr(OURS)
