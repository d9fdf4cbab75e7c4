"""The reader of papers (识读程序) as the site asks for it. It is heavy, so it is loaded when the
first file comes in; a test puts another in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from huanjie.domain.ballotform import BallotForm
from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.scanned import PageRead
from huanjie.law.pack import RulePack

if TYPE_CHECKING:
    from huanjie.paper.ballot_drawing import Wording

_READERS: Final = 4
"""votes whose reader is kept ready: a town's polling day seldom has more at once"""


class Reader(Protocol):
    """Reads the pages of files (识读), each page for itself."""

    def read_file(self, name: str, raw: bytes, /) -> Iterator[PageRead]:
        """Every page in its order; what cannot be read is a page with that doubt."""


class Machine(Protocol):
    """What can be done with papers and their pictures (选票版面、识读、图像)."""

    def forms(self, file: ElectionFile, /) -> tuple[BallotForm, ...]:
        """Every form that the papers of a vote may have been printed in."""

    def reader(self, file: ElectionFile, pack: RulePack, /) -> Reader:
        """A reader that knows these forms."""

    def picture(self, raw: bytes, page: int, form: BallotForm | None, /) -> bytes:
        """A JPEG of one page, upright, the code on the paper blanked out."""


class PaperMachine:
    """The one that the papers are printed with."""

    def forms(self, file: ElectionFile) -> tuple[BallotForm, ...]:
        """In every size."""
        from huanjie.paper.ballot_forms import every_form

        return every_form(file)

    def reader(self, file: ElectionFile, pack: RulePack) -> Reader:
        """The reader of `huanjie scan`, made once for a vote."""
        from huanjie.paper.ballot_drawing import Wording

        return _reader(_Asked(self.forms(file), Wording(election=file, pack=pack)))

    def picture(self, raw: bytes, page: int, form: BallotForm | None) -> bytes:
        """For adjudicators' eyes."""
        drawn: bytes = import_module("huanjie.paper.scan.picture").page_picture(raw, page, form)
        return drawn


class _Asked:
    """A vote's papers, told from others by the keys of their forms: what was collected of them is
    nothing to a reader.
    """

    def __init__(self, forms: tuple[BallotForm, ...], wording: Wording) -> None:
        self.keys, self.wording = tuple(form.key for form in forms), wording

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.keys == self.keys

    def __hash__(self) -> int:
        return hash(self.keys)


@lru_cache(maxsize=_READERS)
def _reader(asked: _Asked) -> Reader:
    from huanjie.paper.scan.forms import known_pages
    from huanjie.paper.scan.reader import Reader as PaperReader

    return PaperReader(known_pages(asked.wording))


_installed: list[Machine] = [PaperMachine()]


def machine() -> Machine:
    """What reads the papers."""
    return _installed[0]


def install(other: Machine) -> Machine:
    """Put another in its place; the answer is the one before."""
    before = _installed[0]
    _installed[:] = [other]
    return before
