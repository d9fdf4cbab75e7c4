"""Checks of the log (核对日志): openings, leaves, proofs, root, signature, and who signed."""

from __future__ import annotations

from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import decode
from huanjie.dossier import journal
from huanjie.dossier.contents import CHECKPOINT, CORRECTION, COUNT, ENTRIES, KEY
from huanjie.dossier.examination import Broken, Examination, NotDone, compare, reading
from huanjie.dossier.hand_counts import hand_counts
from huanjie.dossier.journal import Opened, first_not_included, read_entries
from huanjie.dossier.pinpoint import LOG, compare_rounds, pinpoint
from huanjie.exchange.count import read_count
from huanjie.protect.signature import (
    fingerprint,
    matches_fingerprint,
    signatures_available,
    verify_signature,
)
from huanjie.protect.verifierkey import read_verifier_key
from huanjie.record.checkpoint import Checkpoint, read_checkpoint
from huanjie.record.merkle import root
from huanjie.record.note import Note, read_note, signed_by

NO_CRYPTOGRAPHY: Final = "签名未核对（缺少 cryptography）"


def check_log(exam: Examination) -> str:
    """The log is whole, opens, and is the one that the checkpoint binds."""
    with reading(KEY):
        exam.key = read_verifier_key(decode(_file(exam, KEY)).removesuffix("\n"))
    exam.journal = _journal(exam)
    with reading(CHECKPOINT):
        note = read_note(_file(exam, CHECKPOINT))
        checkpoint = read_checkpoint(note.text)
    _check_tree(exam.journal, checkpoint)
    _check_deeds(exam.journal)
    signed = _check_signature(exam, note)
    return f"{len(exam.journal)} 条，开示、证明和根值都相符；{signed}"


def _file(exam: Examination, name: str) -> bytes:
    if name not in exam.files:
        raise Broken(name, "", "卷宗里缺少这个文件")
    return exam.files[name]


def _journal(exam: Examination) -> list[Opened]:
    try:
        with reading(ENTRIES):
            return read_entries(exam.cursor(ENTRIES))
    except Broken as broken:
        if broken.failure.pointer.endswith("/payload"):
            pinpoint(exam, ENTRIES)
        raise


def _check_tree(entries: list[Opened], checkpoint: Checkpoint) -> None:
    if checkpoint.extensions:
        raise Broken(CHECKPOINT, "", "检查点有多余的行")
    size = len(entries)
    if checkpoint.size != size:
        raise Broken(CHECKPOINT, "", f"检查点说日志有 {checkpoint.size} 条，实有 {size} 条")
    own = root(opened.entry.leaf for opened in entries)
    unproven = first_not_included(entries, size, own)
    if own != checkpoint.root and unproven is None:
        raise Broken(CHECKPOINT, "", "检查点的根值与日志条目不符")
    missing = first_not_included(entries, size, checkpoint.root)
    if missing is not None:
        raise Broken(ENTRIES, f"/entries/{missing}/proof", "包含证明到不了检查点的根值")


def _check_deeds(entries: list[Opened]) -> None:
    """The log says what this election's log says, and nothing else."""
    deeds = [opened.entry.deed for opened in entries]
    rounds = deeds.count(journal.COUNTED)
    expected = [journal.COUNTED] * rounds + [journal.DECLARED]
    expected += [deed for deed in (journal.SEALED, journal.CORRECTED) if deed in deeds]
    compare(ENTRIES, deeds, expected, "这一条应当", "/entries")
    for at, opened in enumerate(entries):
        with reading(ENTRIES):
            _check_deed(opened, Cursor(opened.opening.payload, f"/entries/{at}/payload"), at)


def _check_deed(opened: Opened, payload: Cursor, at: int) -> None:
    entry, roles = opened.entry, journal.ROLES
    match entry.deed:
        case journal.DECLARED:
            payload.only("declaration", "files")
            for _, digest in payload.get("files").entries():
                digest.text()
        case journal.SEALED:
            payload.only("sha256")
            payload.get("sha256").text()
        case journal.CORRECTED:
            roles = {**roles, journal.CORRECTED: payload.get("approved_by").text()}
    compare(ENTRIES, entry.role, roles[entry.deed], "应当", f"/entries/{at}/leaf/role")


def _check_signature(exam: Examination, note: Note) -> str:
    if not signatures_available():
        return NO_CRYPTOGRAPHY
    if not signed_by(note, exam.key, verify_signature):
        raise Broken(CHECKPOINT, "", "不是卷宗所附公钥的有效签名")
    exam.signature_checked = True
    return "签名是所附公钥的有效签名"


def payload_of(exam: Examination, deed: str) -> Any:
    """The particulars of a deed that is logged once at most; None where it is not."""
    return next((o.opening.payload for o in exam.journal if o.entry.deed == deed), None)


def check_rounds(exam: Examination) -> str:
    """count.json has the rounds that the log has."""
    payloads = [o.opening.payload for o in exam.journal if o.entry.deed == journal.COUNTED]
    with reading(COUNT):
        stated = [item.value for item in exam.cursor(COUNT).get("rounds").items()]
        compare_rounds(stated, payloads)
        # The reader makes the facts again from the sheets of a hand count.
        exam.count = read_count(exam.cursor(COUNT))
    by_hand = sum(1 for round_ in exam.count.rounds for _ in hand_counts(round_))
    sheets = f"；手工计票 {by_hand} 次，都与两人的计票单相符" if by_hand else ""
    return f"{len(payloads)} 轮，与日志相符{sheets}"


def check_correction_logged(exam: Examination) -> None:
    """A correction stands in the log and in its file, or in neither."""
    payload = payload_of(exam, journal.CORRECTED)
    if (payload is None) != (CORRECTION not in exam.files):
        raise Broken(CORRECTION, "", "更正说明与日志不符：两处应当都有，或者都没有")
    if payload is not None:
        compare(CORRECTION, exam.value(CORRECTION), payload, LOG)


def check_signer(exam: Examination) -> str:
    """Who signed: a key that the caller trusts, another, or one that nobody was asked about."""
    print_ = fingerprint(exam.key.public_key)
    unchecked = "" if exam.signature_checked else f"；{NO_CRYPTOGRAPHY}"
    if exam.key_asked is None:
        return NotDone(f"没有给出公钥，未核对签署人；所附公钥的指纹 {print_}{unchecked}")
    if not _is_key(exam.key.public_key, exam.key_asked):
        exam.signer = "other"
        return f"签署人不是所给的公钥（所给的须是完整的指纹或公钥）；所附公钥的指纹 {print_}"
    if not exam.signature_checked:
        return NotDone(NO_CRYPTOGRAPHY)
    exam.signer = "checked"
    return f"签署人是所给的公钥，指纹 {print_}"


def _is_key(public_key: bytes, asked: str) -> bool:
    try:
        return matches_fingerprint(public_key, asked)
    except (BadInput, ValueError):
        return False
