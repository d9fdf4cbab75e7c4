"""Pictures for adjudicators' eyes (给人看的图像): drawn into the page itself, so that no address
gives a picture away; the boxes in doubt are framed.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.ballotform import Area, BallotForm, PaperSize
from huanjie.domain.scanned import DOUBTS, PageRead
from huanjie.office.polling.models import Round
from huanjie.office.scanning.machine import machine
from huanjie.office.scanning.sealing import content_of

_SIZES: Final[dict[PaperSize, tuple[int, int]]] = {"A4": (210, 297), "A5": (148, 210)}
"""millimetres, as the forms count them"""
_ROUND: Final = 1.5
"""millimetres around a box that its frame leaves"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One picture (一幅图像)."""

    file: str
    page: int
    doubts: tuple[str, ...]
    address: str
    """a data address: the picture itself; empty where it cannot be drawn"""
    width: int
    height: int
    """of the paper, where it was recognised; else 0"""
    frames: tuple[Area, ...]


def shown(
    round_: Round, pages: Iterable[PageRead], forms: Iterable[BallotForm]
) -> tuple[Shown, ...]:
    """These pages, each file opened once."""
    pages, by_key = list(pages), {form.key: form for form in forms}
    names = {page.file for page in pages}
    contents = {file.name: content_of(file) for file in round_.scan_files.filter(name__in=names)}
    return tuple(_one(page, by_key.get(page.form or ""), contents[page.file]) for page in pages)


def _one(read: PageRead, form: BallotForm | None, raw: bytes) -> Shown:
    unreadable = any(doubt.kind == "unreadable" for doubt in read.doubts)
    drawn = b"" if unreadable else machine().picture(raw, read.page, form)
    width, height = _SIZES[form.paper] if form else (0, 0)
    return Shown(
        file=read.file,
        page=read.page,
        doubts=tuple(_said(kind, says) for kind, says in _doubts(read)),
        address=f"data:image/jpeg;base64,{base64.b64encode(drawn).decode()}" if drawn else "",
        width=width,
        height=height,
        frames=tuple(_frames(read, form)) if form else (),
    )


def _doubts(read: PageRead) -> Iterable[tuple[str, str]]:
    return ((DOUBTS[doubt.kind], doubt.says) for doubt in dict.fromkeys(read.doubts))


def _said(kind: str, says: str) -> str:
    return f"{_(kind)}{_('：')}{says}" if says else _(kind)


def _frames(read: PageRead, form: BallotForm) -> Iterable[Area]:
    """The boxes in doubt, and every write-in line of a post whose line has ink."""
    if not 1 <= read.part <= len(form.pages):
        return
    page = form.pages[read.part - 1]
    doubted = {(box.contest, box.candidate) for box in read.boxes}
    for box in page.boxes:
        if (box.contest, box.candidate) in doubted:
            yield box.area.grown(_ROUND)
    for line in page.write_in:
        if (line.contest, None) in doubted or any(d.kind == "write-in" for d in read.doubts):
            yield line.area
