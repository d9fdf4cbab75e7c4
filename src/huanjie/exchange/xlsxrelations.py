"""Which part of an .xlsx holds what (工作簿的各部分): its worksheets, shared texts and styles."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """One worksheet: its name, its part, and whether the spreadsheet hides it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The parts of a workbook; None where it has none."""

    sheets: tuple[SheetPart, ...]
    shared: str | None
    styles: str | None


def book_of(archive: zipfile.ZipFile) -> Book:
    """What the relations say; ValueError or an XML error where they cannot be followed."""
    book = _place(archive)
    folder, _, file = book.rpartition("/")
    relations = ElementTree.fromstring(archive.read(f"{folder}/_rels/{file}.rels".lstrip("/")))
    targets: dict[str, dict[str, str]] = {}
    for each in relations:
        kind = each.get("Type", "").rpartition("/")[2]
        part = _resolved(folder, each.get("Target", ""))
        targets.setdefault(kind, {})[each.get("Id", "")] = part
    return Book(
        sheets=tuple(_sheets(archive.read(book), targets.get("worksheet", {}))),
        shared=next(iter(targets.get("sharedStrings", {}).values()), None),
        styles=next(iter(targets.get("styles", {}).values()), None),
    )


def formats_of(styles: bytes) -> list[str | None]:
    """The number format of each style of cells (数字格式), by its number."""
    for each in ElementTree.fromstring(styles):
        if each.tag.endswith("}cellXfs"):
            return [style.get("numFmtId") for style in each]
    return []


def _sheets(book: bytes, targets: dict[str, str]) -> Iterator[SheetPart]:
    for each in ElementTree.fromstring(book).iter():
        if each.tag.endswith("}sheet"):
            key = next((value for name, value in each.items() if name.endswith("}id")), "")
            if key in targets:
                hidden = each.get("state", "visible") != "visible"
                yield SheetPart(name=each.get("name", ""), part=targets[key], hidden=hidden)


def _place(archive: zipfile.ZipFile) -> str:
    """The part that lists the sheets, wherever it stands."""
    for each in ElementTree.fromstring(archive.read("_rels/.rels")):
        if each.get("Type", "").endswith("/officeDocument"):
            return each.get("Target", "").lstrip("/")
    raise ValueError("no part is the workbook")


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
