"""Pages of the candidates in tests (候选人页): their addresses, and what they say."""

from __future__ import annotations

import io

import docx
from django.test import Client

from huanjie.office.planning.models import Election


def at(election: Election, rest: str = "") -> str:
    """The address of a page of the candidates."""
    return f"/elections/{election.pk}/candidates/{rest}"


def text_of(client: Client, address: str, status: int = 200) -> str:
    """What a page says, with this status."""
    page = client.get(address)
    assert page.status_code == status
    return page.content.decode()


def in_order(text: str, *words: str) -> bool:
    """Whether a text has these words in this order."""
    places = [text.index(word) for word in words]
    return places == sorted(places)


def words_of(client: Client, address: str) -> str:
    """Everything that a Word file says."""
    answer = client.get(address)
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])
