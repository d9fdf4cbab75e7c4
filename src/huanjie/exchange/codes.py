"""CODES.json (选票编号文件): the codes that were printed, so that a sheet is known as one of ours.

The codes stand in order, not as the sheets were printed: the file says nothing about any sheet.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from huanjie.domain.ballotform import CODE_ALPHABET, CODE_SIGNS
from huanjie.door.cursor import Cursor
from huanjie.exchange.names import refuse_repeats

MOST_CODES: Final = 1_000_000
"""Codes of one file; more stand in several."""
_CODE: Final = re.compile(rf"[{CODE_ALPHABET}]{{{CODE_SIGNS}}}")


def read_codes(cursor: Cursor) -> frozenset[str]:
    """The codes that were printed."""
    cursor.only("codes")
    table = cursor.get("codes")
    items = list(table.items())
    if len(items) > MOST_CODES:
        table.refuse(f"编号多于 {MOST_CODES} 个", "分成几个文件")
    codes = [(item, _read_code(item)) for item in items]
    refuse_repeats(codes)
    return frozenset(code for _, code in codes)


def _read_code(item: Cursor) -> str:
    code = item.text()
    if not _CODE.fullmatch(code):
        item.refuse("不是选票编号", f"选票编号是 {CODE_SIGNS} 个数字或者大写字母，没有 I、L、O、U")
    return code


def codes_as_json(codes: Collection[str]) -> dict[str, Any]:
    """The codes in order."""
    return {"codes": sorted(codes)}
