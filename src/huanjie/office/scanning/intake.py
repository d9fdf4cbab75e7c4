"""Taking in files of pictures (上传选票图像): read before anything is kept, and refused in a
sentence that names the file.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from django.conf import settings

from huanjie.domain.scanned import PageRead
from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.scanning.machine import papers_of

MOST_PAGES_A_FILE: Final = 500
"""Pages of one file: a stack that a scanner takes at once, and a request that ends."""
LONGEST_NAME: Final = 80
"""signs of a file's name, its end counted first"""
KINDS: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf")
"""What a scanner or a phone writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file whose pages were read (读过的文件); shown and told from others by its hash alone."""

    name: str
    sha256: str
    raw: bytes = field(repr=False)
    pages: tuple[PageRead, ...] = field(repr=False)


def read_upload(election: Election, round_: Round, *, name: str, raw: bytes) -> ReadFile:
    """Read every page; BadInput where the file is too large, too long or no picture at all."""
    shown = plain_name(name)
    _check_file(shown, raw)
    pages: list[PageRead] = []
    for page in papers_of(election, round_).read_file(shown, raw):
        if len(pages) == MOST_PAGES_A_FILE:
            raise BadInput(
                f"“{shown}”超过 {MOST_PAGES_A_FILE} 页", at="pictures", remedy="分成几个文件上传"
            )
        pages.append(page)
    if all(_is_unreadable(page) for page in pages):
        raise BadInput(
            f"“{shown}”读不出图像：{_why(pages)}",
            at="pictures",
            remedy="打开看一看，重新扫描再上传；这个文件没有留下",
        )
    return ReadFile(name=shown, sha256=hashlib.sha256(raw).hexdigest(), raw=raw, pages=tuple(pages))


def plain_name(name: str) -> str:
    """The file's own name without folders, signs that nobody sees and loose spaces."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    seen = "".join(sign for sign in last if sign.isprintable()).strip()
    return seen[-LONGEST_NAME:].strip() or "扫描"


def _check_file(name: str, raw: bytes) -> None:
    if not raw:
        raise BadInput(f"“{name}”是空的", at="pictures", remedy="重新扫描再上传")
    if len(raw) > settings.LARGEST_UPLOAD:
        most = settings.LARGEST_UPLOAD // 2**20
        raise BadInput(f"“{name}”超过 {most} MB", at="pictures", remedy="分成几个文件上传")
    if not name.lower().endswith(KINDS):
        raise BadInput(
            f"“{name}”不是图像，也不是 PDF",
            at="pictures",
            remedy=f"可以上传的文件：{'、'.join(KINDS)}",
        )


def _is_unreadable(page: PageRead) -> bool:
    return any(doubt.kind == "unreadable" for doubt in page.doubts)


def _why(pages: list[PageRead]) -> str:
    """What the reader says of the first page."""
    said = (doubt.says for page in pages for doubt in page.doubts if doubt.kind == "unreadable")
    return next(filter(None, said), "文件坏了，或者里面没有图像")
