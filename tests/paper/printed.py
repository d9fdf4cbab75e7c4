"""Printed pages (印出的选票) as a test looks at them: their words, fonts and ink."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from unittest import mock

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from huanjie.domain.ballotform import PaperSize
from huanjie.paper import ballot_print
from huanjie.paper.ballot_drawing import DrawnPage, Rule, Wording, draw
from huanjie.paper.ballot_forms import papers_of
from huanjie.paper.ballot_print import Press, Printed, print_ballots
from huanjie.paper.fonts import OWN
from huanjie.paper.scan.raster import Grey

CODE: Final = "K7M2PX4C9QW3D8FA"
PRESS: Final = Press()
OWN_FONTS: Final = OWN.is_dir() and any(OWN.glob("NotoSerifSC*"))


def print_one(wording: Wording, paper: PaperSize = "A4", **what: Any) -> Printed:
    """One sheet of every form of an election."""
    codes = [[CODE] for _ in papers_of(wording.election)]
    return print_ballots(wording, codes, paper=paper, **{"press": PRESS} | what)


def words_in(pdf: bytes) -> str:
    """The text layer of every page (文字层)."""
    with pdfium.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def fonts_in(pdf: bytes) -> dict[str, bool]:
    """Every font that a text is set in, and whether its file is in the PDF."""
    with pdfium.PdfDocument(pdf) as document:
        return dict(_fonts(document))


def _fonts(document: pdfium.PdfDocument) -> Iterator[tuple[str, bool]]:
    for page in document:
        for each in page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_TEXT]):
            font = pdfium_raw.FPDFTextObj_GetFont(each)
            name = ctypes.create_string_buffer(200)
            pdfium_raw.FPDFFont_GetBaseFontName(font, name, 200)
            yield name.value.decode(), pdfium_raw.FPDFFont_GetIsEmbedded(font) == 1


def page_at(pdf: bytes, dpi: int, page: int = 0) -> Grey:
    """A page as a perfect scanner would see it."""
    with pdfium.PdfDocument(pdf) as document:
        grey = document[page].render(scale=dpi / 72, grayscale=True).to_numpy()
        return np.array(grey.reshape(grey.shape[:2]), np.uint8)


def words_alone(wording: Wording, paper: PaperSize) -> tuple[bytes, list[list[Rule]]]:
    """A print without its lines, and page by page the lines that it would have."""
    lines: list[list[Rule]] = []

    def without_lines(*asked: Any) -> Iterator[DrawnPage]:
        for page in draw(*asked):
            lines.append(list(page.rules))
            yield replace(page, rules=())

    with mock.patch.object(ballot_print, "draw", without_lines):
        return print_one(wording, paper).pdf, lines
