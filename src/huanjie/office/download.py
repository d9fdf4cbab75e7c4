"""A file that is handed out (下载): of which kind it is, and under which name it is saved."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
CALENDAR: Final = "text/calendar; charset=utf-8"
CSV: Final = "text/csv; charset=utf-8"
JSON: Final = "application/json"
PDF: Final = "application/pdf"
WORD: Final = f"{_OFFICE}wordprocessingml.document"
WORKBOOK: Final = f"{_OFFICE}spreadsheetml.sheet"
ZIP: Final = "application/zip"


def download(raw: bytes | str, *, name: str, kind: str) -> HttpResponse:
    """A file, to be saved and not shown."""
    answer = HttpResponse(raw, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
