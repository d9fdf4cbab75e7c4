"""Pictures for adjudicators' eyes (给人看的图像): drawn into the page itself, so that no address
gives a picture away; the boxes in doubt are framed.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.ballotform import Area, FormPage
from huanjie.domain.scanned import DOUBTS, Doubt, PageRead
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.scanning.machine import Drawn, papers_of
from huanjie.office.scanning.sealing import content_of
from huanjie.office.scanning.work import word_of
from huanjie.paper.ballot_measures import MEASURES

_ROUND: Final = 1.5
"""millimetres around a box that its frame leaves"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """One picture (一幅图像)."""

    word: str
    """tells it from the others on a page"""
    file: str
    page: int
    doubts: tuple[str, ...]
    address: str
    """a data address: the picture itself; empty where it cannot be drawn"""
    width: float
    height: float
    """of the paper in millimetres, where the picture is it laid flat; else 0"""
    frames: tuple[Area, ...]
    """of the boxes and lines in doubt, in millimetres on that paper"""


def shown(election: Election, round_: Round, pages: Sequence[PageRead]) -> tuple[ShownPage, ...]:
    """These pages, each file opened once."""
    papers = papers_of(election, round_)
    files = round_.scan_files.filter(name__in={page.file for page in pages})
    contents = {file.name: content_of(file) for file in files}
    return tuple(_one(page, papers.picture(contents[page.file], page.page)) for page in pages)


def _one(read: PageRead, drawn: Drawn | None) -> ShownPage:
    jpeg = base64.b64encode(drawn.jpeg).decode() if drawn else ""
    own = MEASURES[drawn.form.paper] if drawn and drawn.form else None
    return ShownPage(
        word=word_of((read.place,)),
        file=read.file,
        page=read.page,
        doubts=tuple(_in_words(doubt) for doubt in dict.fromkeys(read.doubts)),
        address=f"data:image/jpeg;base64,{jpeg}" if jpeg else "",
        width=own.width if own else 0,
        height=own.height if own else 0,
        frames=tuple(_frames(read, drawn.page)) if drawn and drawn.page else (),
    )


def _in_words(doubt: Doubt) -> str:
    """A reason in the language of the page; its particulars are as the reader says them."""
    kind = _(DOUBTS[doubt.kind])
    return f"{kind}{_('：')}{doubt.says}" if doubt.says else kind


def _frames(read: PageRead, page: FormPage) -> Iterable[Area]:
    """The boxes in doubt, and every write-in line of a post whose line has ink."""
    doubted = {(box.contest, box.candidate) for box in read.boxes}
    for box in page.boxes:
        if (box.contest, box.candidate) in doubted:
            yield box.area.grown(_ROUND)
    for line in page.write_in:
        if (line.contest, None) in doubted or any(d.kind == "write-in" for d in read.doubts):
            yield line.area
