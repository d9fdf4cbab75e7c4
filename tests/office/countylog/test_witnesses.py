"""Witnesses (见证人): whoever is known cosigns what was signed here, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests.office.countylog.conftest import COUNTY

from huanjie.office.countylog.checking import check_all
from huanjie.office.countylog.models import Checkpoint, Cosignature
from huanjie.protect.keys import open_or_create
from huanjie.protect.signature import Signer
from huanjie.record.cosignature import WitnessKey, cosign
from huanjie.record.note import Note, read_note


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Signer]:
    """A witness whose key the site knows."""
    signer = open_or_create(tmp_path / "witness").signer("witness.example/w1")
    file = Path(settings.HUANJIE_KEYS) / "witnesses.txt"
    file.write_text(f"# 见证人\n{WitnessKey(signer.name, signer.public_key).text}\n", "utf-8")
    yield signer
    file.unlink()


def send(note: str, *lines: str) -> tuple[int, str]:
    body = note + "".join(f"{line}\n" for line in lines)
    answer = Client(enforce_csrf_checks=True).post(
        f"/log/{COUNTY}/cosignatures/", body, content_type="text/plain"
    )
    return answer.status_code, answer.content.decode()


def cosigned(signer: Signer, note: str, time: int = 1_782_612_345) -> str:
    return cosign(read_note(note.encode()).text, signer, time=time).text


def test_a_witness_cosigns_and_the_published_checkpoint_carries_it(
    signed: Checkpoint, witness: Signer
) -> None:
    line = cosigned(witness, signed.note)
    assert send(signed.note, line) == (200, f"{signed.note}{line}\n")
    assert Client().get(f"/log/{COUNTY}/checkpoint").content.decode() == f"{signed.note}{line}\n"
    assert send(signed.note, cosigned(witness, signed.note, time=1_782_699_999))[0] == 200
    assert Cosignature.objects.get().line == line  # the first stays
    assert not list(check_all())
    assert "witness.example/w1" in Client().get("/log/").content.decode()


def test_a_stranger_cosigns_nothing(signed: Checkpoint, witness: Signer, tmp_path: Path) -> None:
    stranger = open_or_create(tmp_path / "stranger").signer("witness.example/w1")
    status, says = send(signed.note, cosigned(stranger, signed.note))
    assert (status, Cosignature.objects.count()) == (422, 0)
    assert "没有一行是本站认识的见证人的有效签名" in says


def test_a_checkpoint_that_was_never_signed_here_is_not_cosigned(
    signed: Checkpoint, witness: Signer
) -> None:
    note = read_note(signed.note.encode())
    other = Note(note.text.replace("\n1\n", "\n2\n"), note.signatures).raw.decode()
    status, says = send(other, cosigned(witness, other))
    assert (status, "不是本日志签发过的检查点" in says) == (422, True)


@pytest.mark.parametrize("body", ["", "x", "\x00", "— a b\n", "汉" * 9000])
def test_whatever_is_sent_in_place_of_a_cosignature_is_refused(
    signed: Checkpoint, body: str
) -> None:
    assert send(body)[0] in (413, 422)
