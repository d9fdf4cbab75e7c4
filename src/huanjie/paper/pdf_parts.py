"""What a paper's blocks are to the press (文件内容的排版数据): values that a template lays out.

Columns, lines and styles are those of the Word file, so that both look alike and say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from huanjie.paper import dress
from huanjie.paper.blocks import (
    Block,
    Fields,
    Heading,
    Names,
    PageBreak,
    Paragraph,
    Picture,
    Scan,
    Signature,
    Table,
    Title,
    ems,
)
from huanjie.paper.pdf_table import table_part
from huanjie.paper.typesetting import Part, text
from huanjie.paper.word import title_lines
from huanjie.paper.word_fields import MARGIN, edges_of
from huanjie.paper.word_keeping import kept_with_next
from huanjie.paper.word_names import columns_of, lines_of
from huanjie.paper.word_scan import NOTICE_SIDE, scan_picture

_ALIGN: Final = {
    WD_ALIGN_PARAGRAPH.LEFT: "left",
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
}
_KEPT: Final = 2
"""lines of names that are not parted at either end"""
_TWIPS: Final = 20
"""of a point"""


def parts_of(blocks: Sequence[Block], leaf: dress.Leaf) -> list[Part]:
    """The blocks one after another; what stays with the end of a table stands inside it."""
    kept, parts = kept_with_next(blocks), list[Part]()
    inside: list[Part] | None = None
    for place, block in enumerate(blocks):
        own = _part(block, leaf, sticky=place in kept)
        (parts if inside is None else inside).append(own)
        if place not in kept:
            inside = None
        elif isinstance(block, Table) and own["last"]:
            inside = own["tail"]
    return parts


def styles() -> dict[str, Part]:
    """How each style looks, in points."""
    return {each.name: _style(each) for each in dress.STYLES}


def _style(style: dress.Style) -> Part:
    """No free font is a 小标宋, a 黑体 or a 楷体: headings are set bold."""
    heads = {dress.TITLE, *dress.HEADINGS.values()}
    return {
        "size": style.size,
        "line": style.line,
        "align": _ALIGN[style.align],
        "indent": style.indent,
        "before": style.before,
        "after": style.after,
        "bold": style.name in heads or style.east == dress.HEITI,
        "sticky": style.keep_with_next,
    }


def _part(block: Block, leaf: dress.Leaf, *, sticky: bool) -> Part:
    match block:
        case Paragraph(says=says, aside=aside, form=form):
            own = {"says": text(says), "aside": text(aside), "style": dress.FORMS[form]}
            return {"kind": "paragraph", "sticky": sticky} | own
        case Heading(says=says, level=level):
            style = dress.HEADINGS[level]
            return {"kind": "heading", "says": text(says), "level": level, "style": style}
        case Table():
            return table_part(block, leaf, sticky=sticky)
        case Names():
            return _names(block, leaf, sticky=sticky)
        case Signature():
            return _signature(block, leaf)
        case _:
            return _form(block, leaf, sticky=sticky)


def _form(block: Block, leaf: dress.Leaf, *, sticky: bool) -> Part:
    match block:
        case Title(parts=parts):
            return {"kind": "title", "lines": [text(each) for each in title_lines(parts, leaf)]}
        case PageBreak():
            return {"kind": "break"}
        case Picture(raw=raw, width=width):
            return {"kind": "picture", "raw": list(raw), "format": "jpg", "width": width}
        case Scan(says=says, under=under):
            return _scan(says, under)
        case Fields():
            return _fields(block, leaf, sticky=sticky)
        case _:
            raise ValueError(f"{type(block).__name__} is for Word files alone")


def _scan(says: str, under: str) -> Part:
    raw = list(scan_picture(says))
    picture = {"raw": raw, "format": "png", "width": NOTICE_SIDE, "alt": text(says)}
    return {"kind": "scan", "picture": picture, "under": text(under), "style": dress.SMALL}


def _names(block: Names, leaf: dress.Leaf, *, sticky: bool) -> Part:
    columns = columns_of(block, leaf)
    lines = [[text(each) for each in line] for line in lines_of(block.lines, columns)]
    many = len(lines)
    first, last = (_KEPT, many - _KEPT) if many >= 2 * _KEPT else (many, many)
    return {
        "kind": "names",
        "style": dress.CELL,
        "width": (leaf.room / Pt(1) - 1) / columns,
        "first": lines[:first],
        "lines": lines[first:last],
        "last": lines[last:],
        "sticky": sticky,
    }


def _signature(block: Signature, leaf: dress.Leaf) -> Part:
    widest = max(map(ems, block.signers), default=0)
    return {
        "kind": "signature",
        "signers": [{"says": text(each), "room": widest - ems(each)} for each in block.signers],
        "lines": [text(each) for each in block.lines],
        "above": 2 if leaf is dress.OFFICIAL else 1,
    }


def _fields(block: Fields, leaf: dress.Leaf, *, sticky: bool) -> Part:
    room = round(leaf.room.twips)
    return {
        "kind": "fields",
        "sticky": sticky,
        "height": block.height,
        "margin": MARGIN / _TWIPS,
        "rows": [
            {
                "texts": [text(each) for box in boxes for each in box],
                "widths": [
                    (right - left) / _TWIPS
                    for left, right in pairwise((0, *edges_of(block, len(boxes), room)))
                ],
            }
            for boxes in block.rows
        ],
    }
