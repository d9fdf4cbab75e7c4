"""Checkpoints: the published example, one spelling, and signed or refused."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.fault import BadInput
from huanjie.protect.keys import open_or_create
from huanjie.protect.signature import verify_signature
from huanjie.record.checkpoint import (
    Checkpoint,
    open_checkpoint,
    read_checkpoint,
    sign_checkpoint,
)
from huanjie.record.merkle import EMPTY_ROOT
from huanjie.record.note import read_note

PUBLISHED = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGz\
Gku9nTo+zyWE+xeMcTOAYQ8=
"""
"""The example of https://c2sp.org/tlog-checkpoint."""
ROOT = base64.b64encode(bytes(32)).decode()


def test_the_published_checkpoint_is_read() -> None:
    checkpoint = read_checkpoint(read_note(PUBLISHED.encode()).text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.root[:2].hex() == "0ac5"
    assert checkpoint.text == PUBLISHED.partition("\n\n")[0] + "\n"


@pytest.mark.parametrize(
    "text",
    [
        f"village\n1\n{ROOT}",
        "village\n1\n",
        f"\n1\n{ROOT}\n",
        f"village\n01\n{ROOT}\n",
        f"village\n-1\n{ROOT}\n",
        f"village\n+1\n{ROOT}\n",
        f"village\n1_0\n{ROOT}\n",
        f"village\n１\n{ROOT}\n",
        f"village\n1.0\n{ROOT}\n",
        f"village\n \n{ROOT}\n",
        f"village\n{2**63}\n{ROOT}\n",
        f"village\n1\n{ROOT[:-1]}\n",
        f"village\n1\n{ROOT[:-4]}AA==\n",
        f"village\n1\n {ROOT}\n",
        f"village\n1\n{ROOT}\n\n",
        f"village\n1\n{ROOT}\n\nextension\n",
        f"village\r\n1\n{ROOT}\n",
        f"village\n0\n{ROOT}\n",
    ],
)
def test_what_the_definition_forbids_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_checkpoint(text)


def test_an_extension_line_is_kept_as_it_is() -> None:
    text = f"village\n1\n{ROOT}\nextension 1\n"
    assert read_checkpoint(text).extensions == ("extension 1",)
    assert read_checkpoint(text).text == text


@pytest.mark.parametrize(
    ("origin", "size", "root"),
    [("", 1, bytes(32)), ("a\nb", 1, bytes(32)), ("a", -1, bytes(32)), ("a", 1, bytes(31))],
)
def test_a_checkpoint_that_could_not_be_read_back_is_not_made(
    origin: str, size: int, root: bytes
) -> None:
    with pytest.raises(BadInput):
        Checkpoint(origin, size, root)


@given(st.text(), st.integers(), st.binary(min_size=32, max_size=32))
def test_what_can_be_made_can_be_read(origin: str, size: int, root: bytes) -> None:
    try:
        checkpoint = Checkpoint(origin, size, root)
    except BadInput:
        return
    assert read_checkpoint(checkpoint.text) == checkpoint


@given(st.text(alphabet="a1=\n +0/", max_size=80))
def test_whatever_is_read_is_written_back_the_same(text: str) -> None:
    try:
        checkpoint = read_checkpoint(text)
    except BadInput:
        return
    assert checkpoint.text == text


def test_a_signed_checkpoint_opens_with_its_key_alone(tmp_path: Path) -> None:
    ours, other = open_or_create(tmp_path / "ours"), open_or_create(tmp_path / "other")
    checkpoint = Checkpoint("huanjie.local/village", 0, EMPTY_ROOT)
    raw = sign_checkpoint(checkpoint, ours.signer()).raw
    assert open_checkpoint(raw, ours.verifier_key(), verify_signature) == checkpoint
    for key in (other.verifier_key(), ours.verifier_key("another-name")):
        with pytest.raises(BadInput, match="有效签名"):
            open_checkpoint(raw, key, verify_signature)
