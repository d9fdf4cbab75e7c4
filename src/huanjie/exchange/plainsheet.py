"""Plain sheets (朴素的工作表): texts and numbers, and nothing beneath them, read from their XML.

Most rolls are such sheets. One pattern takes a row and shows that nothing else stands in it: no
formula, date, hidden row, merged cell, rich text or escaped sign. A sheet with anything else is not
plain, and python-calamine reads it; a property test holds both equal where both can read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import IO, Any, Final

from huanjie.domain.celltext import Cell
from huanjie.exchange.rawsheet import LETTERS, MEGABYTE, MOST_CELLS, Row

_BEGIN: Final = b"<sheetData>"
_END: Final = b"</sheetData>"
_SIGNS: Final = rb"[^\0-\x08\x0b-\x1f<&_]*+"
_ENTITY: Final = rb"&(?:#[0-9]{2,7}|amp|lt|gt|quot|apos);"
_TEXT: Final = _SIGNS + rb"(?:" + _ENTITY + _SIGNS + rb")*+"
"""no escape (_x000D_) and no carriage return, which are not what they look like"""
_BARE: Final = rb"<t>(?![ \t\n])(" + _TEXT + rb")(?<![ \t\n])</t>"
"""of which no reader takes spaces off"""
_KEPT: Final = rb'<t xml:space="preserve">(' + _TEXT + rb")</t>"
_SHARED: Final = re.compile(rb"\s*<si>(?:" + _BARE + rb"|" + _KEPT + rb")</si>")
_SHARED_BEGIN: Final = re.compile(rb"<sst\b[^>]*(?<!/)>")
_ENTITIES: Final = re.compile(_ENTITY.decode())
_NAMED: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_NUMBER: Final = rb"(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)"
_FULL: Final = re.compile(rb'<c r="([A-Z]{1,3})[0-9]+"[^>]*(?<!/)>')
_BETWEEN: Final = b"\x1f"
"""which `_SIGNS` takes in no text, and `_sign` in no entity"""
_PARTED: Final = _BETWEEN.decode()
_KINDS: Final = 3
"""of a cell: a text, the place of a shared text, a number"""
_XML: Final = re.compile(
    rb"""(?:<\?xml (?![^>]*encoding=(?!["'](?i:utf-8)["']))[^>]*\?>\s*)?<[^!?]"""
)
"""no other encoding than the one that is read here"""
_BESIDE: Final = re.compile(rb"<!|<(?:\w+:)?(?:sheetData|row|c|f|mergeCells)[\s/>]")
"""what is not plain outside the rows"""
_NUMBERS: Final = frozenset({0, 1, 2, 3, 4, 49})
"""the built-in formats in which a number is a number"""


class NotPlain(ValueError):
    """The sheet holds something that only a full reader understands."""


def shared_texts(raw: bytes) -> list[str]:
    """The texts that cells name by their places (共享字符串)."""
    begin = _SHARED_BEGIN.search(raw)
    if begin is None or not _XML.match(raw) or b"<!" in raw[: begin.end()]:
        raise NotPlain
    texts: list[str] = []
    at = begin.end()
    while found := _SHARED.match(raw, at):
        texts.append(_said(found[found.lastindex or 0]))
        at = found.end()
    if raw[at:].strip() != b"</sst>":
        raise NotPlain
    return texts


def number_styles(formats: Iterable[str | None]) -> frozenset[int]:
    """In which styles of a workbook a number is a number, by the format of each style."""
    every = enumerate(formats)
    return frozenset(at for at, each in every if each and each.isdigit() and int(each) in _NUMBERS)


def plain_rows(
    stream: IO[bytes], shared: Sequence[str], styles: Collection[int]
) -> tuple[list[Row], int, int]:
    """The rows that hold something, as the full reader shows them; and the first and the last
    column from 0 in which something stands. `NotPlain` where it is no plain sheet.
    """
    head = stream.read(MEGABYTE)
    at = head.find(_BEGIN) + len(_BEGIN)
    if at < len(_BEGIN) or not _XML.match(head) or _BESIDE.search(head[: at - len(_BEGIN)]):
        raise NotPlain
    letters = _columns(head)
    before: list[Cell] = [None] * _column(letters[0])
    rows: list[Row] = []
    last, width = 0, len(letters)
    for found in _matches(stream, head, at, _pattern(letters, styles)):
        number, cells = int(found[1]), _cells(found.groups(b"")[1:], shared)
        if number <= last or len(rows) * width > MOST_CELLS:
            raise NotPlain  # of too many, whoever looks at the whole of it says so
        last = number
        if cells.count("") < width:
            # A tuple of texts is soon none of the garbage collector's; a list it visits for good.
            rows.append((number, (*before, *cells)))
    return rows, len(before), len(before) + width - 1


def _matches(
    stream: IO[bytes], buffer: bytes, at: int, pattern: re.Pattern[bytes]
) -> Iterator[re.Match[bytes]]:
    """The rows one after the other, to the end of the sheet; little of it is in memory."""
    more = True
    while not buffer.startswith(_END, at):
        if found := pattern.match(buffer, at):
            at = found.end()
            yield found
        elif not more or len(buffer) - at > MEGABYTE:
            raise NotPlain
        else:
            following = stream.read(MEGABYTE)
            buffer, at, more = buffer[at:] + following, 0, bool(following)
    if _BESIDE.search(buffer[at + len(_END) :] + stream.read()):
        raise NotPlain


def _columns(head: bytes) -> list[str]:
    """The columns from the first to the last in which something stands, as far as the first rows
    show; a later row with another one is not taken by the pattern.
    """
    found = {match[1].decode() for match in _FULL.finditer(head)}
    if not found or any(len(letters) > 1 for letters in found):
        raise NotPlain
    first, last = _column(min(found)), _column(max(found))
    return list(LETTERS[first : last + 1])


def _column(letter: str) -> int:
    return LETTERS.index(letter)


def _pattern(letters: Iterable[str], styles: Collection[int]) -> re.Pattern[bytes]:
    """One row: its number, and of every column a text, the place of a shared one, or a number."""
    if 0 not in styles:
        raise NotPlain  # the style of a cell that names none
    as_number = "|".join(map(str, sorted(styles)))
    cell = (
        rb'(?:<c r="%s\1"(?:(?: s="[0-9]+")?(?:/>| t="inlineStr"><is>' + _BARE + rb"</is></c>"
        rb'| t="s"><v>([0-9]{1,9})</v></c>)'
        rb'|(?: s="(?:' + as_number.encode() + rb')")?(?: t="n")?><v>' + _NUMBER + rb"</v></c>))?+"
    )
    cells = b"".join(cell.replace(b"%s", letter.encode()) for letter in letters)
    return re.compile(
        rb'\s*<row r="([1-9][0-9]{0,6})"(?![^>]*hidden)[^>]*(?:/>|(?<!/)>' + cells + rb"</row>)"
    )


def _cells(found: Sequence[bytes], shared: Sequence[str]) -> list[Cell]:
    """What stands in a row; its texts are decoded together, between them a sign that none has."""
    texts, places, numbers = (found[at::_KINDS] for at in range(_KINDS))
    cells: list[Any] = _said(_BETWEEN.join(texts)).split(_PARTED)
    if any(places):
        for at, place in enumerate(places):
            if place:
                cells[at] = _shared(shared, int(place))
    if any(numbers):
        for at, number in enumerate(numbers):
            if number:
                cells[at] = float(number)
    return cells


def _said(text: bytes) -> str:
    said = text.decode()
    return _ENTITIES.sub(_sign, said) if "&" in said else said


def _sign(entity: re.Match[str]) -> str:
    if sign := _NAMED.get(entity[0]):
        return sign
    code = int(entity[0].strip("&#;"))
    if code <= ord(" ") or code == ord("_") or code > sys.maxunicode:
        raise NotPlain
    sign = chr(code)
    if "\ud800" <= sign <= "\udfff":
        raise NotPlain
    return sign


def _shared(texts: Sequence[str], place: int) -> str:
    if place >= len(texts):
        raise NotPlain
    return texts[place]
