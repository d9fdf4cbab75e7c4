"""Photographs of candidates (候选人照片): made anew from their points alone, so that nothing that a
phone wrote into the file (place, time, make) goes on; all of one shape and size.
"""

from __future__ import annotations

from typing import Final

import cv2

from huanjie.door.fault import BadInput
from huanjie.paper.scan.claimed_size import claimed_points
from huanjie.paper.scan.raster import as_jpeg, decoded

LARGEST: Final = 5 * 2**20
"""bytes of a file"""
WIDTH, HEIGHT = 360, 480
"""points of every photograph, three to four"""
_MOST_POINTS: Final = 60_000_000
"""points of a file that is opened at all"""
_LEAST: Final = 120
"""points of the shorter side; with fewer nobody is recognised on paper"""
_KEPT: Final = 2
"""half of a picture at least is kept: of one that is longer nobody knows where the face is"""
_QUALITY: Final = 88
"""of the JPEG"""
_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_ENDS: Final = (b"\xff\xd9", b"IEND")
_TAIL: Final = 4096
"""bytes at the end among which a whole file says that it ends"""


def portrait(raw: bytes) -> bytes:
    """A JPEG of one size from a JPEG or PNG, its middle kept. BadInput, at `photo`, where the file
    is neither, is too large, or cannot be read, where it is wider than high, and where more than
    half of it would be cut away.
    """
    if len(raw) > LARGEST:
        raise _bad(f"照片太大，最多 {LARGEST // 2**20} MB", "另存为小一些的 JPEG 再交")
    if not raw.startswith(_STARTS):
        raise _bad("照片不是 JPEG 或者 PNG", "另存为 JPEG 再交")
    if not any(end in raw[-_TAIL:] for end in _ENDS):
        raise _bad("照片不完整，文件在中间断了", "重新传送，或者换一张照片")
    if not 0 < claimed_points(raw) <= _MOST_POINTS:
        raise _bad("照片的尺寸读不出来，或者太大", "换一张照片，或者另存为 JPEG 再交")
    whole = decoded(raw, cv2.IMREAD_COLOR)
    if whole is None:
        raise _bad("照片读不出来，文件可能不完整", "重新传送，或者换一张照片")
    height, width = whole.shape[:2]
    if min(height, width) < _LEAST:
        raise _bad(f"照片太小，短边至少 {_LEAST} 个点", "换一张清楚的照片")
    wide = min(width, height * WIDTH // HEIGHT)
    high = min(height, width * HEIGHT // WIDTH)
    if width > height or wide * high * _KEPT < width * height:
        raise _bad(
            f"照片是 {width}×{height} 个点，不是竖的证件照，裁成三比四会裁掉人像",
            "换一张竖的证件照，或者先裁成宽三高四再交",
        )
    left, top = (width - wide) // 2, (height - high) // 2
    middle = whole[top : top + high, left : left + wide]
    small = cv2.resize(middle, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return as_jpeg(small, quality=_QUALITY)


def _bad(says: str, remedy: str) -> BadInput:
    return BadInput(says, at="photo", remedy=remedy)
