"""Polls to be put on paper (投票日的例子): so many candidates, by names that are short, long, of a
minority, or of rare characters. All of them are invented.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Final

import docx
from docx.document import Document as Docx

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import BallotStyle, Candidate, Contest, Election, Unit
from huanjie.law.shelf import load
from huanjie.paper.poll_day import PollDay
from huanjie.paper.word import Document

AT: Final = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)
DAY: Final = date(2026, 6, 28)
NAMES: Final = (
    "蓝健",
    "阿卜杜热合曼·吐尔逊",
    "喆堃玥",
    "钟翀昇",
    "珺祎赟",
    "欧阳文斌",
    "古丽米热·阿不都热依木",
    "雷建国",
    *(f"候选人{number}" for number in range(9, 21)),
)
"""twenty people, so many as any paper has"""


def election(
    *sizes: tuple[str, int, int],
    style: BallotStyle = "approve-oppose-abstain",
    write_ins: int | None = None,
) -> Election:
    """Contests by post, seats and number of candidates."""
    return Election(
        pack="villagers-committee",
        region=None,
        unit=Unit(code="330329001001", name="清水村"),
        polling_day=DAY,
        style=style,
        contests=tuple(
            Contest(
                post=Post(post),
                seats=seats,
                write_ins=write_ins,
                candidates=tuple(
                    Candidate(id=PersonId(f"p{n}"), name=name)
                    for n, name in enumerate(NAMES[:number])
                ),
            )
            for post, seats, number in sizes
        ),
    )


def poll(
    *sizes: tuple[str, int, int],
    body: str = "villagers-committee",
    region: str | None = None,
    style: BallotStyle = "approve-oppose-abstain",
    write_ins: int | None = None,
) -> PollDay:
    """A poll under the law in force on its day; of one post and three candidates by itself."""
    own = election(*sizes or (("chair", 1, 3),), style=style, write_ins=write_ins)
    return PollDay(election=own, pack=load(body, today=DAY, region=region))


def opened(document: Document) -> Docx:
    """The file as Word reads it."""
    return docx.Document(io.BytesIO(document.as_bytes(made_at=AT)))


def cells(document: Document) -> list[list[list[str]]]:
    """What stands in every row of every table; joined cells are said once."""
    return [
        [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]
        for table in opened(document).tables
    ]


def said(document: Document) -> str:
    """Every word of it, paragraph by paragraph and cell by cell."""
    tables = (text for rows in cells(document) for row in rows for text in row)
    return "\n".join([*(each.text for each in opened(document).paragraphs), *tables])
