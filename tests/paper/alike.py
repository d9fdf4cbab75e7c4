"""A paper's Word and its PDF (同一份文书的 Word 和 PDF): every word of either, in its order."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pypdfium2 as pdfium
from docx.table import Table
from docx.text.paragraph import Paragraph


def bare(text: str) -> str:
    """A text without whatever a line's end or a column leaves between two signs."""
    return re.sub(r"\s", "", text)


def word_says(raw: bytes) -> str:
    """Every word of a .docx, cells that are one said once."""
    inside = docx.Document(io.BytesIO(raw)).iter_inner_content()
    return bare("".join(text for each in inside for text in _texts(each)))


def _texts(each: Paragraph | Table) -> list[str]:
    if isinstance(each, Paragraph):
        return [each.text]
    return [cell.text for row in each.rows for cell in dict.fromkeys(row.cells)]


def pages_say(raw: bytes) -> list[str]:
    """Every word of each page of a .pdf, without the page's number."""
    with pdfium.PdfDocument(raw) as made:
        texts = [bare(page.get_textpage().get_text_bounded()) for page in made]
    return [text.removesuffix(f"—{number}—") for number, text in enumerate(texts, 1)]


def pdf_says(raw: bytes) -> str:
    """Every word of a .pdf."""
    return "".join(pages_say(raw))


def assert_alike(word: Any, pdf: Any) -> None:
    """Both answers hand out a file, under one name, and say the same."""
    assert (word.status_code, pdf.status_code) == (200, 200)
    assert pdf["Content-Type"] == "application/pdf"
    name = word["Content-Disposition"].removesuffix('.docx"')
    assert pdf["Content-Disposition"] == f'{name}.pdf"'
    assert pdf_says(pdf.content) == word_says(word.content)
