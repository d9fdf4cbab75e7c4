"""What a document is made of (文件的内容): values that know nothing of any file format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal
from unicodedata import east_asian_width

Form = Literal["body", "fact", "address", "code", "small"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading (标题): level 1 is set in 黑体, level 2 in 楷体."""

    says: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph (段落): `body` to both edges, `fact` for the lines under a title, `address` for
    whom a letter is to (主送机关，顶格), `code` for signs to be compared one by one, `small` for
    the notes of a form.
    """

    says: str
    aside: str = ""
    """what follows in 楷体: the article that the sentence rests on"""
    form: Form = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table (表格): its head stands again on every page, its numbers to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[str] = frozenset()
    """the heads of the columns of numbers"""
    caption: str = ""
    shares: tuple[float, ...] = ()
    """each column's share of the line; none: by what stands in them"""
    dense: bool = False
    """smaller letters, for much text"""
    whole: bool = False
    """kept on one page"""
    centre: frozenset[str] = frozenset()
    """the heads of columns whose cells stand in the middle"""
    joined: frozenset[str] = frozenset()
    """the heads of columns in which equal cells below one another are one; rows that share one
    are kept on one page
    """
    tight: bool = False
    """smaller letters still, and little room beside them, for many columns"""
    height: float = 0
    """how high a row is at least, in millimetres, to be written in by hand"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names beside and under one another (名单), in as many columns as the longest leaves room
    for, read line by line.
    """

    names: tuple[str, ...]
    beside: tuple[str, ...] = ()
    """what stands behind each of them (性别、区分同名的), in their order; none: the names alone"""

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Each name, and what stands behind it."""
        return tuple(zip_longest(self.names, self.beside, fillvalue=""))

    @property
    def lines(self) -> tuple[str, ...]:
        """Each as it is printed."""
        return tuple(map("".join, self.people))


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title that begins a new page (另页起的标题), in parts like a document's own."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Boxes to be filled in by hand (填写栏): in every row labels, each with what stands beside it,
    which may be nothing yet. Every row reaches to the edge.
    """

    rows: tuple[tuple[tuple[str, str], ...], ...]
    height: float = 11
    """of a row, in millimetres"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card to be cut out (一张证): what it is, whose it is, and what else it says."""

    head: tuple[str, ...]
    name: str
    lines: tuple[str, ...]
    scan: str = ""
    """what the code beside them says (二维码), to whoever scans it"""
    under: tuple[str, ...] = ()
    """the lines under that code"""
    code: str = ""
    """what is typed where it cannot be scanned (查询码), on one line"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Cards of one kind (一组证), so many beside one another."""

    caption: str
    cards: tuple[Card, ...]
    across: int = 2
    height: float = 66
    """of a card, in millimetres"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture on a line of its own (图片): a JPEG, drawn so wide."""

    raw: bytes
    width: float
    """in millimetres"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A code to be scanned with a telephone (二维码), and under it what it is for."""

    says: str
    """what the code says: an address"""
    under: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Where a document is signed and sealed (落款): kept whole, under some of the text."""

    signers: tuple[str, ...] = ()
    """who signs, each with a line to sign on: 监票人（签字）"""
    lines: tuple[str, ...] = ()
    """who seals, and the date, one below the other's middle"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins a new page (分页)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The chapters (目录), each the words of a heading, with the page on which it begins."""

    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowBox:
    """One box of a flow chart (流程框): when, what, and what else is to be known."""

    when: str
    says: str
    notes: tuple[str, ...] = ()
    heavy: bool = False
    """drawn with a thick border: the polling day"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A flow chart (流程图), box under box with arrows between, drawn with a table's own lines, so
    that it can be edited where it stands.
    """

    boxes: tuple[FlowBox, ...]


Block = (
    Heading
    | Paragraph
    | Table
    | Names
    | Title
    | Fields
    | Cards
    | Picture
    | Scan
    | Signature
    | PageBreak
    | Contents
    | Flow
)


def ems(text: str) -> float:
    """How wide a text is, in hanzi (字宽): whatever is not East Asian is half as wide.

    >>> ems("票 41"), ems("〇“≥")
    (2.5, 3)
    """
    return sum(1 if east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def column_widths(table: Table, *, em: float, margin: float, room: float) -> list[float]:
    """A width for every column, in the unit of `em` (列宽).

    Columns are equal where that does. Every column has room for its longest cell on one line, so
    that no name is broken; where the page is too narrow for that, the widest columns give way.
    """
    columns = zip(table.head, *table.rows, strict=True)
    natural = [max(map(_widest_line, column)) * em + margin for column in columns]
    equal = room / len(natural)
    if max(natural) <= equal:
        return [equal] * len(natural)
    spare = (room - sum(natural)) / len(natural)
    if spare >= 0:
        return [width + spare for width in natural]
    widest = _widest(natural, room)
    return [min(width, widest) for width in natural]


def _widest_line(cell: str) -> float:
    return max(map(ems, cell.split("\n")))


def _widest(natural: Iterable[float], room: float) -> float:
    """The width at which all columns together just fill the room."""
    waiting = sorted(natural)
    while waiting[0] * len(waiting) <= room:
        room -= waiting.pop(0)
    return room / len(waiting)
