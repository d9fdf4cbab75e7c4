"""Sealing: the archive key opens it, and nothing else does."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.fault import BadInput
from huanjie.protect.seal import HEADER, open_seal, seal

KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
PRIVATE, PUBLIC = KEY.private_bytes_raw(), KEY.public_key().public_bytes_raw()
OTHER = X25519PrivateKey.from_private_bytes(bytes(32)).private_bytes_raw()
SEALED = seal("选票记录".encode(), PUBLIC, associated=b"election-1")


@given(st.binary(), st.binary())
def test_what_is_sealed_can_be_opened(plain: bytes, associated: bytes) -> None:
    sealed = seal(plain, PUBLIC, associated=associated)
    assert open_seal(sealed, PRIVATE, associated=associated) == plain


def test_two_sealings_of_the_same_bytes_differ() -> None:
    assert len({seal(b"same", PUBLIC) for _ in range(20)}) == 20


def test_a_seal_says_its_version_first() -> None:
    assert SEALED.startswith(b"huanjie-seal/1\n")
    with pytest.raises(BadInput, match="更新的版本"):
        open_seal(SEALED.replace(b"/1", b"/2", 1), PRIVATE, associated=b"election-1")


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(BadInput, match="钥匙不对"):
        open_seal(SEALED, OTHER, associated=b"election-1")


def test_another_elections_seal_does_not_pass_for_this_one() -> None:
    with pytest.raises(BadInput, match="打不开"):
        open_seal(SEALED, PRIVATE, associated=b"election-2")


@pytest.mark.parametrize("at", range(len(SEALED)))
def test_one_changed_bit_is_refused(at: int) -> None:
    changed = SEALED[:at] + bytes([SEALED[at] ^ 1]) + SEALED[at + 1 :]
    with pytest.raises(BadInput):
        open_seal(changed, PRIVATE, associated=b"election-1")


@pytest.mark.parametrize("length", [0, 1, len(HEADER), len(HEADER) + 47, len(SEALED) - 1])
def test_a_seal_that_was_cut_short_is_refused(length: int) -> None:
    with pytest.raises(BadInput):
        open_seal(SEALED[:length], PRIVATE, associated=b"election-1")


def test_a_seal_with_something_behind_it_is_refused() -> None:
    with pytest.raises(BadInput):
        open_seal(SEALED + b"x", PRIVATE, associated=b"election-1")


@pytest.mark.parametrize("public_key", [b"", bytes(31), bytes(33), bytes(32)])
def test_a_public_key_that_cannot_be_used_is_refused(public_key: bytes) -> None:
    with pytest.raises(BadInput, match="不能用"):
        seal(b"x", public_key)


@pytest.mark.parametrize("private_key", [b"", bytes(31), bytes(33)])
def test_a_private_key_that_cannot_be_used_is_refused(private_key: bytes) -> None:
    with pytest.raises(BadInput, match="不能用"):
        open_seal(SEALED, private_key, associated=b"election-1")


@given(st.binary(max_size=100))
def test_bytes_that_are_no_seal_are_refused_in_words(raw: bytes) -> None:
    for sealed in (raw, HEADER + raw):
        with pytest.raises(BadInput):
            open_seal(sealed, PRIVATE)
