"""Checks of the files (核对文件): the manifest and every hash; at the end, every byte."""

from __future__ import annotations

from hashlib import sha256

from huanjie.door.cursor import Cursor
from huanjie.door.jsontext import pretty
from huanjie.dossier import container
from huanjie.dossier.check_log import check_log
from huanjie.dossier.contents import (
    ALWAYS,
    CORRECTION,
    ENTRIES,
    FORMAT,
    KEY,
    MANIFEST,
    contents,
    manifest,
)
from huanjie.dossier.examination import Broken, Examination, reading
from huanjie.dossier.journal import DECLARED
from huanjie.dossier.pinpoint import logged, pinpoint


def check_manifest(exam: Examination) -> str:
    """Every file that belongs here is here and has its hash, and no other file is."""
    with reading(MANIFEST):
        listed = _read_manifest(exam.cursor(MANIFEST))
    for name in sorted({*ALWAYS, *listed, *exam.files}):
        _check_presence(exam, name, listed)
    for at, (name, cursor) in enumerate(listed.items()):
        _check_file(exam, name, cursor, at)
    return f"{len(exam.files)} 个文件，哈希都与清单相符"


def _read_manifest(at: Cursor) -> dict[str, Cursor]:
    stated = at.get("format").whole()
    if stated != FORMAT:
        at.get("format").refuse(f"卷宗的格式是第 {stated} 版，本程序只认识第 {FORMAT} 版")
    at.only("format", "files")
    listed: dict[str, Cursor] = {}
    for item in at.get("files").items():
        item.only("file", "sha256", "size")
        name = item.get("file").text()
        if name in listed or name == MANIFEST:
            item.get("file").refuse("清单里不应再列这个文件")
        listed[name] = item
    return listed


def _check_presence(exam: Examination, name: str, listed: dict[str, Cursor]) -> None:
    if name not in exam.files:
        raise Broken(name, "", "卷宗里缺少这个文件")
    if name not in (*ALWAYS, CORRECTION):
        raise Broken(name, "", "卷宗里多出这个文件")
    if name != MANIFEST and name not in listed:
        raise Broken(name, "", "清单里没有这个文件")


def _check_file(exam: Examination, name: str, item: Cursor, at: int) -> None:
    raw = exam.files[name]
    digest = sha256(raw).hexdigest()
    if item.get("size").value == len(raw) and item.get("sha256").value == digest:
        return
    pinpoint(exam, name)
    if name.startswith("log/"):
        check_log(exam)
    elif not _logged_as(exam, name, digest):
        raise Broken(name, "", "内容与清单里的哈希不符，已被改动")
    key = "size" if item.get("sha256").value == digest else "sha256"
    raise Broken(MANIFEST, f"/files/{at}/{key}", f"清单与 {name} 不符，而 {name} 与日志相符")


def _logged_as(exam: Examination, name: str, digest: str) -> bool:
    """Whether the log knows the file as it is: then the manifest is what was changed."""
    try:
        return any(payload["files"].get(name) == digest for payload in logged(exam, DECLARED))
    except (Broken, LookupError, AttributeError, TypeError):
        return False


def check_hashes_in_log(exam: Examination) -> str:
    """Every content file is the one whose hash the declaration's entry holds."""
    payload = next(each for each in exam.journal if each.entry.deed == DECLARED).opening.payload
    hashes = payload["files"]
    own = [name for name in sorted(exam.files) if not name.startswith("log/") and name != MANIFEST]
    for name in own:
        if hashes.get(name) != sha256(exam.files[name]).hexdigest():
            pinpoint(exam, name)
            raise Broken(name, "", "内容与日志里记下的哈希不符，已被改动")
    for name in hashes:
        if name not in own:
            raise Broken(name, "", "日志里记下了这个文件，卷宗里却没有")
    return f"{len(own)} 个内容文件，哈希都与日志相符"


def check_rendered(exam: Examination) -> str:
    """Page and notice are what the data say, and nothing else."""
    for name, raw in contents(exam.case).items():
        if not name.endswith(".json") and exam.files[name] != raw:
            line = _first_line(exam.files[name], raw)
            raise Broken(name, "", f"第 {line} 行与按数据重新生成的不同")
    return "页面和公告与按数据重新生成的一致"


def _first_line(found: bytes, expected: bytes) -> int:
    pairs = zip(found.split(b"\n"), expected.split(b"\n"), strict=False)
    same = [one == other for one, other in pairs]
    return same.index(False) + 1 if False in same else len(same) + 1


def check_every_byte(exam: Examination) -> str:
    """Made again from its values, the dossier is the same to the byte."""
    again = contents(exam.case)
    again[ENTRIES] = pretty(exam.value(ENTRIES)).encode()
    again[KEY] = f"{exam.key.text}\n".encode()
    for name, raw in again.items():
        if exam.files.get(name) != raw:
            raise Broken(name, "", "意思没有变，但不是规范的写法")
    if exam.files[MANIFEST] != manifest({n: r for n, r in exam.files.items() if n != MANIFEST}):
        raise Broken(MANIFEST, "", "不是规范的写法")
    if not container.is_canonical(exam.raw, exam.files):
        raise Broken("", "", "文件都相符，但 ZIP 不是规范的写法：它被重新打包过")
    return "重新写一遍，每个字节都相同"
