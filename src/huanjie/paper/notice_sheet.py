"""The sheet of notices (会议通知送达表): who was told of the meeting, how, when, and by whom as a
role, with room for a signature.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.domain.daywords import day_of_year
from huanjie.paper.blocks import Block, Heading, Paragraph, Table
from huanjie.paper.poll_day import PollDay, sealed
from huanjie.paper.word import Document

_NAME: Final = "会议通知送达表"
_HEAD: Final = ("编号", "姓名", "方式", "日期", "通知人", "签收")
_UNGROUPED: Final = "未分组"
_ROW: Final = 9.0
"""millimetres: room for a signature"""
_SIGNATURE: Final = "　" * 5
"""the width of one, by which the column keeps its room beside the longest role"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One elector (一人); nothing stands where nobody told them yet."""

    number: int
    name: str
    way: str
    told_by: str
    told_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGroup:
    """A group and its electors (小组)."""

    name: str
    lines: tuple[NoticeLine, ...]


def notice_sheet(poll: PollDay, groups: Sequence[NoticeGroup]) -> Document:
    """The whole sheet by group, under a seal."""
    return Document(
        title=(poll.name, _NAME),
        blocks=(*_blocks(poll, groups), sealed(poll)),
        author=poll.election.unit.name,
    )


def _blocks(poll: PollDay, groups: Sequence[NoticeGroup]) -> Iterator[Block]:
    people = sum(len(group.lines) for group in groups)
    told = sum(line.told_on is not None for group in groups for line in group.lines)
    yield Paragraph(says=f"投票日：{poll.day}。应通知 {people} 人，已通知 {told} 人。")
    for group in groups:
        yield Heading(says=group.name or _UNGROUPED)
        yield Table(
            head=_HEAD,
            rows=tuple(map(_row, group.lines)),
            right=frozenset({_HEAD[0]}),
            height=_ROW,
        )


def _row(line: NoticeLine) -> tuple[str, ...]:
    day = day_of_year(line.told_on) if line.told_on else ""
    return (str(line.number), line.name, line.way, day, line.told_by, _SIGNATURE)
