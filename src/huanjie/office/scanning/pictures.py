"""Pictures for adjudicators' eyes (给人看的图像): drawn into the page itself, so that no address
gives a picture away; the boxes in doubt are framed.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.ballotform import Area, FormPage, PaperSize
from huanjie.domain.scanned import DOUBTS, PageRead
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.scanning.machine import Drawn, papers_of
from huanjie.office.scanning.sealing import content_of
from huanjie.office.scanning.work import word_of

_SIZES: Final[dict[PaperSize, tuple[int, int]]] = {"A4": (210, 297), "A5": (148, 210)}
"""millimetres, as the forms count them"""
_ROUND: Final = 1.5
"""millimetres around a box that its frame leaves"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One picture (一幅图像)."""

    word: str
    """tells it from the others on a page"""
    file: str
    page: int
    doubts: tuple[str, ...]
    address: str
    """a data address: the picture itself; empty where it cannot be drawn"""
    width: int
    height: int
    """of the paper, where the picture is it laid flat; else 0"""
    frames: tuple[Area, ...]


def shown(election: Election, round_: Round, pages: Sequence[PageRead]) -> tuple[Shown, ...]:
    """These pages, each file opened once."""
    papers = papers_of(election, round_)
    files = round_.scan_files.filter(name__in={page.file for page in pages})
    contents = {file.name: content_of(file) for file in files}
    return tuple(_one(page, papers.picture(contents[page.file], page.page)) for page in pages)


def _one(read: PageRead, drawn: Drawn | None) -> Shown:
    jpeg = base64.b64encode(drawn.jpeg).decode() if drawn else ""
    width, height = _SIZES[drawn.form.paper] if drawn and drawn.form else (0, 0)
    return Shown(
        word=word_of((read.place,)),
        file=read.file,
        page=read.page,
        doubts=tuple(_said(kind, says) for kind, says in _doubts(read)),
        address=f"data:image/jpeg;base64,{jpeg}" if jpeg else "",
        width=width,
        height=height,
        frames=tuple(_frames(read, drawn.page)) if drawn and drawn.page else (),
    )


def _doubts(read: PageRead) -> Iterable[tuple[str, str]]:
    return ((DOUBTS[doubt.kind], doubt.says) for doubt in dict.fromkeys(read.doubts))


def _said(kind: str, says: str) -> str:
    return f"{_(kind)}{_('：')}{says}" if says else _(kind)


def _frames(read: PageRead, page: FormPage) -> Iterable[Area]:
    """The boxes in doubt, and every write-in line of a post whose line has ink."""
    doubted = {(box.contest, box.candidate) for box in read.boxes}
    for box in page.boxes:
        if (box.contest, box.candidate) in doubted:
            yield box.area.grown(_ROUND)
    for line in page.write_in:
        if (line.contest, None) in doubted or any(d.kind == "write-in" for d in read.doubts):
            yield line.area
