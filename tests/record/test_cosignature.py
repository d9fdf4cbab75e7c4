"""Cosignatures (见证签名): who saw a checkpoint and when, as the C2SP definition writes it."""

from __future__ import annotations

import base64
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from huanjie.door.fault import BadInput
from huanjie.protect.keys import open_or_create
from huanjie.protect.signature import Signer, verify_signature
from huanjie.protect.verifierkey import VerifierKey
from huanjie.record.cosignature import WitnessKey, cosign, cosigned_at, read_witness_key
from huanjie.record.note import SignatureLine, read_note

TEXT = "huanjie.local/330329000000\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
AT = 1_782_612_345


@pytest.fixture
def witness(tmp_path: Path) -> Signer:
    return open_or_create(tmp_path / "keys").signer("witness.example/w1")


@pytest.fixture
def key(witness: Signer) -> WitnessKey:
    return WitnessKey(witness.name, witness.public_key)


def test_a_cosignature_says_when_the_checkpoint_was_seen(witness: Signer, key: WitnessKey) -> None:
    line = cosign(TEXT, witness, time=AT)
    assert cosigned_at(TEXT, line, key, verify_signature) == AT


def test_the_line_is_that_of_the_definition(witness: Signer, key: WitnessKey) -> None:
    line = cosign(TEXT, witness, time=AT)
    assert line.key_hash == sha256(b"witness.example/w1\n\x04" + witness.public_key).digest()[:4]
    time, signature = line.signature[:8], line.signature[8:]
    assert time == AT.to_bytes(8, "big")
    message = f"cosignature/v1\ntime {AT}\n{TEXT}".encode()
    assert verify_signature(witness.public_key, message, signature)
    assert read_note(f"{TEXT}\n{line.text}\n".encode()).signatures == (line,)


def test_the_example_of_the_definition_is_read_with_its_time() -> None:
    encoded = (
        "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZ"
        "qhf5nNo0xUe+mbIUBkBIfZ+qnA=="
    )
    raw = base64.b64decode(encoded)
    assert (len(raw), int.from_bytes(raw[4:12], "big")) == (76, 1_679_315_147)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: replace(line, name="witness.example/w2"),
        lambda line: replace(line, key_hash=b"\x00\x00\x00\x00"),
        lambda line: replace(line, signature=line.signature[:-1]),
        lambda line: replace(line, signature=line.signature + b"\x00"),
        lambda line: replace(line, signature=b"\x00" * 8 + line.signature[8:]),
        lambda line: replace(line, signature=b"\xff" * 8 + line.signature[8:]),
        lambda line: replace(line, signature=line.signature[:-1] + b"\x00"),
    ],
)
def test_a_line_with_one_thing_changed_says_nothing(
    witness: Signer,
    key: WitnessKey,
    spoil: object,
) -> None:
    line: SignatureLine = spoil(cosign(TEXT, witness, time=AT))  # type: ignore[operator]
    assert cosigned_at(TEXT, line, key, verify_signature) is None


def test_a_cosignature_of_one_checkpoint_is_none_of_another(
    witness: Signer, key: WitnessKey
) -> None:
    line = cosign(TEXT, witness, time=AT)
    assert cosigned_at(TEXT.replace("\n3\n", "\n4\n"), line, key, verify_signature) is None


def test_a_witness_key_is_one_line_and_read_back(key: WitnessKey) -> None:
    assert read_witness_key(key.text) == key


def test_a_key_that_signs_notes_is_no_witness_key(key: WitnessKey) -> None:
    with pytest.raises(BadInput, match="不是见证人公钥"):
        read_witness_key(VerifierKey(key.name, key.public_key).text)


def test_a_slip_of_copying_a_witness_key_is_refused(key: WitnessKey) -> None:
    with pytest.raises(BadInput, match="校验值不符"):
        read_witness_key(key.text.replace("w1", "w2", 1))
