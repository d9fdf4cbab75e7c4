"""Checking a dossier in the browser (网上复核): the same `verify` as the command line's.

Nothing is stored. Bytes that are no dossier at all are refused (BadInput); a damaged dossier gets a
verdict.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext as _

from huanjie.door.fault import BadInput
from huanjie.dossier import pyz
from huanjie.dossier.verdict import Verdict
from huanjie.dossier.verify import verify

FIELD = "dossier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """verify.pyz (复核程序) as this site ships it."""

    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """One step of the check (复核步骤); `ok` is None where it was not done."""

    name: str
    ok: bool | None
    says: str


@cache
def program() -> Program:
    """The program, made once: the same sources make the same bytes."""
    content = pyz.build()
    return Program(content=content, sha256=sha256(content).hexdigest())


def check(raw: bytes, *, fingerprint: str = "") -> Verdict:
    """The verdict on an uploaded dossier; BadInput at its field where it is none."""
    try:
        _check_is_no_bomb(raw)
        return verify(raw, key=fingerprint or None)
    except BadInput as fault:
        says = f"{fault.file}：{fault.says}" if fault.file else fault.says
        remedy = fault.remedy or "选择 dossier.zip，不要解开或者改名后重新压缩"
        raise BadInput(says, at=FIELD, remedy=remedy) from None


def _check_is_no_bomb(raw: bytes) -> None:
    """A dossier is not compressed: nothing that is opened may be larger than what may come in."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as container:
            size = sum(member.file_size for member in container.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return  # the verifier says what is wrong with it
    if size > settings.LARGEST_UPLOAD:
        raise BadInput("这个 ZIP 解开后过大，不是卷宗", remedy="不要打开它，重新取得 dossier.zip")


def steps_of(verdict: Verdict) -> Iterator[StepShown]:
    """Every step in the words of the page; the first one is always the reading of the file."""
    for at, step in enumerate(verdict.steps):
        name = _(step.name) if at else _("读取容器")
        yield StepShown(name=name, ok=step.ok, says=step.says)
