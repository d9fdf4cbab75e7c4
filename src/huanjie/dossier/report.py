"""The report (复核报告): how a verdict is printed, and the exit status that it earns.

`huanjie verify` and `verify.pyz` share it: 0 whole, and not signed by somebody else; 1 otherwise.
Bytes that are no dossier at all are bad input, status 2, and the caller's to print.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import pretty, read_bytes, read_text
from huanjie.dossier.verdict import Verdict
from huanjie.dossier.verify import verify
from huanjie.protect.keys import read_archive_key
from huanjie.protect.signature import names_a_key, signatures_available

WHOLE, NOT_WHOLE = 0, 1
_MARK: Final = {True: "[相符]", False: "[不符]", None: "[未做]"}
_SIGNER: Final = {
    "checked": "签署人已核对。",
    "not checked": "未核对签署人。",
    "other": "签署人不是所给的公钥！",
}


def verify_files(
    dossier: Path,
    *,
    key: str | None = None,
    sealed: Path | None = None,
    archive_key: Path | None = None,
) -> Verdict:
    """Verify a dossier on disk; `key` is the key itself or the path of a file that holds it."""
    try:
        return verify(
            read_bytes(dossier),
            key=None if key is None else key_text(key),
            sealed=None if sealed is None else read_bytes(sealed),
            archive_key=None if archive_key is None else _archive_key(archive_key),
        )
    except BadInput as fault:
        raise fault.within(file=str(dossier)) from None


def _archive_key(path: Path) -> bytes:
    """The key; nothing where no seal can be opened anyway, and the verdict will say so."""
    return read_archive_key(path) if signatures_available() else b""


def key_text(said: str) -> str:
    """What `--key` says: a fingerprint, a public key, or the text of a file that holds one."""
    text = said
    with suppress(OSError, ValueError):
        if Path(said).is_file():
            text = read_text(Path(said)).strip()
    if not names_a_key(text):
        says = f"“{shown(said)}”不是完整的指纹，也不是公钥，也不是公钥文件"
        raise BadInput(says, remedy="照公告上的指纹写全，或者给出 signing.pub")
    return text


def print_verdict(verdict: Verdict, as_json: bool) -> int:
    """Print a verdict for people or for programs; the exit status."""
    say_plainly()
    if as_json:
        sys.stdout.write(pretty(verdict.as_json()))
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines(verdict)))
    return WHOLE if verdict.good else NOT_WHOLE


def say_plainly() -> None:
    """Let a console that lacks a sign show its number, rather than break off."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def lines(verdict: Verdict) -> Iterator[str]:
    """The verdict for people: every step, the result, and the answer last."""
    for step in verdict.steps:
        yield f"{_MARK[step.ok]} {step.name}：{step.says}"
    yield ""
    yield from verdict.result
    if verdict.corrects:
        yield f"这是一份更正，原因：{verdict.corrects.reason}；批准：{verdict.corrects.approved_by}"
        yield f"被更正的卷宗 SHA-256：{verdict.corrects.replaces}"
    if verdict.fails:
        place = " ".join(filter(None, (verdict.fails.file or "dossier.zip", verdict.fails.pointer)))
        yield f"卷宗不完整，第一处不符：{place}"
        yield f"    {verdict.fails.says}"
    else:
        yield f"卷宗完整，{_SIGNER[verdict.signer]}"
