"""What is posted of a roll after it was published (名单公布以后的公告): what was decided on the
objections, and who came and went. Names and results; never who objected, nor a reason.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.law.amounts import grouped
from huanjie.law.citation import Citation, on_paper
from huanjie.paper.blocks import Block, Heading, Names, Paragraph, Signature, Table
from huanjie.paper.nominee_papers import Occasion
from huanjie.paper.numerals import chinese_date
from huanjie.paper.poll_day import ruled
from huanjie.paper.word import Document

_DECISIONS: Final = "对名单异议的处理结果公告"
_SUPPLEMENT: Final = "名单补充公告"
_NUMBER: Final = "编号"


@dataclass(frozen=True, slots=True, kw_only=True)
class RollSince:
    """A published roll as it is now (公布以后的名单)."""

    published_on: datetime.date
    registered: int
    counted: str
    """whom that number counts (登记参加选举的)"""
    dated: datetime.date
    """of the last decision or change"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided on one objection (处理结果)."""

    number: int
    about: str
    """whom it is about; nothing where nobody is named"""
    kind: str
    result: str
    decided_on: str


def decisions_notice(
    occasion: Occasion,
    roll: RollSince,
    decided: tuple[Decided, ...],
    grounds: tuple[Citation, ...],
) -> Document:
    """对名单异议的处理结果公告, to be sealed and posted."""
    blocks: tuple[Block, ...] = (
        Paragraph(
            says=f"对{in_words(roll.published_on)}公布的名单提出的异议，处理结果公布如下。"
            f"{_now(roll)}"
        ),
        *ruled(*on_paper(grounds)),
        Table(
            head=(_NUMBER, "对谁", "异议", "结果", "决定日期"),
            rows=tuple(
                (str(each.number), each.about or "—", each.kind, each.result, each.decided_on)
                for each in decided
            ),
            right=frozenset({_NUMBER}),
        ),
        _sealed(occasion, roll),
    )
    return _notice(occasion, _DECISIONS, blocks)


def supplement_notice(
    occasion: Occasion, roll: RollSince, *, added: Names, struck: Names
) -> Document:
    """名单补充公告, to be sealed and posted: who was added, and who was struck off."""
    blocks = (
        Paragraph(says=f"{in_words(roll.published_on)}公布的名单有下列变动。{_now(roll)}"),
        *_people("增加", added),
        *_people("移出", struck),
        _sealed(occasion, roll),
    )
    return _notice(occasion, _SUPPLEMENT, blocks)


def _now(roll: RollSince) -> str:
    return f"{roll.counted}现为 {grouped(roll.registered)} 人。"


def _people(how: str, people: Names) -> Iterator[Block]:
    if people.names:
        yield Heading(says=f"{how}（{grouped(len(people.names))} 人）", level=2)
        yield people


def _sealed(occasion: Occasion, roll: RollSince) -> Signature:
    return Signature(lines=(f"{occasion.sealed_by}（盖章）", chinese_date(roll.dated)))


def _notice(occasion: Occasion, name: str, blocks: tuple[Block, ...]) -> Document:
    return Document(title=(occasion.name, name), blocks=blocks, author=occasion.place)
