"""Signed notes: the published example, one spelling, and what a signature says."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.fault import BadInput
from huanjie.protect.signature import verify_signature
from huanjie.protect.verifierkey import VerifierKey, read_verifier_key
from huanjie.record.note import Note, SignatureLine, read_note, sign_note, signed_by

KEY = read_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM="
)
RAW = f"{TEXT}\n{LINE}\n".encode()
"""The note and key that the documentation of Go's sumdb/note publishes."""


class FixedSigner:
    """Signs with bytes that say nothing: what matters is where they stand."""

    name = "huanjie.local/village"
    public_key = bytes(32)

    def sign(self, message: bytes, /) -> bytes:
        """Sixty-four bytes."""
        return message[:1] * 64


def test_the_published_note_is_read_and_its_signature_holds() -> None:
    note = read_note(RAW)
    assert note.text == TEXT
    assert (note.signatures[0].name, note.signatures[0].key_hash) == (KEY.name, KEY.key_hash)
    assert note.raw == RAW
    assert signed_by(note, KEY, verify_signature)


def test_a_changed_text_is_no_longer_signed() -> None:
    changed = read_note(RAW.replace(b"problem,", b"problem;"))
    assert not signed_by(changed, KEY, verify_signature)


def test_a_key_of_the_same_name_but_another_hash_has_not_signed() -> None:
    assert not signed_by(read_note(RAW), VerifierKey(KEY.name, bytes(32)), verify_signature)


def test_signatures_of_unknown_keys_are_passed_over() -> None:
    other = SignatureLine("witness", b"abcd", b"x")
    note = Note(TEXT, (other, *read_note(RAW).signatures))
    assert signed_by(read_note(note.raw), KEY, verify_signature)


def test_a_wrong_signature_in_the_keys_name_spoils_the_right_one() -> None:
    wrong = SignatureLine(KEY.name, KEY.key_hash, bytes(64))
    note = Note(TEXT, (*read_note(RAW).signatures, wrong))
    assert not signed_by(note, KEY, verify_signature)


def test_the_text_ends_at_the_last_empty_line() -> None:
    note = sign_note("第一段\n\n第二段\n", FixedSigner())
    assert read_note(note.raw) == note
    assert note.raw.decode().startswith("第一段\n\n第二段\n\n— huanjie.local/village ")


def test_a_signature_stands_behind_its_key_hash() -> None:
    line = sign_note("a\n", FixedSigner()).signatures[0]
    encoded = line.text.rpartition(" ")[2]
    assert base64.b64decode(encoded) == line.key_hash + b"a" * 64


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "空行"),
        (RAW[:-1], "没有换行"),
        (TEXT.encode(), "空行"),
        (f"{TEXT}\n".encode(), "没有换行"),
        (f"{TEXT}\n\n".encode(), "没有换行"),
        (f"{TEXT}{LINE}\n".encode(), "空行"),
        (RAW.replace(b"\n", b"\r\n"), "空行"),
        (RAW.replace(b"you", b"\x00ou", 1), "控制符"),
        (RAW.replace(b"you", b"\tou", 1), "控制符"),
        (RAW.replace(b"you", b"\xffou", 1), "UTF-8"),
        (RAW.replace(b"you", b"\xed\xa0\x80ou", 1), "UTF-8"),
        (RAW.replace("—".encode(), b"-"), "开头"),
        (RAW.replace("— ".encode(), "—\u00a0".encode()), "开头"),
        (RAW.replace(b"PeterNeumann", b"Peter+Neumann"), "钥匙名"),
        (RAW.replace(b"PeterNeumann", "Peter\u3000Neumann".encode()), "钥匙名"),
        (RAW.replace(b"PeterNeumann ", b" "), "钥匙名"),
        (RAW.replace(b" x08go", b"x08go"), "缺少签名"),
        (RAW.replace(b" x08go", b"  x08go"), "base64"),
        (RAW.replace(b"JnAM=", b"JnAN="), "base64"),
        (RAW.replace(b"JnAM=", b"JnAM"), "base64"),
        (RAW.replace(b"JnAM=", b"JnAM=="), "base64"),
        (RAW.replace(b"x08go/", b"x08go_"), "base64"),
        ("a\n\n— name abcd\n".encode(), "过短"),
        ("a\n\n— name abcdeQ==\n".encode(), "过短"),
    ],
)
def test_what_the_definition_forbids_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_note(raw)


def test_a_fault_names_its_line() -> None:
    with pytest.raises(BadInput) as refused:
        read_note(RAW + b"x\n")
    assert refused.value.line == 5
    with pytest.raises(BadInput) as refused:
        read_note(RAW.replace(b"then", b"the\x07", 1))
    assert refused.value.line == 2


def test_a_note_has_at_least_sixteen_and_at_most_a_hundred_signatures() -> None:
    line = SignatureLine("witness", b"abcd", b"x")
    assert len(read_note(Note(TEXT, (line,) * 100).raw).signatures) == 100
    with pytest.raises(BadInput, match="1 至 100"):
        read_note(RAW + f"{line.text}\n".encode() * 100)
    with pytest.raises(BadInput, match="1 至 100"):
        Note(TEXT, ())


@pytest.mark.parametrize("text", ["", "no newline", "bell\x07\n", "\ud800\n", "tab\t\n"])
def test_a_text_that_no_note_can_carry_is_not_signed(text: str) -> None:
    with pytest.raises(BadInput):
        sign_note(text, FixedSigner())


@given(st.binary(max_size=200))
def test_whatever_is_read_is_written_back_the_same(raw: bytes) -> None:
    for candidate in (raw, raw + b"\n\n" + f"{LINE}\n".encode(), RAW + raw, raw + RAW):
        try:
            note = read_note(candidate)
        except BadInput:
            continue
        assert note.raw == candidate


@given(st.integers(0, len(RAW) - 1), st.integers(0, 255))
def test_no_changed_byte_of_a_signed_note_is_still_signed(at: int, byte: int) -> None:
    changed = RAW[:at] + bytes([byte]) + RAW[at + 1 :]
    if changed == RAW:
        return
    try:
        note = read_note(changed)
    except BadInput:
        return
    assert note.raw == changed
    assert not signed_by(note, KEY, verify_signature)
