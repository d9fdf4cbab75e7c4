"""Witnesses (见证人): whose cosignatures are taken, and taking one.

`keys/witnesses.txt` lists their public keys, one a line; a line that begins with # is a remark.
Who is a witness is the operator's choice: it stands beside the keys and not in the database.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from huanjie.door.fault import BadInput
from huanjie.door.jsontext import read_text
from huanjie.office.countylog.models import Checkpoint, Cosignature
from huanjie.office.deeds.models import Log
from huanjie.protect.signature import verify_signature
from huanjie.record.checkpoint import read_checkpoint
from huanjie.record.cosignature import WitnessKey, cosigned_at, read_witness_key
from huanjie.record.note import Note, read_note

FILE: Final = "witnesses.txt"
LARGEST: Final = 20_000
"""bytes of a cosigned checkpoint; one with fifty witnesses is smaller"""


def witness_keys() -> tuple[WitnessKey, ...]:
    """The witnesses that this site knows; none where the file is not there."""
    path = Path(settings.HUANJIE_KEYS) / FILE
    lines = read_text(path).splitlines() if path.exists() else []
    told = [line.strip() for line in lines]
    return tuple(read_witness_key(line) for line in told if line and not line.startswith("#"))


def take_cosignatures(log: Log, raw: bytes) -> Checkpoint:
    """Keep the cosignatures of a checkpoint of ours (收下见证签名); the answer is the checkpoint.

    `raw` is the published note with the witness's lines under it. BadInput where it is no
    checkpoint of this log, or where no line in it is that of a known witness and holds. A witness
    who sends another line for the same checkpoint keeps the first.
    """
    note = read_note(raw)
    checkpoint = _signed(log, note)
    found = list(_holding(note))
    if not found:
        raise BadInput(
            "没有一行是本站认识的见证人的有效签名", remedy="请运行本站的人把见证人公钥加进名单"
        )
    for witness, line, time in found:
        Cosignature.objects.get_or_create(
            checkpoint=checkpoint,
            witness=witness,
            defaults={"line": line, "seen_at": datetime.datetime.fromtimestamp(time, datetime.UTC)},
        )
    return checkpoint


def _signed(log: Log, note: Note) -> Checkpoint:
    state = read_checkpoint(note.text)
    found = log.checkpoints.filter(size=state.size).first()
    if not found or read_note(found.note.encode()).text != note.text:
        raise BadInput("这不是本日志签发过的检查点", remedy="取本站公布的检查点再签")
    return found


def _holding(note: Note) -> list[tuple[str, str, int]]:
    """Witness, line and time of each line that holds; a time far from ours is the witness's own."""
    tried = (
        (key.name, line.text, cosigned_at(note.text, line, key, verify_signature))
        for key in witness_keys()
        for line in note.signatures
    )
    return [(name, line, time) for name, line, time in tried if time and time < _YEAR_3000]


_YEAR_3000: Final = 32_503_680_000


def published(checkpoint: Checkpoint) -> str:
    """The checkpoint as anybody gets it (公布的检查点): the note, with every cosignature."""
    lines = (each.line for each in checkpoint.cosignatures.all())
    return checkpoint.note + "".join(f"{line}\n" for line in lines)
