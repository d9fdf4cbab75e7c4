"""Sealing (封存卷宗): from a count to a dossier that a stranger can verify.

Everything is computed before a byte is written. The caller hands in the time and the chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from huanjie.domain.rounds import CountFile
from huanjie.door.jsontext import pretty
from huanjie.dossier import container, sealedpart
from huanjie.dossier.case import Case, years_touched
from huanjie.dossier.contents import (
    CHECKPOINT,
    ENTRIES,
    KEY,
    MANIFEST,
    contents,
    json_contents,
    manifest,
)
from huanjie.dossier.correction import Correction
from huanjie.dossier.journal import deeds, entries_as_json, hashes_of, record
from huanjie.dossier.publishable import publishable
from huanjie.dossier.sealedpart import HeldRecords
from huanjie.dossier.shipped import check_pack_is_in_force
from huanjie.law.applied import Law
from huanjie.protect.keys import KeyRing
from huanjie.record.checkpoint import Checkpoint, sign_checkpoint
from huanjie.record.merkle import root

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The time and the chance of a sealing (时间与随机数), handed in by the caller."""

    now: str
    """UTC, as 2026-06-28T09:30:00Z"""
    random: Random


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDossier:
    """卷宗: the public dossier, and sealed.zip where records were handed in."""

    public: bytes
    sealed: bytes | None
    sha256: str
    """of the public dossier: what a correction names"""


def seal_dossier(
    count: CountFile,
    law: Law,
    keys: KeyRing,
    chance: Chance,
    *,
    records: Iterable[Path | HeldRecords] = (),
    correction: Correction | None = None,
) -> SealedDossier:
    """Declare, count the records again, and seal both dossiers."""
    check_pack_is_in_force(count.election, law.pack)
    count = publishable(count, law.pack)
    case = Case(
        count=count,
        pack=law.pack,
        calendar=years_touched(count, law.pack, law.calendar),
        key=keys.verifier_key(),
        correction=correction,
    )
    sealed = _sealed(case, keys, chance, records)
    if sealed:
        case = case.with_sealed(sha256(sealed).hexdigest())
    public = _public(case, keys, chance)
    return SealedDossier(public=public, sealed=sealed, sha256=sha256(public).hexdigest())


def _sealed(
    case: Case, keys: KeyRing, chance: Chance, records: Iterable[Path | HeldRecords]
) -> bytes | None:
    gathered = sealedpart.gather(case.count, case.pack, records)
    if not gathered:
        return None
    return sealedpart.seal_records(
        gathered,
        origin=case.origin,
        archive_public_key=keys.archive_public_key,
        random=chance.random,
    )


def _public(case: Case, keys: KeyRing, chance: Chance) -> bytes:
    files = contents(case)
    said = deeds(json_contents(case), hashes_of(files), case.sealed_sha256)
    journal = record(said, now=chance.now, random=chance.random)
    checkpoint = Checkpoint(case.origin, len(journal), root(each.entry.leaf for each in journal))
    files |= {
        ENTRIES: pretty(entries_as_json(journal)).encode(),
        CHECKPOINT: sign_checkpoint(checkpoint, keys.signer()).raw,
        KEY: f"{case.key.text}\n".encode(),
    }
    return container.write({**files, MANIFEST: manifest(files)})
