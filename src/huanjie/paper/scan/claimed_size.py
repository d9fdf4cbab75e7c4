"""How large a picture says it is (图像自称的大小), without decoding it: a file of a few bytes may
claim more points than any memory holds.
"""

from __future__ import annotations

import struct
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The segments of a JPEG that state height and width."""
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xDA)})
"""Segments without a length."""


def claimed_points(raw: bytes) -> int:
    """Points of a PNG or JPEG by its own header; 0 where it states none, or is another file."""
    if raw.startswith(_PNG) and len(raw) >= 24:
        width, height = struct.unpack(">II", raw[16:24])
        return int(width * height)
    return _jpeg_points(raw) if raw.startswith(_JPEG) else 0


def _jpeg_points(raw: bytes) -> int:
    place = 2
    while place + 9 <= len(raw) and raw[place] == 0xFF:
        kind = raw[place + 1]
        if kind in _FRAMES:
            height, width = struct.unpack(">HH", raw[place + 5 : place + 9])
            return int(width * height)
        if kind == 0xFF:
            place += 1
        elif kind in _ALONE:
            place += 2
        else:
            (length,) = struct.unpack(">H", raw[place + 2 : place + 4])
            place += 2 + length
    return 0
