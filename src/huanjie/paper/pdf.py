"""PDF files (PDF 文件): the blocks of a document as its Word has them, on the same page, so that
what is posted reads alike whichever is printed. Equal documents at equal times give equal bytes.

A character that no font here draws refuses the file, as it does a ballot: nobody's name is posted
with a box in it. A handbook and cards to be cut out are Word files alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from huanjie.door.fault import BadInput
from huanjie.paper import dress
from huanjie.paper.fonts import Fonts
from huanjie.paper.pdf_parts import parts_of, styles
from huanjie.paper.typesetting import named, text, typeset
from huanjie.paper.word import COVER_LOWERED, Document, title_lines

TEMPLATE: Final = Path(__file__).parent / "paper.typ"


def pdf_of(document: Document, *, made_at: datetime.datetime, fonts: Fonts | None = None) -> bytes:
    """The .pdf file; `made_at` (with its time zone) dates it inside. BadInput where a character
    cannot be drawn.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at has no time zone")
    fonts, leaf = fonts or Fonts(), document.leaf
    shown = title_lines(document.title, leaf) if document.shows_title else ()
    told = {
        "title": text("".join(document.title)),
        "author": text(document.author),
        "leaf": asdict(leaf),
        "styles": styles(),
        "pitch": dress.LINE,
        "fonts": fonts.families,
        "shown": [text(each) for each in shown],
        "cover": [text(each) for each in document.cover],
        "lowered": COVER_LOWERED,
        "blocks": parts_of(document.blocks, leaf),
    }
    _check_drawable(told, fonts)
    return typeset(TEMPLATE, told, fonts, tagged=True, made_at=made_at)


def _check_drawable(told: dict[str, Any], fonts: Fonts) -> None:
    """Refuse what nothing here draws (印不出的字)."""
    if not fonts.families:
        raise BadInput(
            "这台机器没有能印文书的字体，没有生成 PDF",
            remedy="装 Noto Serif CJK（Debian 的 fonts-noto-cjk），或者下载 Word 文件打印",
        )
    missing = fonts.missing(_texts((told["title"], told["shown"], told["cover"], told["blocks"])))
    if missing:
        raise BadInput(
            f"没有字体能印出 {named(missing)}，没有生成 PDF",
            remedy="在这台机器上装一种有这个字的宋体，或者下载 Word 文件，在有这个字的电脑上打印",
        )


def _texts(told: Any) -> Iterator[str]:
    match told:
        case str():
            yield told
        case dict():
            yield from _texts(tuple(told.values()))
        case list() | tuple():
            for each in told:
                yield from _texts(each)
