"""The reader of papers (识读程序) as the site asks for it. It is heavy, so it is loaded when the
first file comes in; a test puts another in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from huanjie.domain.ballotform import BallotForm, FormPage
from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.scanned import PageRead
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.law.pack import RulePack
from huanjie.office import environment
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import election_file
from huanjie.office.polling.secondwords import second_of

if TYPE_CHECKING:
    from huanjie.paper.ballot_drawing import Wording
    from huanjie.paper.scan.forms import KnownPages
    from huanjie.paper.scan.limits import Limits

_THOUSAND: Final = 1000
"""limits are set in thousandths of a box"""
_VOTES: Final = 4
"""votes whose reader is kept ready: a town's polling day seldom has more at once"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A page for people's eyes (给人看的图像): a JPEG, the code on the paper covered; and where the
    picture is the whole paper laid flat, the page of the form, whose boxes lie at their places.
    """

    jpeg: bytes
    form: BallotForm | None = None
    page: FormPage | None = None


class Papers(Protocol):
    """The papers of one vote (一次投票的选票): their forms, and what reads and shows them."""

    @property
    def forms(self) -> tuple[BallotForm, ...]:
        """Every form that they may have been printed in."""

    def read_file(self, name: str, raw: bytes, /) -> Iterator[PageRead]:
        """Every page in its order; what cannot be read is a page with that doubt."""

    def picture(self, raw: bytes, page: int, /) -> Drawn | None:
        """One page of a file; None where there is no picture."""


Machine = Callable[[ElectionFile, RulePack, SecondLanguage | None], Papers]
"""What makes the papers of a vote out of the vote's own file, its law and its second language."""


class PrintedPapers:
    """The papers as our own press prints them."""

    def __init__(
        self, file: ElectionFile, pack: RulePack, second: SecondLanguage | None = None
    ) -> None:
        from huanjie.paper.ballot_drawing import Wording
        from huanjie.paper.ballot_forms import every_form

        self.forms: Final = every_form(file)
        self._wording = Wording(election=file, pack=pack, second=second)

    def read_file(self, name: str, raw: bytes) -> Iterator[PageRead]:
        """By the reader of `huanjie scan`."""
        from huanjie.paper.scan.reader import Reader

        return Reader(self._known, limits=_limits()).read_file(name, raw)

    def picture(self, raw: bytes, page: int) -> Drawn | None:
        """Upright and laid flat where the paper was found."""
        from huanjie.paper.scan.showing import show

        shown = show(raw, page, self._known)
        if shown is None:
            return None
        if shown.known is None:
            return Drawn(jpeg=shown.jpeg)
        return Drawn(jpeg=shown.jpeg, form=shown.known.form, page=shown.known.page)

    @property
    def _known(self) -> KnownPages:
        """Every page that may be met: made once for a vote, for each is printed to be known."""
        return _known_pages(_Kept(tuple(form.key for form in self.forms), self._wording))


class _Kept:
    """A vote told from others by the keys of its forms and its second language: what was collected
    is nothing to them.
    """

    def __init__(self, keys: tuple[str, ...], wording: Wording) -> None:
        self.keys, self.wording = keys, wording

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Kept):
            return NotImplemented
        return (other.keys, other.wording.second) == (self.keys, self.wording.second)

    def __hash__(self) -> int:
        return hash(self.keys)


def _limits() -> Limits:
    """The site's settings: in thousandths of a box, how much is blank and how much is a mark."""
    from huanjie.paper.scan.limits import Limits

    otherwise = Limits()
    blank, marked = (
        environment.number(name, round(share * _THOUSAND), least=1, most=_THOUSAND - 1) / _THOUSAND
        for name, share in (
            ("HUANJIE_SCAN_BLANK", otherwise.blank),
            ("HUANJIE_SCAN_MARKED", otherwise.marked),
        )
    )
    return Limits(blank=blank, marked=marked)


@lru_cache(maxsize=_VOTES)
def _known_pages(kept: _Kept) -> KnownPages:
    from huanjie.paper.scan.forms import known_pages

    return known_pages(kept.wording)


_installed: list[Machine] = [PrintedPapers]


def papers_of(election: Election, round_: Round) -> Papers:
    """The papers of a vote."""
    second = second_of(election, round_.number)
    return _installed[0](election_file(election, round_), law_of(election).pack, second)


def install(other: Machine) -> Machine:
    """Put another in its place; the answer is the one before."""
    before = _installed[0]
    _installed[:] = [other]
    return before
