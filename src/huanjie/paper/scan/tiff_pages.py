"""The pages of a TIFF by its own directories (TIFF 的各页), without decoding one: how large each
says it is, and whether the file breaks off between them.

Source: TIFF Revision 6.0, section 2. A page is a directory of twelve-byte entries, sorted by their
tags, and the place of the next directory; the last names none.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_WIDTH, _LENGTH = 256, 257
_FORMS: Final = {3: "H", 4: "I"}
"""How the two are written: a short or a long."""
_ENTRY: Final = 12


def tiff_points(raw: bytes) -> Iterator[int | None]:
    """Points of each page in order, 0 where it states none; at last None where the file names a
    directory that it does not hold, or one that it has named before.
    """
    order = "<" if raw.startswith(b"II") else ">"
    seen: set[int] = set()
    try:
        (place,) = struct.unpack_from(order + "I", raw, 4)
        while place and place not in seen:
            seen.add(place)
            (entries,) = struct.unpack_from(order + "H", raw, place)
            own = place + 2
            (place,) = struct.unpack_from(order + "I", raw, own + entries * _ENTRY)
            yield _points(raw, own, entries, order)
    except struct.error:
        yield None
        return
    if place:
        yield None


def _points(raw: bytes, start: int, entries: int, order: str) -> int:
    sides = {}
    for at in range(start, start + entries * _ENTRY, _ENTRY):
        tag, kind = struct.unpack_from(order + "HH", raw, at)
        if tag in (_WIDTH, _LENGTH) and kind in _FORMS:
            (sides[tag],) = struct.unpack_from(order + _FORMS[kind], raw, at + 8)
    return int(sides.get(_WIDTH, 0) * sides.get(_LENGTH, 0))
