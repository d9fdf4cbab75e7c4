"""A workbook as its reader sees it (读出 XLSX), for tests of what leaves the site."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

Row = dict[str, Any]


def rows_in(raw: bytes) -> list[Row]:
    """The rows of the one sheet, each by the heads."""
    head, *rows = openpyxl.load_workbook(io.BytesIO(raw)).active.values  # type: ignore[union-attr]
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]
