"""Papers handed out as files (下载的文书): the one place where a paper becomes Word or PDF.

Both are made of the same blocks, so that what is posted reads alike whichever was printed.
"""

from __future__ import annotations

import datetime
from typing import Final, Literal

from django.http import HttpResponse

from huanjie.office import clock
from huanjie.office.download import PDF, WORD, download
from huanjie.office.planning.models import Election
from huanjie.paper.pdf import pdf_of
from huanjie.paper.word import Document

Form = Literal["docx", "pdf"]
"""What a paper is handed out as (文件格式)."""

AS_PDF: Final[dict[str, Form]] = {"form": "pdf"}
"""What an address says to the view of its Word file, to have the PDF."""


def paper_file(
    election: Election,
    paper: Document,
    *,
    name: str,
    form: Form = "docx",
    made_at: datetime.datetime | None = None,
) -> HttpResponse:
    """A paper of an election, to be saved; made now, where it has no day of its own.

    BadInput where a character of it cannot be drawn in a PDF.
    """
    at = made_at or clock.now()
    raw = pdf_of(paper, made_at=at) if form == "pdf" else paper.as_bytes(made_at=at)
    of = f"{election.unit_id}-{election.body}-{election.polling_day}"
    kind = PDF if form == "pdf" else WORD
    return download(raw, name=f"{name}-{of}.{form}", kind=kind)
