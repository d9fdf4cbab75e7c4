"""The reader of papers (识读程序) as the site asks for it. It is heavy, so it is loaded when the
first file comes in; a test puts another in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, Final, Protocol

from huanjie.domain.ballotform import BallotForm, PaperSize
from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.scanned import PageRead

SIZES: Final[tuple[PaperSize, ...]] = ("A4", "A5")


class Reader(Protocol):
    """Reads the pages of files (识读), each page for itself."""

    def read_file(self, name: str, raw: bytes, /) -> Iterator[PageRead]:
        """Every page in its order; what cannot be read is a page with that doubt."""


class Machine(Protocol):
    """What can be done with papers and their pictures (选票版面、识读、图像)."""

    def forms(self, file: ElectionFile, /) -> tuple[BallotForm, ...]:
        """Every form that the papers of a vote may have been printed in."""

    def reader(self, forms: Sequence[BallotForm], /) -> Reader:
        """A reader that knows these forms."""

    def picture(self, raw: bytes, page: int, form: BallotForm | None, /) -> bytes:
        """A JPEG of one page, upright, the code on the paper blanked out."""


class PaperMachine:
    """The one that the papers are printed with."""

    def forms(self, file: ElectionFile) -> tuple[BallotForm, ...]:
        """In both sizes, in Chinese alone and in two languages."""
        ballot_forms: Any = import_module("huanjie.paper.ballot_forms").ballot_forms
        return tuple(
            form
            for size in SIZES
            for bilingual in (False, True)
            for form in ballot_forms(file, paper=size, bilingual=bilingual)
        )

    def reader(self, forms: Sequence[BallotForm]) -> Reader:
        """The reader of `huanjie scan`."""
        reader: Reader = import_module("huanjie.paper.scan.reader").Reader(forms)
        return reader

    def picture(self, raw: bytes, page: int, form: BallotForm | None) -> bytes:
        """For adjudicators' eyes."""
        drawn: bytes = import_module("huanjie.paper.scan.picture").page_picture(raw, page, form)
        return drawn


_installed: list[Machine] = [PaperMachine()]


def machine() -> Machine:
    """What reads the papers."""
    return _installed[0]


def install(other: Machine) -> Machine:
    """Put another in its place; the answer is the one before."""
    before = _installed[0]
    _installed[:] = [other]
    return before
