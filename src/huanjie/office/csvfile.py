"""A table as CSV (CSV 表格): as Excel reads it, and no cell that starts a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from huanjie.exchange.rolltemplate import harmless
from huanjie.office.download import CSV, download

_MARK = "\ufeff"
"""at the beginning of a file it lets Excel read it as UTF-8"""


def csv_text(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """The rows under their heads."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return target.getvalue()


def csv_file(heads: Sequence[str], rows: Iterable[Iterable[str]], *, name: str) -> HttpResponse:
    """The same as a file to download."""
    return download(_MARK + csv_text(heads, rows), name=f"{name}.csv", kind=CSV)
