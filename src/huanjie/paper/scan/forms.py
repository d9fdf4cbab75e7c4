"""What the reader knows of a form (识读的准备): its points, its zones, how it looks printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pypdfium2 as pdfium

from huanjie.domain.ballotform import CODE_ALPHABET, CODE_SIGNS, BallotForm, FormPage
from huanjie.paper.ballot_drawing import Wording, table_area
from huanjie.paper.ballot_forms import FormKind, forms_by_kind, papers_of
from huanjie.paper.ballot_print import Press, print_ballots
from huanjie.paper.scan.raster import INCH, Grey, cut, of_page
from huanjie.paper.scan.sampling import Plan, plan_of
from huanjie.paper.scan.zones import ZonePlan, zones_of

FINE: Final = 6
"""Points a millimetre at which a doubtful page is looked at."""
_BLANK_CODE: Final = CODE_ALPHABET[0] * CODE_SIGNS
"""The code of a sheet that is printed to be known, and never handed out."""


@dataclass(frozen=True, eq=False)
class KnownPage:
    """A page that may be met (已知的一页)."""

    form: BallotForm
    page: FormPage
    plan: Plan
    zones: ZonePlan
    printed: Grey
    """the table as it comes from the press, `FINE` points a millimetre"""


KnownPages = Mapping[tuple[str, int], KnownPage]
"""Every page that may be met, by its form's key and its place in the ballot."""


class _Pages(Mapping[tuple[str, int], KnownPage]):
    """The pages of every kind of ballot of an election; a kind is printed when it is first met."""

    def __init__(self, wording: Wording, press: Press) -> None:
        self._wording, self._press = wording, press
        self._kinds: dict[str, FormKind] = {}
        self._forms: dict[tuple[str, int], BallotForm] = {}
        self._known: dict[tuple[str, int], KnownPage] = {}
        election = wording.election
        bilingual = wording.second is not None
        for kind, forms in forms_by_kind(election, bilingual=bilingual).items():
            for form in forms:
                self._kinds[form.key] = kind
                for part in range(1, len(form.pages) + 1):
                    self._forms[form.key, part] = form

    def __getitem__(self, place: tuple[str, int]) -> KnownPage:
        if place not in self._known:
            self._print(self._kinds[place[0]])
        return self._known[place]

    def __contains__(self, place: object) -> bool:
        return place in self._forms

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)

    def _print(self, kind: FormKind) -> None:
        paper, bilingual, symbols = kind
        wording = self._wording if bilingual else replace(self._wording, second=None)
        codes = [[_BLANK_CODE]] * len(papers_of(wording.election))
        made = print_ballots(wording, codes, paper=paper, press=self._press, symbols=symbols)
        pages = [
            (form, part, page)
            for form, _ in made.sheets
            for part, page in enumerate(form.pages, start=1)
        ]
        for (form, part, page), printed in zip(pages, _printed(made.pdf), strict=True):
            self._known[form.key, part] = _known(form, page, _table(form, printed))


def known_pages(wording: Wording, *, press: Press | None = None) -> KnownPages:
    """Every page of every kind of the election's ballots, by form and page."""
    return _Pages(wording, press or Press())


def _printed(pdf: bytes) -> Iterator[Grey]:
    """Every page as a perfect scanner would see it, `FINE` points a millimetre."""
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            yield of_page(page, dpi=FINE * INCH)


def _table(form: BallotForm, page: Grey) -> Grey:
    """The table of a printed page."""
    return page[cut(table_area(form), density=FINE)].copy()


def _known(form: BallotForm, page: FormPage, printed: Grey) -> KnownPage:
    rows, columns = printed.shape[0] // FINE, printed.shape[1] // FINE
    coarse = printed.reshape(rows, FINE, columns, FINE).mean(axis=(1, 3)).astype(np.uint8)
    return KnownPage(
        form=form,
        page=page,
        plan=plan_of(page),
        zones=zones_of(form, page, coarse),
        printed=printed,
    )
