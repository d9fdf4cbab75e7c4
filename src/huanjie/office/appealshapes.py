"""What operations on appeals share (申诉接口共用的字段), whatever the appeal is against: a decision
on the roll, or a finding that bars somebody.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from huanjie.domain.due import Due
from huanjie.domain.rollchange import LONGEST_DOCUMENT
from huanjie.law.citation import Citation
from huanjie.office.endpoint import Day, In, Out


class AppealOut(Out):
    """How far an appeal is (申诉办到哪里)."""

    appeal_until: datetime.date | None = Field(title="可以申诉到哪一天")
    filed_on: datetime.date | None = Field(title="收到申诉的日期")
    late: bool = Field(title="是不是逾期")
    document: str = Field(title="决定书的名称和文号")
    decided_on: datetime.date | None = Field(title="决定日期")


class AppealIn(In):
    """An appeal (登记申诉)."""

    filed_on: Day = Field(title="收到申诉的日期", examples=["2026-06-08"])


Letter = Annotated[
    str, Field(min_length=1, max_length=LONGEST_DOCUMENT, title="决定书的名称和文号")
]


class LetterIn(In):
    """By which letter an appeal is decided (决定书)."""

    document: Letter


def articles_of(*dues: Due | None) -> tuple[Citation, ...]:
    """The articles that these days rest on, each once."""
    return tuple(dict.fromkeys(each for due in dues if due for each in due.grounds))
