"""Verifier keys: one line, one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.fault import BadInput
from huanjie.protect.verifierkey import VerifierKey, decode_base64, read_verifier_key

PUBLISHED = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
"""The key that the documentation of Go's sumdb/note publishes."""


def test_the_published_key_is_read_and_written_back() -> None:
    key = read_verifier_key(PUBLISHED)
    assert (key.name, key.key_hash.hex()) == ("PeterNeumann", "c74f20a3")
    assert key.text == PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        PUBLISHED.replace("c74f20a3", "c74f20a4"),
        PUBLISHED.replace("c74f20a3", "C74F20A3"),
        PUBLISHED.replace("+AR", "+Ah"),
        PUBLISHED.replace("PeterNeumann", "Peter Neumann"),
        PUBLISHED.replace("PeterNeumann", ""),
        PUBLISHED[:-4],
        PUBLISHED + "AAAA",
        PUBLISHED + "\n",
        PUBLISHED.replace("TW", "T\nW"),
    ],
)
def test_a_line_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_verifier_key(text)


@pytest.mark.parametrize(
    "name", ["", "a b", "a+b", "a\u3000b", "a\u2028b", "a\x85b", "\x1f", "\ud800"]
)
def test_a_name_that_no_note_can_carry_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="钥匙名"):
        VerifierKey(name, bytes(32))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(BadInput, match="32 字节"):
        VerifierKey("huanjie", bytes(length))


@given(st.text(), st.binary(min_size=32, max_size=32))
def test_what_can_be_made_can_be_read(name: str, public_key: bytes) -> None:
    try:
        key = VerifierKey(name, public_key)
    except BadInput:
        return
    assert read_verifier_key(key.text) == key


@given(st.text())
def test_base64_has_one_spelling(text: str) -> None:
    for candidate in (text, text[: len(text) // 4 * 4]):
        try:
            raw = decode_base64(candidate)
        except BadInput:
            continue
        assert raw
