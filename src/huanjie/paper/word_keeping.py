"""What stays on one page with what follows it (不分页): no page begins with a seal, or with a
closing line and a seal, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.document import Document as Docx
from docx.text.paragraph import Paragraph as DocxParagraph

from huanjie.paper.blocks import Block, Fields, Heading, Names, Paragraph, Signature, Table, ems

_LINE: Final = 28
"""hanzi on a line of the body"""
_ENOUGH: Final = 2
"""lines of text that stand above a seal, on its page, at least"""
_LONG: Final = 12
"""rows from which on a table may take more than two pages"""


def kept_with_next(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that stay with the one after them (与下段同页): what a code belongs
    to, and above a seal the last paragraph; above “此复。” or another short one, one more. What is
    signed below a seal (送达回证) is a slip of its own.
    """
    kept: set[int] = set()
    for place, block in enumerate(blocks):
        if isinstance(block, Signature):
            kept |= _above_the_seal(blocks, place)
        elif isinstance(block, Paragraph) and block.form == "code":
            kept.add(place - 1)
    return frozenset(kept)


def _above_the_seal(blocks: Sequence[Block], seal: int) -> set[int]:
    kept: set[int] = set()
    lines = 0
    for place in range(seal - 1, -1, -1):
        if lines >= _ENOUGH or isinstance(blocks[place], Signature):
            break
        kept.add(place)
        lines += _lines(blocks[place])
    return kept


def _lines(block: Block) -> int:
    """How many lines of a block are with the next one: of a table its last two rows, which stay
    together, and of a heading its own.
    """
    match block:
        case Paragraph(form="small"):
            # An article alone says nothing of the matter that is sealed.
            return 0
        case Paragraph():
            return int((ems(block.says) + ems(block.aside)) // _LINE) + 1
        case Heading():
            return 1
        case _:
            return _ENOUGH


def holds_its_seal(block: Block) -> bool:
    """Whether what stays with a block is written inside it, as a last row: a long table, which
    LibreOffice keeps with nothing that follows.
    """
    return isinstance(block, Table) and len(block.rows) > _LONG


def keep_with_next(document: Docx, block: Block) -> None:
    """Keep the block that was written last with whatever comes next."""
    match block:
        case Table() | Fields():
            for cell in document.tables[-1].rows[-1].cells:
                _keep(cell.paragraphs)
        case Names():
            _keep(document.paragraphs[-_ENOUGH:])
        case _:
            _keep(document.paragraphs[-1:])


def _keep(paragraphs: Sequence[DocxParagraph]) -> None:
    for each in paragraphs:
        each.paragraph_format.keep_with_next = True
