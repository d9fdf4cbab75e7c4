"""The dress of an official document (公文格式): page, fonts and styles after GB/T 9704-2012.

No font is carried in the file: it names what may stand in for one that a machine does not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

LATIN: Final = "Times New Roman"
XIAOBIAOSONG: Final = "方正小标宋简体"
FANGSONG: Final = "仿宋_GB2312"
KAITI: Final = "楷体_GB2312"
HEITI: Final = "黑体"
_SONG: Final = "宋体"
BODY_SIZE: Final = 16
"""points of 三号"""
TABLE_SIZE: Final = 14
"""points of 四号"""
TITLE_SIZE: Final = 22
"""points of 二号"""
LINE: Final = 28
_MONOSPACED: Final = "Courier New"
_ELSE: Final = {XIAOBIAOSONG: _SONG, FANGSONG: "仿宋", KAITI: "楷体", HEITI: "SimHei"}
"""What stands in for a font that a machine does not have."""
_CHINESE_CHARSET: Final = "86"
"""GB2312, in hexadecimal, as a font table writes it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page (版面): its size, its margins and where its number stands, in millimetres."""

    width: int = 210
    height: int = 297
    top: int = 37
    bottom: int = 35
    left: int = 28
    right: int = 26
    foot: int = 22
    numbered: bool = True

    @property
    def room(self) -> Mm:
        """The width of a line."""
        return Mm(self.width - self.left - self.right)


OFFICIAL: Final = Leaf()
"""the page of GB/T 9704"""
FORM: Final = Leaf(top=18, bottom=18, left=20, right=20, foot=9)
"""a form to be filled in by hand: more of the paper is written on"""
WIDE: Final = Leaf(width=297, height=210, top=15, bottom=16, left=16, right=16, foot=8)
"""the same, lying (横排)"""
CARDS: Final = Leaf(top=9, bottom=9, left=10, right=10, foot=4, numbered=False)
"""cards to be cut out"""
ROOM: Final = OFFICIAL.room
"""the width of a line"""

TITLE, HEADINGS = "Title", {1: "Heading 1", 2: "Heading 2"}
FORMS: Final = {
    "body": "Normal",
    "fact": "Fact",
    "address": "Address",
    "code": "Code",
    "small": "Small",
}
CAPTION, CELL, HEAD_CELL, SIGNER, SEAL = "Caption", "Cell", "Head Cell", "Signer", "Seal"
CONTENTS, SMALL, LABEL = "Contents Title", FORMS["small"], "Label"
TIGHT_HEAD: Final = "Tight Head"
CARD_HEAD, CARD_NAME, CARD_LINE = "Card Head", "Card Name", "Card Line"
CARD_UNDER, CARD_CODE = "Card Under", "Card Code"
FOOT: Final = "Footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one style looks (样式): fonts, points, and where its lines stand."""

    name: str
    east: str = FANGSONG
    latin: str = LATIN
    size: float = BODY_SIZE
    line: float = LINE
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    indent: bool = False
    before: float = 0
    after: float = 0
    keep_with_next: bool = False


_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
STYLES: Final = (
    Style(name=FORMS["body"], align=_BOTH, indent=True),
    Style(name=FORMS["fact"], east=KAITI, size=TABLE_SIZE, line=24),
    Style(name=FORMS["address"], keep_with_next=True),
    Style(name=FORMS["code"], latin=_MONOSPACED, size=TABLE_SIZE, align=_CENTRE),
    Style(name=TITLE, east=XIAOBIAOSONG, size=TITLE_SIZE, line=36, align=_CENTRE, after=LINE),
    Style(name=HEADINGS[1], east=HEITI, indent=True, before=10, after=4, keep_with_next=True),
    Style(name=HEADINGS[2], east=KAITI, indent=True, before=6, keep_with_next=True),
    Style(name=CAPTION, east=HEITI, size=TABLE_SIZE, before=6, after=2, keep_with_next=True),
    Style(name=CELL, size=TABLE_SIZE, line=24),
    Style(name=HEAD_CELL, east=HEITI, size=TABLE_SIZE, line=24, keep_with_next=True),
    Style(name=TIGHT_HEAD, east=HEITI, size=11, line=18, keep_with_next=True),
    Style(name=LABEL, east=HEITI, size=TABLE_SIZE, line=20),
    Style(name=CONTENTS, east=HEITI, size=TITLE_SIZE, line=36, align=_CENTRE, after=LINE),
    Style(name=SMALL, size=12, line=18),
    Style(name=CARD_HEAD, east=XIAOBIAOSONG, size=14, line=20, align=_CENTRE),
    Style(name=CARD_NAME, east=HEITI, size=18, line=28),
    Style(name=CARD_LINE, size=11, line=15),
    Style(name=CARD_UNDER, size=9, line=13, align=_CENTRE),
    Style(name=CARD_CODE, latin=_MONOSPACED, size=9, line=13, align=_CENTRE),
    Style(name=SIGNER, line=36, indent=True, keep_with_next=True),
    Style(name=SEAL, align=_CENTRE, keep_with_next=True),
    Style(name=FOOT, east=_SONG, size=TABLE_SIZE, line=20, align=_CENTRE),
)


def dress(document: Docx, leaf: Leaf = OFFICIAL) -> None:
    """Give a new document its page, its styles, its language and its page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(leaf.width), Mm(leaf.height)
    section.top_margin, section.bottom_margin = Mm(leaf.top), Mm(leaf.bottom)
    section.left_margin, section.right_margin = Mm(leaf.left), Mm(leaf.right)
    section.footer_distance = Mm(leaf.foot)
    if leaf.width > leaf.height:
        section.orientation = WD_ORIENT.LANDSCAPE
    known = {style.name for style in document.styles}
    for style in STYLES:
        _apply(document, style, is_known=style.name in known)
    _speak_chinese(document)
    if leaf.numbered:
        _number_pages(document)
    _name_stand_ins(document)


def put_on(paragraph: Paragraph, name: str) -> Paragraph:
    """Give a paragraph one of these styles, by its id: given a name, python-docx looks through
    all the styles of its template twice, which is most of what a long document costs.
    """
    paragraph._p.style = _id_of(name)
    return paragraph


def wears(paragraph: Paragraph, name: str) -> bool:
    """Whether a paragraph has this style."""
    return bool(paragraph._p.style == _id_of(name))


def _id_of(name: str) -> str | None:
    """A style's id in the file; the usual one is not written out."""
    return None if name == FORMS["body"] else name.replace(" ", "")


def _apply(document: Docx, look: Style, *, is_known: bool) -> None:
    styles = document.styles
    style = styles[look.name] if is_known else styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    _bare(style.element)
    style.font.size = Pt(look.size)
    style.font.bold = False
    _set_fonts(style.element.get_or_add_rPr(), look)
    own = style.paragraph_format
    own.alignment, own.line_spacing = look.align, Pt(look.line)
    own.space_before, own.space_after = Pt(look.before), Pt(look.after)
    own.keep_with_next, own.widow_control = look.keep_with_next, True
    _indent(style.element.get_or_add_pPr(), 2 if look.indent else 0, look.size)


def _bare(element: Any) -> None:
    """Take from a style of the template whatever it looks like: colours, borders, theme fonts."""
    for name in ("w:rPr", "w:pPr"):
        for child in element.findall(qn(name)):
            level = child.find(qn("w:outlineLvl"))
            child.clear()
            if level is not None:
                child.append(level)


def _set_fonts(properties: Any, look: Style) -> None:
    fonts = properties.get_or_add_rFonts()
    for script, name in (
        ("ascii", look.latin),
        ("hAnsi", look.latin),
        ("cs", look.latin),
        ("eastAsia", look.east),
    ):
        fonts.set(qn(f"w:{script}"), name)


def _indent(properties: Any, characters: int, size: float) -> None:
    """Indent the first line, in characters for Word and in points for everything else."""
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(int(characters * size * 20)))


def _speak_chinese(document: Docx) -> None:
    styles, settings = document.styles.element, document.settings.element
    for language in (*styles.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        language.set(qn("w:eastAsia"), "zh-CN")


def _number_pages(document: Docx) -> None:
    """— 1 —"""
    paragraph = document.sections[0].footer.paragraphs[0]
    hinted(paragraph.add_run("— "))
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    run = hinted(paragraph.add_run("1"))
    field.append(run._r)
    hinted(paragraph.add_run(" —"))


def _name_stand_ins(document: Docx) -> None:
    """The font table: each font with its other name."""
    fonts: Any = OxmlElement("w:fonts")
    for name, other in _ELSE.items():
        font, also, signs = (OxmlElement(f"w:{tag}") for tag in ("font", "altName", "charset"))
        font.set(qn("w:name"), name)
        also.set(qn("w:val"), other)
        signs.set(qn("w:val"), _CHINESE_CHARSET)
        font.extend((also, signs))
        fonts.append(font)
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = serialize_part_xml(fonts)


def hinted(run: Any, east: str = "") -> Any:
    """A run whose signs of either script (“ ” — ≥) are set in the East Asian font."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
    if east:
        fonts.set(qn("w:eastAsia"), east)
    return run
