"""Signatures and how a key is read aloud."""

from __future__ import annotations

import base64
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.fault import BadInput
from huanjie.protect.signature import (
    fingerprint,
    matches_fingerprint,
    signatures_available,
    verify_signature,
)
from huanjie.protect.suite import SUITE, Suite
from huanjie.protect.verifierkey import VerifierKey

PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
    "d25bf5f0595bbe24655141438e7a100b"
)
"""The first test of RFC 8032, 7.1: the signature over nothing."""


def test_the_published_signature_holds() -> None:
    assert signatures_available()
    assert verify_signature(PUBLIC, b"", SIGNATURE)


@pytest.mark.parametrize(
    ("public_key", "message", "signature"),
    [
        (PUBLIC, b"x", SIGNATURE),
        (PUBLIC, b"", SIGNATURE[:-1]),
        (PUBLIC, b"", b""),
        (PUBLIC, b"", bytes(64)),
        (PUBLIC[:-1], b"", SIGNATURE),
        (b"", b"", SIGNATURE),
        (bytes(32), b"", SIGNATURE),
        (b"\xff" * 32, b"", SIGNATURE),
    ],
)
def test_anything_else_is_a_plain_no(public_key: bytes, message: bytes, signature: bytes) -> None:
    assert verify_signature(public_key, message, signature) is False


def test_the_suite_is_ed25519() -> None:
    assert SUITE is Suite.ED25519
    assert (SUITE.note_byte, SUITE.public_key_bytes) == (b"\x01", 32)


def test_the_fingerprint_is_eight_groups_of_four() -> None:
    assert fingerprint(PUBLIC) == "21fe-31df-a154-a261-626b-f854-046f-d227"


@pytest.mark.parametrize(
    "text",
    [
        "21fe-31df-a154-a261-626b-f854-046f-d227",
        "21FE 31DF A154 A261 626B F854 046F D227",
        "21fe31dfa154a261626bf854046fd227",
        " 21fe:31df:a154:a261:626b:f854:046f:d227\n",
        "２１ＦＥ－３１ｄｆ　ａ１５４－ａ２６１－６２６ｂ－ｆ８５４－０４６ｆ－ｄ２２７",
        "21fe—31df—a154—a261—626b—f854—046f—d227",
        PUBLIC.hex(),
        PUBLIC.hex().upper(),
        base64.b64encode(PUBLIC).decode(),
        base64.b64encode(PUBLIC).decode().rstrip("=") + "\n",
        VerifierKey("huanjie", PUBLIC).text,
        VerifierKey("another-name", PUBLIC).text + "\n",
    ],
)
def test_a_key_is_known_by_its_fingerprint_or_by_itself(text: str) -> None:
    assert matches_fingerprint(PUBLIC, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " - ",
        "21fe-31df-a154-a261-626b-f854-046f",
        "21fe",
        "21fe-31df-a154-a261-626b-f854-046f-d228",
        "21fe-31df-a154-a261-626b-f854-046f-d227-21fe",
        PUBLIC.hex()[:-1],
        PUBLIC[:31].hex(),
        base64.b64encode(PUBLIC).decode().lower(),
        base64.b64encode(bytes(32)).decode(),
        VerifierKey("huanjie", bytes(32)).text,
        VerifierKey("huanjie", PUBLIC).text.replace("huanjie", "huanjie2"),
        "\x00",
    ],
)
def test_nothing_less_and_nothing_else_is_that_key(text: str) -> None:
    assert matches_fingerprint(PUBLIC, text) is False


@given(st.text())
def test_no_text_breaks_the_comparison(text: str) -> None:
    assert matches_fingerprint(PUBLIC, text) is False


def test_without_cryptography_the_room_opens_and_says_so() -> None:
    script = (
        "import sys; sys.modules['cryptography'] = None\n"
        "import huanjie.protect, huanjie.protect.suite, huanjie.protect.verifierkey\n"
        "import huanjie.protect.seal, huanjie.protect.keys, huanjie.record.store\n"
        "from huanjie.protect import signature\n"
        "print(signature.signatures_available(), signature.fingerprint(bytes(32))[:4])\n"
        "try: signature.verify_signature(bytes(32), b'', b'')\n"
        "except signature.BadInput as fault: print(fault.remedy)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == ["False 6668", "pip install cryptography"]


def test_importing_the_room_does_not_load_cryptography() -> None:
    script = (
        "import sys, huanjie.protect.keys, huanjie.protect.seal, huanjie.record.checkpoint\n"
        "print('cryptography' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"


def test_the_fault_without_cryptography_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "cryptography"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    assert not signatures_available()
    with pytest.raises(BadInput, match="没有安装 cryptography"):
        verify_signature(PUBLIC, b"", SIGNATURE)
