"""The journal (选举日志): the log of this one election, as a dossier carries it.

One entry a round, then one for the declaration, one for the sealed records where there are any,
one for a correction. Each entry is a salted commitment; the dossier opens them all, for it holds
nothing that may not be public.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical
from huanjie.record.entry import SALT_BYTES, Draft, Entry, Opening, commit, opens, read_entry
from huanjie.record.merkle import Tree, leaf_hash, verify_inclusion

COUNTED: Final = "round-counted"
DECLARED: Final = "result-declared"
SEALED: Final = "ballots-sealed"
CORRECTED: Final = "result-corrected"

SEALER: Final = "封存卷宗的人"
"""Who writes these entries, all at the moment of sealing: not those who counted or declared."""

ROLES: Final = {COUNTED: SEALER, DECLARED: SEALER, SEALED: SEALER}


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed (事项) with its role and its particulars, before it has a place in the log."""

    deed: str
    role: str
    payload: Any


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry of the journal with what opens it and its proof (已开示的条目)."""

    entry: Entry
    opening: Opening
    proof: tuple[bytes, ...]


def deeds(values: Mapping[str, Any], hashes: Mapping[str, str], sealed: str | None) -> list[Deed]:
    """What this election's log says, in order; `hashes` are those of every content file."""
    rounds = [Deed(COUNTED, SEALER, each) for each in values["count.json"]["rounds"]]
    declaration = {"declaration": values["declaration.json"], "files": dict(hashes)}
    said = [*rounds, Deed(DECLARED, SEALER, declaration)]
    if sealed:
        said.append(Deed(SEALED, SEALER, {"sha256": sealed}))
    correction = values.get("correction.json")
    if correction:
        said.append(Deed(CORRECTED, correction["approved_by"], correction))
    return said


def hashes_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The hash of each file, by name."""
    return {name: sha256(files[name]).hexdigest() for name in sorted(files)}


def record(said: list[Deed], *, now: str, random: Callable[[int], bytes]) -> list[Opened]:
    """Write the deeds into a log of their own; `random` gives the salts."""
    entries, openings = [], []
    for sequence, deed in enumerate(said):
        opening = Opening(random(SALT_BYTES), deed.payload)
        commitment = commit(opening.salt, opening.payload)
        draft = Draft(deed=deed.deed, role=deed.role, time=now, commitment=commitment)
        entries.append(draft.at(sequence))
        openings.append(opening)
    tree = Tree.of(entry.leaf for entry in entries)
    return [
        Opened(entry, opening, tree.inclusion_proof(entry.sequence))
        for entry, opening in zip(entries, openings, strict=True)
    ]


def entries_as_json(journal: list[Opened]) -> dict[str, Any]:
    """log/entries.json."""
    return {"entries": [_entry_as_json(opened) for opened in journal]}


def _entry_as_json(opened: Opened) -> dict[str, Any]:
    entry = opened.entry
    return {
        "leaf": {
            "commitment": entry.commitment.hex(),
            "deed": entry.deed,
            "role": entry.role,
            "sequence": entry.sequence,
            "time": entry.time,
        },
        "leaf_hash": leaf_hash(entry.leaf).hex(),
        "salt": opened.opening.salt.hex(),
        "payload": opened.opening.payload,
        "proof": [node.hex() for node in opened.proof],
    }


def read_entries(cursor: Cursor) -> list[Opened]:
    """The entries, each opened by its salt and payload; the first that does not open is named."""
    cursor.only("entries")
    return [_read(item, at) for at, item in enumerate(cursor.get("entries").items())]


def _read(item: Cursor, sequence: int) -> Opened:
    item.only("leaf", "leaf_hash", "salt", "payload", "proof")
    entry = _read_leaf(item.get("leaf"))
    if entry.sequence != sequence:
        item.get("leaf").get("sequence").refuse(f"这是第 {sequence} 条，序号却写 {entry.sequence}")
    if item.get("leaf_hash").value != leaf_hash(entry.leaf).hex():
        item.get("leaf_hash").refuse("叶的哈希与条目不符")
    opening = Opening(_hex(item.get("salt")), item.get("payload").value)
    if not opens(entry, opening):
        item.get("payload").refuse("内容与日志条目的承诺值不符")
    proof = tuple(_hex(node) for node in item.get("proof").items())
    return Opened(entry, opening, proof)


def _read_leaf(cursor: Cursor) -> Entry:
    """The leaf, spelled as the tree hashes it; a fault names the key."""
    cursor.only("commitment", "deed", "role", "sequence", "time")
    try:
        return read_entry(canonical(cursor.value))
    except BadInput as fault:
        return Cursor(None, cursor.pointer + fault.at).refuse(fault.says)


def _hex(cursor: Cursor) -> bytes:
    text = cursor.text()
    if len(text) != 2 * SALT_BYTES or not set(text) <= set("0123456789abcdef"):
        cursor.refuse(f"应为 {2 * SALT_BYTES} 个小写十六进制数字")
    return bytes.fromhex(text)


def first_not_included(journal: list[Opened], size: int, root: bytes) -> int | None:
    """The first entry whose proof does not lead to the root; None where all do."""
    for opened in journal:
        entry = opened.entry
        if not verify_inclusion(entry.leaf, entry.sequence, size, opened.proof, root):
            return entry.sequence
    return None
