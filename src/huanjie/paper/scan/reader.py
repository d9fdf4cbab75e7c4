"""The reader (识读): from a file's pictures to what each page shows, quickly where all is clear,
with care where it is not, and never by a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.scanned import Doubt, PageRead
from huanjie.paper.scan.careful import read_carefully
from huanjie.paper.scan.forms import KnownPages
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.look import Look
from huanjie.paper.scan.pictures import Picture, pictures_in
from huanjie.paper.scan.quick import place, read_quickly
from huanjie.paper.scan.raster import Grey


class Reader:
    """Reads the ballots of one vote (一次投票的识读); `known` is every page that may be met."""

    def __init__(self, known: KnownPages, *, limits: Limits | None = None) -> None:
        self.known = known
        self.limits = limits or Limits()

    def read_file(self, name: str, raw: bytes) -> Iterator[PageRead]:
        """Every page of a file; one that cannot be read is a page in doubt, never a fault."""
        for picture in pictures_in(raw):
            yield self.read_picture(name, picture)

    def read_picture(self, name: str, picture: Picture) -> PageRead:
        """One page."""
        if picture.fault:
            return _unread(name, picture.page, picture.fault)
        half = picture.half()
        if half is None:
            return _unread(name, picture.page, "图像已损坏，请重新扫描或者重新传送")
        return self._look(picture, half).named(name, picture.page)

    def _look(self, picture: Picture, half: Grey) -> Look:
        """Quickly where that is enough, with care else."""
        placed = place(half, self.known)
        look = read_quickly(half, placed, self.limits) if placed else None
        if look:
            return look
        whole = picture.whole()
        if whole is None:
            return read_carefully(half, self.known, self.limits)
        return read_carefully(whole, self.known, self.limits, placed=placed)


def _unread(name: str, page: int, why: str) -> PageRead:
    doubt = Doubt(kind="unreadable", says=why)
    return PageRead(file=name, page=page, marks={}, doubts=(doubt,))
