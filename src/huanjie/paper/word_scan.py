"""Codes to scan in a Word file (Word 里的二维码): thousands of them, one a card.

The library compares each picture with all that are there already, which for three thousand cards is
a minute's work; ours differ by what they say, so each is put beside the others unasked.
"""

from __future__ import annotations

import io
from typing import Any, Final

import segno
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.rel import _Relationship
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Mm
from docx.text.paragraph import Paragraph

_SCALE: Final = 4
"""pixels of a module: 200 to the inch and more at this size"""
NOTICE_SIDE: Final = 26
"""millimetres of a code on a posted paper"""
_MASK: Final = 2
"""one of the eight patterns that a reader takes; trying all of them takes ten times as long"""
_PNG: Final = "image/png"


def scan_picture(text: str) -> bytes:
    """The code of a text as a PNG, without its quiet zone."""
    raw = io.BytesIO()
    made = segno.make(text, error="m", micro=False, mask=_MASK)
    made.save(raw, kind="png", scale=_SCALE, border=0)
    return raw.getvalue()


def add_scan(document: Docx, own: Paragraph, text: str, *, side: float) -> None:
    """Draw the code of a text in a paragraph, `side` millimetres wide and high; the paper around
    it is its quiet zone.
    """
    rels: Any = document.part.rels
    number = len(rels) + 1
    rid, name = f"rIdScan{number}", f"scan{number}.png"
    part = ImagePart(PackURI(f"/word/media/{name}"), _PNG, scan_picture(text))
    rels[rid] = _Relationship(rid, RELATIONSHIP_TYPE.IMAGE, part, rels._baseURI)
    own.add_run()._r.add_drawing(CT_Inline.new_pic_inline(number, rid, name, Mm(side), Mm(side)))
