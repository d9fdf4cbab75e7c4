"""Word files (Word 文件): an official-looking A4 document, the same bytes for the same content.

Zip times and dates inside the file are the caller's; the clock is never asked.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from huanjie.paper import dress
from huanjie.paper.blocks import (
    Block,
    Cards,
    Contents,
    Fields,
    Flow,
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
from huanjie.paper.word_cards import add_cards
from huanjie.paper.word_contents import add_contents, mark_chapters
from huanjie.paper.word_fields import add_fields
from huanjie.paper.word_flow import add_flow
from huanjie.paper.word_keeping import holds_its_seal, keep_with_next, kept_with_next
from huanjie.paper.word_names import add_names
from huanjie.paper.word_scan import NOTICE_SIDE, add_scan
from huanjie.paper.word_table import add_table, foot_of
from huanjie.paper.word_text import legible, say

_TEMPLATES_OWN: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
)
"""What the empty template says of whoever made it."""
COVER_LOWERED: Final = 140
"""how far below the page's head a cover's title stands, and its lines below that, in points"""
_ABOVE_A_TABLE: Final = Pt(6)
_ABOVE_A_SCAN: Final = 6
"""points"""
_SEAL_FROM_THE_RIGHT: Final = 4
"""characters"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document (文件): its title, its blocks, and who issues it."""

    title: tuple[str, ...]
    """in parts, each on a line of its own where one line cannot hold them all"""
    blocks: tuple[Block, ...]
    author: str = ""
    cover: tuple[str, ...] = ()
    """the lines of a title page, under the title; none: the text follows the title"""
    leaf: dress.Leaf = dress.OFFICIAL
    shows_title: bool = True
    """cards to be cut out have none; the file is called by it all the same"""

    def as_bytes(self, *, made_at: datetime.datetime) -> bytes:
        """The .docx file; `made_at` (with its time zone) dates it inside and in its zip."""
        if made_at.tzinfo is None:
            raise ValueError("made_at has no time zone")
        document = docx.Document()
        dress.dress(document, self.leaf)
        if self.shows_title:
            _title(document, self.title, self.leaf)
        if self.cover:
            _cover(document, self.cover)
        _add_all(document, self.blocks, self.leaf)
        mark_chapters(document, self.blocks)
        _end_with_a_paragraph(document)
        utc = made_at.astimezone(datetime.UTC)
        _sign_off(document, self, utc)
        return _zipped(document, utc)


def _add_all(document: Docx, blocks: Sequence[Block], leaf: dress.Leaf) -> None:
    """The blocks one after another; what stays with a long table stands in its last row."""
    before: Block | None = None
    kept, foot = kept_with_next(blocks), None
    for place, block in enumerate(blocks):
        after_table = isinstance(before, Table | Fields)
        if foot is not None:
            _say(foot, block, leaf, after_table=after_table)
        else:
            if isinstance(block, Table) and isinstance(before, Paragraph) and before.says:
                # The line above it is its own height, and would touch it.
                document.paragraphs[-1].paragraph_format.space_after = _ABOVE_A_TABLE
            _add(document, block, leaf, after_table=after_table)
        if place not in kept:
            foot = None
        elif foot is None:
            keep_with_next(document, block)
            foot = foot_of(document.tables[-1]) if holds_its_seal(block) else None
        before = block


def _title(document: Docx, parts: tuple[str, ...], leaf: dress.Leaf) -> DocxParagraph:
    paragraph = dress.put_on(document.add_paragraph(), dress.TITLE)
    say(paragraph, "\n".join(title_lines(parts, leaf)))
    return paragraph


def title_lines(parts: tuple[str, ...], leaf: dress.Leaf) -> tuple[str, ...]:
    """A title's lines (标题分行): one, where one holds all its parts."""
    fits = sum(map(ems, parts)) * Pt(dress.TITLE_SIZE) <= leaf.room
    return ("".join(parts),) if fits else parts


def _cover(document: Docx, lines: tuple[str, ...]) -> None:
    """A page of its own: the title in its upper third, its lines below the middle."""
    document.paragraphs[0].paragraph_format.space_before = Pt(COVER_LOWERED)
    for number, each in enumerate(lines):
        paragraph = dress.put_on(document.add_paragraph(), dress.SEAL)
        paragraph.paragraph_format.space_before = Pt(0 if number else COVER_LOWERED)
        say(paragraph, each)
    document.paragraphs[-1].paragraph_format.keep_with_next = False
    dress.put_on(document.add_paragraph(), dress.SEAL).add_run().add_break(WD_BREAK.PAGE)


def _add(document: Docx, block: Block, leaf: dress.Leaf, *, after_table: bool) -> None:
    match block:
        case Heading() | Paragraph() | Signature():
            _say(document, block, leaf, after_table=after_table)
        case Table() | Names():
            _add_people(document, block, leaf)
        case Title() | Fields() | Cards():
            _add_fields(document, block, leaf)
        case PageBreak() | Contents() | Flow() | Picture() | Scan():
            _add_part(document, block)


def _say(into: Docx | _Cell, block: Block, leaf: dress.Leaf, *, after_table: bool) -> None:
    """What is paragraphs alone."""
    match block:
        case Heading():
            say(dress.put_on(into.add_paragraph(), dress.HEADINGS[block.level]), block.says)
        case Paragraph():
            paragraph = dress.put_on(into.add_paragraph(), dress.FORMS[block.form])
            say(paragraph, block.says)
            say(paragraph, block.aside, dress.KAITI)
            if after_table:
                paragraph.paragraph_format.space_before = Pt(6)
        case Signature():
            _signature(into, block, leaf)


def _add_people(document: Docx, block: Table | Names, leaf: dress.Leaf) -> None:
    """What a list has: rows, or names alone."""
    match block:
        case Table():
            add_table(document, block, leaf)
        case Names():
            add_names(document, block, leaf)


def _add_fields(document: Docx, block: Title | Fields | Cards, leaf: dress.Leaf) -> None:
    """What a form has and a notice has not."""
    match block:
        case Title():
            _title(document, block.parts, leaf).paragraph_format.page_break_before = True
        case Fields():
            add_fields(document, block, leaf)
        case Cards():
            add_cards(document, block, leaf)


def _add_part(document: Docx, block: PageBreak | Contents | Flow | Picture | Scan) -> None:
    """What a book has, and pictures."""
    match block:
        case Picture():
            paragraph = dress.put_on(document.add_paragraph(), dress.CELL)
            # A line of a fixed height would show no more of a picture than its lowest strip.
            paragraph.paragraph_format.line_spacing = 1.0
            paragraph.add_run().add_picture(io.BytesIO(block.raw), width=Mm(block.width))
        case Scan():
            _scan(document, block)
        case PageBreak():
            dress.put_on(document.add_paragraph(), dress.CELL).add_run().add_break(WD_BREAK.PAGE)
        case Contents():
            add_contents(document, block)
        case Flow():
            add_flow(document, block)


def _scan(document: Docx, block: Scan) -> None:
    """The code, and on the same page what it is for."""
    paragraph = dress.put_on(document.add_paragraph(), dress.CELL)
    own = paragraph.paragraph_format
    own.line_spacing, own.keep_with_next = 1.0, True
    own.space_before = Pt(_ABOVE_A_SCAN)
    add_scan(document, paragraph, block.says, side=NOTICE_SIDE)
    say(dress.put_on(document.add_paragraph(), dress.SMALL), block.under)


def _signature(into: Docx | _Cell, block: Signature, leaf: dress.Leaf) -> None:
    for number, signer in enumerate(block.signers):
        paragraph = dress.put_on(into.add_paragraph(), dress.SIGNER)
        paragraph.paragraph_format.space_before = Pt(0 if number else dress.LINE)
        stop = Pt((max(map(ems, block.signers)) + 4) * dress.BODY_SIZE)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(stop)
        end = Pt((max(map(ems, block.signers)) + 14) * dress.BODY_SIZE)
        stops.add_tab_stop(end, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
        # LibreOffice draws no line that ends a paragraph in a cell.
        say(paragraph, f"{signer}：\t\t" + "　" * isinstance(into, _Cell))
    width = max(map(ems, block.lines), default=0) * dress.BODY_SIZE
    aside = _SEAL_FROM_THE_RIGHT * dress.BODY_SIZE
    above = 2 if leaf is dress.OFFICIAL else 1
    for number, line in enumerate(block.lines):
        paragraph = dress.put_on(into.add_paragraph(), dress.SEAL)
        own = paragraph.paragraph_format
        own.right_indent = Pt(aside)
        own.left_indent = max(Pt(0), Pt(leaf.room.pt - width - aside - dress.BODY_SIZE))
        own.space_before = Pt(0 if number else above * dress.LINE)
        own.keep_with_next = number < len(block.lines) - 1
        say(paragraph, line)


def _end_with_a_paragraph(document: Docx) -> None:
    """A file that ends in a table is no valid Word file."""
    if any(each.tag == qn("w:tbl") for each in document.element.body[-2:-1]):
        paragraph = dress.put_on(document.add_paragraph(), dress.CELL)
        # As low as can be: below a full page a line of its own would be one more, empty page.
        paragraph.paragraph_format.line_spacing = Pt(1)


def _sign_off(document: Docx, content: Document, made_at: datetime.datetime) -> None:
    """Say what the file is and when it was made, and nothing of the template."""
    relations = document.part.package.rels
    for name in [name for name, each in relations.items() if each.reltype in _TEMPLATES_OWN]:
        del relations[name]
    core, at = document.core_properties, made_at.replace(tzinfo=None, microsecond=0)
    core.title = legible("".join(content.title))
    core.author = core.last_modified_by = legible(content.author)
    core.comments, core.language, core.revision = "", "zh-CN", 1
    core.created = core.modified = at


def _zipped(document: Docx, made_at: datetime.datetime) -> bytes:
    """The file's parts in a zip that says one time of all of them."""
    raw, whole = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(whole, "w") as zip_:
        for part in parts.infolist():
            info = zipfile.ZipInfo(part.filename, made_at.timetuple()[:6])
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            zip_.writestr(info, parts.read(part))
    return whole.getvalue()
