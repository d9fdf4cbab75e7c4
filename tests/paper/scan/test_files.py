"""Files of scanners and phones (图像文件): read in every usual form, and what cannot be read says
why in one sentence.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
import typst
from tests.paper.scan import test_papers
from tests.paper.scan.sheets import POST, Sheet, jpeg, kinds, png, read, read_all, says, sheet

from huanjie.domain.scanned import DoubtKind
from huanjie.paper.scan import pictures
from huanjie.paper.scan.claimed_size import claimed_points
from huanjie.paper.scan.pictures import pictures_in
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.tiff_pages import tiff_points

MARKS: Final = {"id-丁一": "approve", "id-于春": "oppose"}


@cache
def the_sheet() -> Sheet:
    return sheet().mark(0).mark(1, "oppose", hand="tick")


@cache
def grey() -> Grey:
    return the_sheet().at(150)


def encoded(kind: str, picture: Any) -> bytes:
    _, raw = cv2.imencode(kind, picture)
    return bytes(raw)


def pdf_of(jpegs: Sequence[bytes], *, turned: int = 0, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF as scanners make it: a JPEG a page."""
    document = pdfium.PdfDocument.new()
    for raw in jpegs:
        image = pdfium.PdfImage.new(document)
        image.load_jpeg(io.BytesIO(raw))
        image.set_matrix(pdfium.PdfMatrix().scale(*size))
        page = document.new_page(*size)
        page.insert_obj(image)
        page.gen_content()
        page.set_rotation(turned)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def tiff(*pages: Any) -> bytes:
    _, raw = cv2.imencodemulti(".tiff", list(pages))
    return bytes(raw)


def sideways() -> Grey:
    return np.ascontiguousarray(np.rot90(grey()))


def in_colour(ink: tuple[int, int, int]) -> Any:
    """The sheet with its pen in a colour (blue, green, red)."""
    empty = sheet().at(150)
    colour = cv2.cvtColor(empty, cv2.COLOR_GRAY2BGR)
    colour[empty.astype(int) - grey() > 30] = ink
    return colour


FORMS: Final[dict[str, Callable[[], bytes]]] = {
    "JPEG": lambda: jpeg(grey()),
    "PNG": lambda: png(grey()),
    "a PNG of sixteen bits": lambda: png(grey().astype(np.uint16) * 257),
    "a PNG of glass": lambda: png(np.dstack([*[grey()] * 3, np.full_like(grey(), 255)])),
    "TIFF": lambda: encoded(".tiff", grey()),
    "a TIFF of black and white": lambda: encoded(
        ".tiff", np.where(the_sheet().at(200) > 128, 255, 0).astype(np.uint8)
    ),
    "BMP": lambda: encoded(".bmp", grey()),
    "WebP": lambda: encoded(".webp", grey()),
    "a PDF": lambda: pdf_of([jpeg(grey())]),
    "a PDF whose page is turned": lambda: pdf_of([jpeg(sideways())], turned=90, size=(842, 595)),
    "a PDF upside down": lambda: pdf_of([jpeg(grey())], turned=180),
    "a colour JPEG": lambda: jpeg(cv2.cvtColor(grey(), cv2.COLOR_GRAY2BGR)),
    "a blue pen": lambda: jpeg(in_colour((190, 70, 40))),
    "a red pen": lambda: jpeg(in_colour((40, 40, 210))),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_usual_form_of_file_is_read(form: str) -> None:
    page = read(FORMS[form]())
    assert (says(page), page.marks) == ("", {POST: MARKS})


def test_a_marker_as_pale_as_paper_in_grey_is_never_taken_for_nothing_without_a_look() -> None:
    page = read(jpeg(in_colour((60, 200, 250))))
    assert page.doubts or page.marks == {POST: MARKS}


@pytest.mark.parametrize("make", [tiff, lambda *pages: pdf_of([jpeg(each) for each in pages])])
def test_a_file_of_several_pages_gives_each_with_its_number(make: Callable[..., bytes]) -> None:
    back = np.full_like(grey(), 250)
    other = sheet(code="2222333344445555").mark(3).at(150)
    pages = read_all(make(grey(), back, other))
    assert [each.page for each in pages] == [1, 2, 3]
    assert [kinds(each) for each in pages] == [set(), {"no-code"}, set()]
    assert [each.marks.get(POST) for each in pages] == [MARKS, None, {"id-王小雨": "approve"}]


# What cannot be read


def half(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def spoiled_inside(raw: bytes) -> bytes:
    middle = len(raw) // 2
    return raw[:middle] + b"\x01" * 400 + raw[middle + 400 :]


def locked() -> bytes:
    """A PDF that opens with a password alone."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"4 0 obj<</Filter/Standard/V 1/R 2/O(" + b"a" * 32 + b")/U(" + b"b" * 32 + b")/P -4>>"
        b"endobj\ntrailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[(" + b"c" * 16 + b")(" + b"c" * 16
    ) + b")]>>\n%%EOF"


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is so large."""

    def chunk(name: bytes, told: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + told))
        return struct.pack(">I", len(told)) + name + told + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def claiming_jpeg(width: int, height: int) -> bytes:
    """A JPEG whose header says it is so large."""
    return claimed_as(jpeg(np.zeros((8, 8), np.uint8)), width, height)


def claimed_as(raw: bytes, width: int, height: int) -> bytes:
    place = raw.index(b"\xff\xc0") + 5
    return raw[:place] + struct.pack(">HH", height, width) + raw[place + 4 :]


def claiming_tiff(raw: bytes, width: int, height: int) -> bytes:
    """The TIFF, its first page said to be so large."""
    said = bytearray(raw)
    start = int.from_bytes(raw[4:8], "little") + 2
    for at in range(start, start + 12 * int.from_bytes(raw[start - 2 : start], "little"), 12):
        tag = int.from_bytes(raw[at : at + 2], "little")
        if tag in (256, 257):
            side = width if tag == 256 else height
            said[at + 2 : at + 12] = struct.pack("<HII", 4, 1, side)
    return bytes(said)


CUT: Final = "图像不完整，文件在中间断了，请重新扫描或者重新传送"
SPOILED: Final = "图像已损坏，请重新扫描或者重新传送"
BROKEN: Final = "打不开这个 PDF（损坏，或者有密码），请去掉密码或者重新扫描"
UNREADABLE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "a JPEG cut off": (lambda: half(jpeg(grey())), CUT),
    "the first bytes of a JPEG": (lambda: jpeg(grey())[:12], CUT),
    "a PNG cut off": (lambda: half(png(grey())), CUT),
    "a PNG spoiled inside": (lambda: spoiled_inside(png(grey())), SPOILED),
    "a PNG that says it is larger than any": (lambda: claiming(12_000, 10_001), "图像太大"),
    "a PNG that says it is as large as may be": (lambda: claiming(12_000, 10_000), SPOILED),
    "a JPEG that says it is larger than any": (
        lambda: claiming_jpeg(60_000, 60_000),
        "图像太大",
    ),
    "a picture of one point": (lambda: png(np.zeros((1, 1), np.uint8)), SPOILED),
    "a TIFF cut off": (lambda: half(tiff(grey())), "读不出 TIFF 的这一页"),
    "the first bytes of a TIFF": (lambda: tiff(grey())[:6], "读不出 TIFF 的这一页"),
    "a TIFF that says it is larger than any": (
        lambda: claiming_tiff(tiff(grey()), 60_000, 60_000),
        "图像太大",
    ),
    "an empty file": (lambda: b"", "文件是空的"),
    "a text": (lambda: "名单在附件里。\n".encode() * 40, "不是图像或者 PDF"),
    "an archive": (lambda: b"PK\x03\x04" + bytes(200), "不是图像或者 PDF"),
    "a HEIC of a phone": (
        lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100),
        "请在手机上另存为 JPEG",
    ),
    "a PDF with a password": (locked, BROKEN),
    "a PDF cut off": (lambda: half(pdf_of([jpeg(grey())])), BROKEN),
    "a PDF of nothing": (lambda: b"%PDF-1.4\n%%EOF", BROKEN),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_is_one_page_that_says_why(what: str) -> None:
    make, why = UNREADABLE[what]
    (page,) = read_all(make())
    assert (kinds(page), page.page, page.code) == ({"unreadable"}, 1, None)
    assert why in says(page)


def test_a_jpeg_spoiled_inside_is_doubted() -> None:
    page = read(spoiled_inside(jpeg(the_sheet().at(200))))
    assert page.doubts or page.marks == {POST: MARKS}


def test_a_text_as_pdf_has_pages_without_a_code() -> None:
    notice = '#set page(paper: "a4")\n会议通知\n#pagebreak()\n第二页'.encode()
    pages = read_all(typst.compile(notice, format="pdf"))
    assert [(page.page, kinds(page)) for page in pages] == [(1, {"no-code"}), (2, {"no-code"})]


def test_a_page_of_a_pdf_that_is_too_large_is_said_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "_MOST_POINTS", 4_000_000)
    document = pdfium.PdfDocument.new()
    document.new_page(5000, 5000)
    document.new_page(300, 300)
    made = io.BytesIO()
    document.save(made)
    assert [each.fault for each in pictures_in(made.getvalue())] == [
        "这一页太大，请用 200 或者 300 dpi 扫描",
        "",
    ]


def test_the_pages_beyond_the_most_of_a_file_are_named_and_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "MOST_PAGES", 2)
    found = list(pictures_in(pdf_of([jpeg(grey()[:40, :40])] * 4)))
    assert [each.page for each in found] == [1, 2, 3, 4]
    assert [bool(each.fault) for each in found] == [False, False, True, True]
    assert "2 页" in found[3].fault


def test_every_kind_of_doubt_that_a_picture_can_give_is_met_here() -> None:
    """The others are of papers as a whole: tests/domain/test_scanned.py."""
    met = {kind for _, kind, _ in test_papers.WRONG.values()} | {"unreadable"}
    of_papers = {"not-issued", "code-twice", "page-missing", "other-picture"}
    assert met | of_papers == set(get_args(DoubtKind))
    told = (Path(__file__).parents[2] / "domain" / "test_scanned.py").read_text("utf-8")
    assert all(f'"{kind}"' in told for kind in of_papers)


def test_a_tiff_that_breaks_off_between_its_pages_loses_none_without_a_word() -> None:
    raw = tiff(grey()[:40, :40], grey()[:50, :40], grey()[:60, :40])
    last = list(directories(raw))[-1]
    found = list(pictures_in(raw[: last + 1]))
    assert [each.page for each in found] == [1, 2, 3]
    assert [each.grey is not None for each in found] == [True, True, False]
    assert found[2].fault == "读不出 TIFF 的这一页，请重新扫描，或者另存为 PDF、JPEG 再送来"


def test_a_tiff_whose_pages_go_in_a_circle_ends_with_a_fault() -> None:
    raw = tiff(grey()[:40, :40], grey()[:50, :40])
    first, second = directories(raw)
    end = second + 2 + 12 * int.from_bytes(raw[second : second + 2], "little")
    circle = raw[:end] + first.to_bytes(4, "little") + raw[end + 4 :]
    assert [bool(each.fault) for each in pictures_in(circle)] == [False, False, True]
    assert list(tiff_points(circle)) == [1600, 2000, None]


def test_the_pages_of_a_tiff_beyond_the_most_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PAGES", 1)
    found = list(pictures_in(tiff(grey()[:40, :40], grey()[:50, :40])))
    assert [(each.page, "1 页" in each.fault) for each in found] == [(1, False), (2, True)]


def directories(raw: bytes) -> Iterator[int]:
    """Where each page's directory stands in a TIFF whose first byte counts least."""
    place = int.from_bytes(raw[4:8], "little")
    while place:
        yield place
        end = place + 2 + 12 * int.from_bytes(raw[place : place + 2], "little")
        place = int.from_bytes(raw[end : end + 4], "little")


def test_a_jpeg_of_a_pdf_is_looked_at_as_any_other() -> None:
    whole = jpeg(grey())
    assert whole[-2:] == b"\xff\xd9"
    cut = pdf_of([whole]).replace(whole, whole[: len(whole) // 2].ljust(len(whole), b"\0"))
    large = pdf_of([whole]).replace(whole, claimed_as(whole, 60_000, 60_000))
    assert [each.fault for each in pictures_in(cut)] == [CUT]
    assert "图像太大" in next(pictures_in(large)).fault


@pytest.mark.parametrize("make", [jpeg, png])
def test_a_picture_says_how_large_it_is(make: Callable[[Any], bytes]) -> None:
    assert claimed_points(make(np.zeros((30, 70), np.uint8))) == 2100
    assert claimed_points(make(np.zeros((30, 70), np.uint8))[:15]) == 0
    assert claimed_points(b"BM" + bytes(60)) == 0
