"""What the reader knows of a form (识读的准备): its points, its zones, how it looks printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from huanjie.domain.ballotform import BallotForm, FormPage
from huanjie.paper.ballot_drawing import Wording, table_area
from huanjie.paper.ballot_forms import MEASURES
from huanjie.paper.ballot_print import Press, print_ballots
from huanjie.paper.scan.corners import Grey
from huanjie.paper.scan.sampling import Plan, plan_of
from huanjie.paper.scan.zones import ZonePlan, zones_of

FINE = 6
"""Points a millimetre at which a doubtful page is looked at."""
_BLANK_CODE = "0" * 16


@dataclass(frozen=True, eq=False)
class KnownPage:
    """A page that may be met (已知的一页)."""

    form: BallotForm
    page: FormPage
    plan: Plan
    zones: ZonePlan
    printed: Grey
    """the table as it comes from the press, `FINE` points a millimetre"""


def known_pages(
    wording: Wording, *, press: Press | None = None
) -> dict[tuple[str, int], KnownPage]:
    """Every page of every size of the election's ballots, by form and page."""
    known = {}
    for size in MEASURES:
        forms = print_ballots(wording, _one_each(wording), paper=size, press=press or Press())
        for made in forms:
            tables = _tables(made.form, made.pdf)
            for part, (page, printed) in enumerate(
                zip(made.form.pages, tables, strict=True), start=1
            ):
                known[made.form.key, part] = _known(made.form, page, printed)
    return known


def _one_each(wording: Wording) -> Sequence[Sequence[str]]:
    papers = 1 if wording.election.single_ballot else len(wording.election.contests)
    return [[_BLANK_CODE]] * papers


def _tables(form: BallotForm, pdf: bytes) -> Iterable[Grey]:
    """The table of each printed page."""
    area = table_area(form)
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            grey = page.render(scale=FINE * 25.4 / 72, grayscale=True).to_numpy()
            grey = grey.reshape(grey.shape[:2])
            top, left = round(area.y * FINE), round(area.x * FINE)
            yield np.array(
                grey[top : top + round(area.h) * FINE, left : left + round(area.w) * FINE],
                np.uint8,
            )


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
