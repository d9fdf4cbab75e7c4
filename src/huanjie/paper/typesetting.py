"""Typesetting (排版): a Typst template and what it is told make a PDF.

What is told goes in as values and never as markup, so that a name with a # or a * in it is printed
as it is written. The clock is not asked: who wants a day inside the file gives it.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import typst

from huanjie.paper.fonts import Fonts
from huanjie.paper.word_text import legible

Part = dict[str, Any]
"""What a template is told of one part of a paper (排版数据)."""


def typeset(
    template: Path,
    told: Mapping[str, Any],
    fonts: Fonts,
    *,
    tagged: bool = False,
    made_at: datetime.datetime | None = None,
) -> bytes:
    """The PDF; `tagged` says of each part what it is, to whoever has it read aloud. A file's
    day has whole seconds, in UTC: Typst takes no other.
    """
    day = made_at.astimezone(datetime.UTC).replace(microsecond=0) if made_at else None
    compiler: Any = typst.Compiler
    press = compiler(template.read_bytes(), font_paths=fonts.folders)
    made: bytes = press.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        pdf_tags=tagged,
        timestamp=day,
    )
    return made


def text(says: str) -> str:
    """A text as its Word has it, its lines parted in one way."""
    return re.sub("\r\n?", "\n", legible(says)).replace("\t", "　")


def named(signs: Iterable[str]) -> str:
    """Characters by themselves and by their numbers, for whoever must find a font for them."""
    return "、".join(f"“{sign}”（U+{ord(sign):04X}）" for sign in signs)
