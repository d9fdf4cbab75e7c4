"""Files that scanners and phones make (图像文件): each picture in them, in grey, or why it cannot
be read. A truncated file is refused, for half a picture looks like an empty half.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import pypdfium2 as pdfium

from huanjie.paper.scan.claimed_size import claimed_points
from huanjie.paper.scan.raster import Grey, decoded, halved, of_page
from huanjie.paper.scan.tiff_pages import tiff_points

MOST_PAGES: Final = 2000
"""Pages of one file."""
_MOST_POINTS: Final = 120_000_000
"""Points of one picture: a file of a few bytes may claim to be larger than any memory."""
_TOO_LARGE: Final = (
    f"图像太大，最多 {_MOST_POINTS // 1_000_000} 百万个点，请用 200 或者 300 dpi 扫描"
)
_NO_TIFF: Final = "读不出 TIFF 的这一页，请重新扫描，或者另存为 PDF、JPEG 再送来"
_PDF_DPI: Final = 200
"""Points an inch of a PDF's page that is no scanned picture, and so must be drawn."""
_POINT: Final = 72
"""Units of a PDF in an inch."""
_JPEG_END, _JPEG, _PNG, _PNG_END = b"\xff\xd9", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"IEND"
_PDF: Final = b"%PDF-"
_TIFF: Final = (b"II*\x00", b"MM\x00*")
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


@dataclass(frozen=True)
class Picture:
    """One picture of a file (一幅图像): how to decode it, or why it cannot be."""

    page: int
    raw: bytes = b""
    """a compressed image of its own; empty where `grey` is there already"""
    grey: Grey | None = None
    fault: str = ""

    def half(self) -> Grey | None:
        """The picture at half its size, which a JPEG decodes to at once."""
        if self.grey is not None:
            return halved(self.grey, 1)[0]
        return decoded(self.raw, cv2.IMREAD_REDUCED_GRAYSCALE_2)

    def whole(self) -> Grey | None:
        """The picture with all its points."""
        return self.grey if self.grey is not None else decoded(self.raw, cv2.IMREAD_GRAYSCALE)


def pictures_in(raw: bytes) -> Iterator[Picture]:
    """Every picture of a file, in order; a file that cannot be read is one picture with a fault."""
    if raw.startswith(_PDF) or _PDF in raw[:1024]:
        yield from _of_pdf(raw)
    elif raw.startswith(_TIFF):
        yield from _of_tiff(raw)
    else:
        yield _as_it_is(1, raw)


def _as_it_is(page: int, raw: bytes) -> Picture:
    """A compressed image of its own, or inside a PDF."""
    fault = _fault_of(raw)
    return Picture(page=page, fault=fault) if fault else Picture(page=page, raw=raw)


def _beyond(page: int) -> Picture:
    return Picture(page=page, fault=f"超过一个文件的 {MOST_PAGES} 页，没有读，请分开")


def _fault_of(raw: bytes) -> str:
    """Why a single image is not read; empty where nothing speaks against it."""
    if not raw:
        return "文件是空的，请重新扫描或者重新传送"
    if claimed_points(raw) > _MOST_POINTS:
        return _TOO_LARGE
    if raw.startswith(_JPEG):
        whole = _JPEG_END in raw[-4096:]
        return "" if whole else "图像不完整，文件在中间断了，请重新扫描或者重新传送"
    if raw.startswith(_PNG):
        return "" if _PNG_END in raw[-64:] else "图像不完整，文件在中间断了，请重新扫描或者重新传送"
    if any(kind in raw[:16] for kind in _HEIC):
        return "是 HEIC 图像，请在手机上另存为 JPEG 再送来"
    return (
        ""
        if decoded(raw, cv2.IMREAD_REDUCED_GRAYSCALE_8) is not None
        else "不是图像或者 PDF，请核对文件"
    )


def _of_tiff(raw: bytes) -> Iterator[Picture]:
    """Page by page, for a file of some kilobytes may hold more points than any memory."""
    for number, points in enumerate(tiff_points(raw), start=1):
        if number > MOST_PAGES:
            yield _beyond(number)
        elif points is not None and points > _MOST_POINTS:
            yield Picture(page=number, fault=_TOO_LARGE)
        else:
            # Where the file breaks off, what follows would be lost without a word.
            grey = None if points is None else _tiff_page(raw, number)
            yield Picture(page=number, grey=grey, fault="" if grey is not None else _NO_TIFF)


def _tiff_page(raw: bytes, number: int) -> Grey | None:
    try:
        read, pages = cv2.imdecodemulti(
            np.frombuffer(raw, np.uint8), cv2.IMREAD_GRAYSCALE, None, (number - 1, number)
        )
    except cv2.error:
        return None
    return pages[0] if read and pages else None


# PDF ---------------------------------------------------------------------------------------------


def _of_pdf(raw: bytes) -> Iterator[Picture]:
    try:
        document = pdfium.PdfDocument(raw)
        pages = len(document)
    except pdfium.PdfiumError:
        yield Picture(page=1, fault="打不开这个 PDF（损坏，或者有密码），请去掉密码或者重新扫描")
        return
    if not pages:
        yield Picture(page=1, fault="这个 PDF 没有一页，请重新扫描")
    for number in range(pages):
        if number >= MOST_PAGES:
            yield _beyond(number + 1)
        else:
            yield _of_page(document, number)
    document.close()


def _of_page(document: pdfium.PdfDocument, number: int) -> Picture:
    try:
        page = document[number]
        scanned = _only_image(page)
        if scanned:
            return _as_it_is(number + 1, scanned)
        width, height = page.get_size()
        if width * height * (_PDF_DPI / _POINT) ** 2 > _MOST_POINTS:
            return Picture(page=number + 1, fault="这一页太大，请用 200 或者 300 dpi 扫描")
        grey = of_page(page, dpi=_PDF_DPI)
        page.close()
    except pdfium.PdfiumError:
        return Picture(page=number + 1, fault="读不出 PDF 的这一页，请重新扫描")
    return Picture(page=number + 1, grey=grey)


def _only_image(page: pdfium.PdfPage) -> bytes:
    """The JPEG that is all there is on a scanner's page, without drawing it; else nothing."""
    objects = list(page.get_objects(max_depth=1))
    if len(objects) != 1 or page.get_rotation():
        return b""
    image = objects[0]
    if not isinstance(image, pdfium.PdfImage) or image.get_filters() != ["DCTDecode"]:
        return b""
    matrix = image.get_matrix()
    upright = matrix.a > 0 and matrix.d > 0 and not (matrix.b or matrix.c)
    return bytes(image.get_data(decode_simple=True)) if upright else b""
