"""Inside an .xlsx (工作簿的内部): its size before it is opened, and what the values do not show.

The reader of the values gives neither formulas nor hidden rows, and holds a sheet as a full
rectangle: both ends of it are looked at here first. A plain sheet is read here at once.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree

from huanjie.door.fault import BadInput
from huanjie.exchange.plainsheet import NotPlain, number_styles, plain_rows, shared_texts
from huanjie.exchange.rawsheet import LETTERS, MEGABYTE, MOST_CELLS, MOST_ROWS, Row, place
from huanjie.exchange.xlsxrelations import Book, book_of, formats_of

LARGEST_UNPACKED: Final = 400 * MEGABYTE
"""Bytes of everything in the file; 200,000 people take a third of it."""
MOST_PARTS: Final = 5_000

_READ: Final = (".xml", ".rels")
_SHEETS: Final = "xl/worksheets/"
_TAG: Final = re.compile(rb"<(?:\w+:)?(row|c|f)(?=[\s/>])([^>]*)>")
_REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")
_HIDDEN: Final = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_ARRAY: Final = re.compile(
    rb"""\sref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"""
)
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_REMEDY: Final = "用 Excel 或者 WPS 打开，另存为 .xlsx，再导入"
_ALPHABET: Final = LETTERS.encode()


@dataclass(slots=True, kw_only=True)
class Beneath:
    """What lies beneath the values of one sheet."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    """by row from 1 and column from 0"""
    filled: int = 0
    """cells that array formulas (数组公式) fill"""
    hidden_rows: int = 0
    rows: list[Row] | None = None
    """the rows themselves, where nothing lies beneath them (朴素的工作表)"""
    hidden: bool = False
    """of such a sheet: whether the spreadsheet hides it"""
    first_column: int | None = None
    last_column: int = 0
    first_row: int | None = None
    last_row: int = 0

    def grow(self, row: int, column: int) -> None:
        """Take in a cell that holds something."""
        if self.first_row is None:
            self.first_row = row
        if self.first_column is None or column < self.first_column:
            self.first_column = column
        self.last_column = max(self.last_column, column)
        self.last_row = max(self.last_row, row)

    def refuse_too_large(self, sheet: str) -> None:
        """Refuse a sheet whose rectangle would fill the memory."""
        if self.first_row is None or self.first_column is None:
            return
        width = self.last_column - self.first_column + 1
        height = self.last_row - self.first_row + 1
        if height * width > MOST_CELLS:
            raise BadInput(
                f"表太大：{height} 行、{width} 列，一个文件最多 {MOST_ROWS} 人",
                at=place(sheet, self.last_row),
                remedy="删去表格下面和右面多余的内容；人数更多时分成几个文件",
            )


def look_beneath(raw: bytes) -> Mapping[str, Beneath]:
    """Each worksheet by its name; a file that is damaged, or too large unpacked, is BadInput."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _refuse_bomb(archive)
            _read_through(archive, sheets=False)
            book = book_of(archive)
            found = dict(_plain(archive, book))
            others = [sheet for sheet in book.sheets if sheet.name not in found]
            if others:
                _read_through(archive, sheets=True)
            found |= {sheet.name: _walk(archive.read(sheet.part)) for sheet in others}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, LookupError) as error:
        raise damaged() from error
    except (ElementTree.ParseError, UnicodeDecodeError, ValueError, OSError) as error:
        raise damaged() from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma"):
            raise damaged() from error
        raise
    for name, beneath in found.items():
        beneath.refuse_too_large(name)
    return found


def damaged() -> BadInput:
    """The refusal of a workbook that is not whole."""
    return BadInput("工作簿不完整或者已经损坏，打不开", remedy=_REMEDY)


def part_names(raw: bytes) -> frozenset[str]:
    """The files inside a ZIP; none where it is not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise BadInput("工作簿解开后太大，没有打开", remedy="只留名册这一张表，另存为 .xlsx")
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise damaged()


def _read_through(archive: zipfile.ZipFile, *, sheets: bool) -> None:
    """Every part that will be parsed, the sheets or the others, is as long as it says (checked by
    its CRC), and is XML without a grammar of its own.
    """
    for part in archive.infolist():
        name = part.filename.lower()
        if not name.endswith(_READ) or name.startswith(_SHEETS) != sheets:
            continue
        with archive.open(part) as stream:
            head = stream.read(MEGABYTE)
            if _DOCTYPE.search(head) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise damaged()
            while stream.read(MEGABYTE):
                pass


def _plain(archive: zipfile.ZipFile, book: Book) -> Iterator[tuple[str, Beneath]]:
    """The plain sheets, each with its rows."""
    shared = _shared(archive, book.shared)
    formats = formats_of(archive.read(book.styles)) if book.styles else ["0"]
    styles = number_styles(formats)
    for sheet in book.sheets:
        try:
            with archive.open(sheet.part) as stream:
                rows, first, last = plain_rows(stream, shared, styles)
        except (NotPlain, UnicodeDecodeError):
            continue
        beneath = Beneath(rows=rows, hidden=sheet.hidden)
        for number, _ in (*rows[:1], *rows[-1:]):
            beneath.grow(number, first)
            beneath.grow(number, last)
        yield sheet.name, beneath


def _shared(archive: zipfile.ZipFile, part: str | None) -> list[str]:
    """The shared texts; none where one of them is more than a text: no cell then finds its own."""
    try:
        return shared_texts(archive.read(part)) if part else []
    except (NotPlain, UnicodeDecodeError):
        return []


def _walk(xml: bytes) -> Beneath:
    """Every row, cell and formula of a sheet in order; one without a reference follows the last."""
    beneath = Beneath()
    row, column, hidden = 0, -1, False
    for match in _TAG.finditer(xml):
        tag, attributes = match.groups()
        if tag == b"f":
            beneath.formulas.update(_computed(beneath, attributes, row, column))
            continue
        reference = _REFERENCE.search(attributes)
        if reference is None and b"&" in attributes:
            raise damaged()
        if tag == b"row":
            row, column = int(reference[2]) if reference else row + 1, -1
            hidden = bool(_HIDDEN.search(attributes))
            continue
        if reference and int(reference[2]) != row:
            raise damaged()  # the reader would put it there, however far that is
        column = _column(reference[1]) if reference else column + 1
        if not attributes.endswith(b"/"):
            beneath.grow(row, column)
            beneath.hidden_rows += hidden
            hidden = False
    return beneath


def _computed(
    beneath: Beneath, attributes: bytes, row: int, column: int
) -> Iterator[tuple[int, int]]:
    """The cells of one formula: its own, and those that an array formula (数组公式) fills."""
    yield row, column
    array = _ARRAY.search(attributes) if b"array" in attributes else None
    if array is None:
        return
    left, right = _column(array[1]), _column(array[3])
    top, bottom = int(array[2]), int(array[4])
    beneath.filled += (right - left + 1) * (bottom - top + 1)
    if beneath.filled > MOST_CELLS:
        raise damaged()
    for each in range(top, bottom + 1):
        yield from ((each, number) for number in range(left, right + 1))


def _column(letters: bytes) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * len(_ALPHABET) + _ALPHABET.index(letter) + 1
    return number - 1
