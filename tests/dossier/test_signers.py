"""Who signed (签名人): the old signature, another key, a broken one, none that can be checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossier import cast
from tests.dossier.conftest import Sealing
from tests.dossier.tamper import VOTE, Files, changed, fails, with_log, with_manifest

from huanjie.dossier import check_log
from huanjie.dossier.build import Chance, seal_dossier
from huanjie.dossier.verify import verify
from huanjie.law.applied import Law
from huanjie.protect.keys import KeyRing


def test_a_rewritten_log_under_the_old_signature_is_found(files: Files) -> None:
    failure = fails(with_log(changed(files, "declaration.json", "/final/chair/0", "qian")))
    assert failure.file == "log/checkpoint"
    assert "签名" in failure.says


def test_a_whole_dossier_of_another_signer_is_whole_and_not_good(
    sealing: Sealing, law: Law, other_keys: KeyRing
) -> None:
    """A tamperer who counts anew and signs with a key of his own is known by the key alone."""
    count = cast.by_hand(sealing.count)
    forged = seal_dossier(count, law, other_keys, Chance(now=cast.NOW, random=cast.chance())).public
    verdict = verify(forged)
    assert verdict.whole
    assert verdict.signer == "not checked"
    verdict = verify(forged, key=sealing.keys.fingerprint)
    assert verdict.whole
    assert not verdict.good
    assert verdict.signer == "other"


def test_the_log_key_exchanged_alone_is_a_bad_signature(files: Files, other_keys: KeyRing) -> None:
    files["log/key"] = f"{other_keys.verifier_key().text}\n".encode()
    failure = fails(with_manifest(files))
    assert failure.file == "log/checkpoint"


def test_a_broken_signature_is_found_with_and_without_a_key(sealing: Sealing, files: Files) -> None:
    lines = files["log/checkpoint"].decode().split("\n")
    lines[-2] = lines[-2][:-10] + ("A" if lines[-2][-10] != "A" else "B") + lines[-2][-9:]
    files["log/checkpoint"] = "\n".join(lines).encode()
    for key in (None, sealing.keys.fingerprint):
        assert fails(with_manifest(files), key=key).file == "log/checkpoint"


@pytest.mark.parametrize(
    "spelling",
    [
        lambda keys: keys.fingerprint,
        lambda keys: keys.fingerprint.upper().replace("-", " "),
        lambda keys: keys.signing_public_key.hex(),
        lambda keys: (keys.folder / "signing.pub").read_text(),
        lambda keys: keys.verifier_key().text,
    ],
)
def test_a_key_is_known_in_every_spelling(
    sealing: Sealing, other_keys: KeyRing, spelling: Callable[[KeyRing], str]
) -> None:
    assert verify(sealing.public, key=spelling(sealing.keys)).signer == "checked"
    assert verify(sealing.public, key=spelling(other_keys)).signer == "other"


@given(key=st.text(max_size=100))
def test_no_text_that_is_not_the_key_passes_for_it(sealing: Sealing, key: str) -> None:
    assert verify(sealing.public, key=key).signer == "other"


def test_without_cryptography_all_else_is_checked(
    sealing: Sealing, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_log, "signatures_available", lambda: False)
    verdict = verify(sealing.public, key=sealing.keys.fingerprint)
    assert verdict.good
    assert verdict.signer == "not checked"
    assert any("签名未核对（缺少 cryptography）" in step.says for step in verdict.steps)
    assert fails(changed(files, "count.json", VOTE, 41)).pointer == VOTE
    assert verify(sealing.public, key="0000-0000").signer == "other"
