"""CODES.json (选票编号文件): the codes that were printed, so that a sheet is known as one of ours.

The codes stand in order, not as the sheets were printed: the file says nothing about any sheet.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from huanjie.door.cursor import Cursor

MOST_CODES: Final = 1_000_000


def read_codes(cursor: Cursor) -> frozenset[str]:
    """The codes that were printed."""
    cursor.only("codes")
    return frozenset(item.text() for item in cursor.get("codes").items())


def codes_as_json(codes: Collection[str]) -> dict[str, Any]:
    """The codes in order."""
    return {"codes": sorted(codes)}
