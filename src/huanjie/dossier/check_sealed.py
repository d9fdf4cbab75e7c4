"""Checks of the sealed part (核对封存部分): its hash, and, with the archive key, its counts."""

from __future__ import annotations

from hashlib import sha256

from huanjie.door.fault import BadInput
from huanjie.dossier import container
from huanjie.dossier.check_log import NO_CRYPTOGRAPHY
from huanjie.dossier.contents import COUNT
from huanjie.dossier.examination import Broken, Examination, NotDone, reading
from huanjie.dossier.recount import Votes, groups, recount
from huanjie.dossier.sealedpart import SealedFile, open_records, read_about
from huanjie.exchange.cvr import read_lines
from huanjie.protect.signature import signatures_available

SEALED_ZIP = "sealed.zip"


def check_sealed(exam: Examination) -> str:
    """The sealed part is the one that was logged; opened, it bears the counts out."""
    logged = exam.case.sealed_sha256
    if exam.sealed is None:
        return NotDone("没有给出封存部分，未核对" if logged else "这份卷宗没有封存部分")
    if logged is None:
        raise Broken(SEALED_ZIP, "", "这份卷宗没有封存部分")
    if sha256(exam.sealed).hexdigest() != logged:
        raise Broken(SEALED_ZIP, "", "与日志里记下的哈希不符：不是同一个文件，或已被改动")
    if exam.archive_key is None:
        return "哈希与日志相符；没有给出归档私钥，未开启"
    if not signatures_available():
        return f"哈希与日志相符；{NO_CRYPTOGRAPHY}，也无法开启"
    return _check_records(exam, exam.sealed, exam.archive_key)


def _check_records(exam: Examination, sealed: bytes, archive_key: bytes) -> str:
    with reading(SEALED_ZIP):
        files = container.read(sealed)
        listed = read_about(files, exam.case.origin)
    allowed = groups(exam.count).values()
    for each in listed:
        if each.votes not in allowed:
            raise Broken(SEALED_ZIP, "", f"{each.name} 的轮次与 {COUNT} 不符")
        _check_file(exam, each, files[each.name], archive_key)
    return f"哈希与日志相符；按单票记录重新计票，{_titles(listed)}都一致"


def _titles(listed: list[SealedFile]) -> str:
    """The rounds in one breath, then whose revotes."""
    rounds = tuple(i for each in listed if each.votes.revote is None for i in each.votes.rounds)
    votes = [Votes(rounds=rounds)] if rounds else []
    votes += [each.votes for each in listed if each.votes.revote is not None]
    return "、".join(dict.fromkeys(each.title for each in votes))


def _check_file(exam: Examination, each: SealedFile, raw: bytes, archive_key: bytes) -> None:
    with reading(each.name):
        lines = open_records(raw, archive_key, origin=exam.case.origin, name=each.name)
        records = list(read_lines(lines, file=each.name))
    try:
        differs = recount(exam.count, exam.case.pack, each.votes, records)
    except BadInput as fault:
        raise Broken(each.name, fault.at, f"单票记录不能计票：{fault.says}") from None
    if differs:
        says = differs.difference.says("按单票记录重算")
        raise Broken(COUNT, differs.difference.pointer, f"{differs.vote.title}：{says}")
