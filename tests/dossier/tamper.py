"""How a tamperer works (篡改者): change a file, then the manifest, then the log, then the key."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.dossier.cast import NOW, chance

from huanjie.door.cursor import Cursor
from huanjie.door.jsontext import pretty
from huanjie.dossier import container
from huanjie.dossier.contents import CHECKPOINT, ENTRIES, KEY, MANIFEST, manifest
from huanjie.dossier.journal import Deed, entries_as_json, hashes_of, read_entries, record
from huanjie.dossier.verdict import Failure
from huanjie.dossier.verify import verify
from huanjie.protect.keys import KeyRing
from huanjie.protect.signature import fingerprint
from huanjie.protect.verifierkey import read_verifier_key
from huanjie.record.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from huanjie.record.merkle import root
from huanjie.record.note import Note, read_note

Files = dict[str, bytes]
Remake = Callable[[Files], Files]
VOTE = "/rounds/0/facts/contests/1/candidates/0/votes"


def unpacked(raw: bytes) -> Files:
    return container.read(raw)


def packed(files: Files) -> bytes:
    return container.write(files)


def changed(files: Files, name: str, pointer: str, value: Any) -> Files:
    """The files with one JSON value replaced, spelled as we spell JSON."""
    document = json.loads(files[name])
    *path, last = pointer.split("/")[1:]
    place = document
    for step in path:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[int(last) if isinstance(place, list) else last] = value
    return {**files, name: pretty(document).encode()}


def with_manifest(files: Files) -> Files:
    """…and the manifest made to agree."""
    return {**files, MANIFEST: manifest({n: r for n, r in files.items() if n != MANIFEST})}


def with_log(files: Files, *, signed_by: KeyRing | None = None) -> Files:
    """…and the whole log rewritten to agree, under the old signature or a new key's."""
    entries = read_entries(Cursor(json.loads(files[ENTRIES])))
    note = read_note(files[CHECKPOINT])
    files = _with_fingerprint(files, signed_by) if signed_by else files
    rounds = json.loads(files["count.json"])["rounds"]
    own = {n: r for n, r in files.items() if n != MANIFEST and not n.startswith("log/")}
    said = []
    for at, opened in enumerate(entries):
        payload = opened.opening.payload
        if opened.entry.deed == "round-counted":
            payload = rounds[at]
        if opened.entry.deed == "result-declared":
            declaration = json.loads(files["declaration.json"])
            payload = {"declaration": declaration, "files": hashes_of(own)}
        said.append(Deed(opened.entry.deed, opened.entry.role, payload))
    journal = record(said, now=NOW, random=chance(b"tamperer"))
    origin = read_checkpoint(note.text).origin
    checkpoint = Checkpoint(origin, len(journal), root(each.entry.leaf for each in journal))
    again = dict(files)
    again[ENTRIES] = pretty(entries_as_json(journal)).encode()
    if signed_by:
        again[CHECKPOINT] = sign_checkpoint(checkpoint, signed_by.signer()).raw
        again[KEY] = f"{signed_by.verifier_key().text}\n".encode()
    else:
        again[CHECKPOINT] = Note(checkpoint.text, note.signatures).raw
    return with_manifest(again)


def _with_fingerprint(files: Files, keys: KeyRing) -> Files:
    """Page and notice with the new key's fingerprint in place of the old one's."""
    old = fingerprint(read_verifier_key(files[KEY].decode().strip()).public_key).encode()
    new = keys.fingerprint.encode()
    return {name: raw.replace(old, new) for name, raw in files.items()}


def alone(files: Files) -> Files:
    """…and nothing else."""
    return files


def fails(files: Files, **how: Any) -> Failure:
    """What `verify` says of files that are not whole."""
    verdict = verify(packed(files), **how)
    assert not verdict.whole
    assert not verdict.good
    assert verdict.fails is not None
    return verdict.fails
