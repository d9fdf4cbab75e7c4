"""The contents of a Word file (目录): Word's own field, filled with the chapters beforehand.

Only who lays the pages out knows their numbers. The list is right as it stands; where a program
brings its fields up to date, the page numbers come in.
"""

from __future__ import annotations

from typing import Any, Final

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from huanjie.paper import dress
from huanjie.paper.blocks import Contents
from huanjie.paper.word_text import say

_OF_CHAPTERS: Final = 'TOC \\o "1-1" \\h \\z \\u'


def add_contents(document: Docx, block: Contents) -> None:
    """A heading that is no chapter itself, then the field with a line for every chapter."""
    head = dress.put_on(document.add_paragraph(), dress.CONTENTS)
    say(head, "目　录")
    lines = [dress.put_on(document.add_paragraph(), dress.FORMS["fact"]) for _ in block.chapters]
    _mark(lines[0], "begin")
    _instruct(lines[0])
    _mark(lines[0], "separate")
    for paragraph, chapter in zip(lines, block.chapters, strict=True):
        say(paragraph, chapter)
    _mark(lines[-1], "end")


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark: Any = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if kind == "begin":
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)


def _instruct(paragraph: Paragraph) -> None:
    words: Any = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = _OF_CHAPTERS
    paragraph.add_run()._r.append(words)
