"""The contents of a Word file (目录): a line for every chapter that leads to it, and its page.

Only who lays the pages out knows their numbers, so each is a field (PAGEREF) that is left empty:
LibreOffice fills it in when it opens the file, Word when it shows the print preview, prints, or
makes a PDF. It is not marked as out of date (`w:dirty`, `updateFields`), for then Word asks
whoever opens the file a question that frightens him, whether fields that may refer to other files
are to be brought up to date. Nor are the lines inside a field of Word's own (TOC): LibreOffice
takes what stands in one for finished, and would show no number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from huanjie.paper import dress
from huanjie.paper.blocks import Block, Contents
from huanjie.paper.word_cells import element
from huanjie.paper.word_text import say

_PLACE: Final = "_Toc{:04d}"
"""the name of a chapter's place in the file; Word shows none that begins so"""


def add_contents(document: Docx, block: Contents) -> None:
    """A heading that is no chapter itself, then a line for every chapter."""
    say(dress.put_on(document.add_paragraph(), dress.CONTENTS), "目　录")
    for number, chapter in enumerate(block.chapters):
        paragraph = dress.put_on(document.add_paragraph(), dress.FORMS["fact"])
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(dress.ROOM, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        say(paragraph, chapter)
        paragraph.add_run("\t")
        _page_of(paragraph, _PLACE.format(number))
        _lead_to(paragraph, _PLACE.format(number))


def mark_chapters(document: Docx, blocks: Iterable[Block]) -> None:
    """Name the place of every chapter that the contents lead to."""
    chapters = [each for block in blocks if isinstance(block, Contents) for each in block.chapters]
    if not chapters:
        return
    paragraphs = (each for each in document.paragraphs if dress.wears(each, dress.HEADINGS[1]))
    heads = {paragraph.text: paragraph for paragraph in paragraphs}
    for number, chapter in enumerate(chapters):
        own = heads[chapter]._p
        first = element("w:bookmarkStart", {"w:id": number, "w:name": _PLACE.format(number)})
        last = element("w:bookmarkEnd", {"w:id": number})
        own.insert_element_before(first, "w:r")
        own.append(last)


def _page_of(paragraph: Paragraph, place: str) -> None:
    """The field that is the page of a place, empty until somebody lays out the pages."""
    for kind in ("begin", "separate", "end"):
        paragraph.add_run()._r.append(element("w:fldChar", {"w:fldCharType": kind}))
        if kind == "begin":
            words = element("w:instrText", {"xml:space": "preserve"})
            words.text = f" PAGEREF {place} \\h "
            paragraph.add_run()._r.append(words)


def _lead_to(paragraph: Paragraph, place: str) -> None:
    """Make the whole line a link to a place."""
    link = element("w:hyperlink", {"w:anchor": place, "w:history": "1"})
    runs: list[Run] = list(paragraph.runs)
    runs[0]._r.addprevious(link)
    for run in runs:
        link.append(run._r)
