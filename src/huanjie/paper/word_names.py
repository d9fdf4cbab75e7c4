"""Names in a Word file (Word 里的名单): columns by tab stops, so that thousands of them stay a
small file, and one that is long takes no other's place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docx.document import Document as Docx
from docx.shared import Pt

from huanjie.paper import dress
from huanjie.paper.blocks import Names, ems
from huanjie.paper.word_text import say

_BETWEEN: Final = 2
"""hanzi between two columns"""


def add_names(document: Docx, block: Names, leaf: dress.Leaf) -> None:
    """Line after line of names, each under the one above it."""
    columns = columns_of(block, leaf)
    width = int(leaf.room / columns)
    for line in lines_of(block.lines, columns):
        paragraph = dress.put_on(document.add_paragraph(), dress.CELL)
        for number in range(1, len(line)):
            paragraph.paragraph_format.tab_stops.add_tab_stop(number * width)
        say(paragraph, "\t".join(line))


def columns_of(block: Names, leaf: dress.Leaf) -> int:
    """How many columns the longest name leaves room for; one at least."""
    widest = max(map(ems, block.lines), default=0) + _BETWEEN
    return max(1, int(leaf.room / Pt(widest * dress.TABLE_SIZE)))


def lines_of(names: tuple[str, ...], columns: int) -> Iterator[tuple[str, ...]]:
    """The names, so many on a line."""
    for first in range(0, len(names), columns):
        yield names[first : first + columns]
