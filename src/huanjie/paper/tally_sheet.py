"""Tally sheets (计票单): one for every post, on which a teller writes what was counted.

The columns are those that the site asks for; two tellers fill in one sheet each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from huanjie.domain.election import Contest
from huanjie.paper import dress
from huanjie.paper.blocks import Block, Fields, Paragraph, Table
from huanjie.paper.poll_day import PART_VOID, PollDay, ruled, takes_write_ins
from huanjie.paper.post_sheets import post_sheets
from huanjie.paper.word import Document

_NAME: Final = "计票单"
_SHARES_MARKED: Final = (0.1, 0.34, 0.14, 0.14, 0.14, 0.14)
"""each column's share of the line: number, name, a column a mark, their sum"""
_SHARES_PARTS: Final = (0.1, 0.28, 0.12, 0.12, 0.12, 0.14, 0.12)
"""the same with a column for the parts that nobody can read"""
_SHARES_CHOSEN: Final = (0.12, 0.5, 0.38)
"""the same of number, name and votes"""
_SPARE_LINES: Final = 4
"""for people written in, whom nobody can number before"""
_LINES_WITHOUT_CANDIDATES: Final = 15
"""the same where nobody is printed"""
_ROW: Final = 8.5
"""millimetres"""


def tally_sheets(poll: PollDay) -> Document:
    """A sheet for every post, each on a page of its own."""
    return post_sheets(poll, _NAME, _sheet, leaf=dress.FORM)


def _sheet(poll: PollDay, contest: Contest) -> Iterator[Block]:
    yield Fields(
        rows=(
            (("职务", poll.post(contest)), ("应选名额", f"{contest.seats} 名")),
            (("投票日", poll.day),),
            (("票箱", ""), ("收回选票", "")),
            (("有效票", ""), ("无效票", "")),
        ),
        height=_ROW,
    )
    yield Paragraph(says="", form="small")
    if contest.candidates:
        yield _candidates(poll, contest)
    if takes_write_ins(contest) or not contest.candidates:
        yield _written_in(contest)
    yield from _checks(poll, contest)
    yield Paragraph(says="", form="small")
    yield Fields(
        rows=(
            (("计票人（签字）", ""), ("监票人（签字）", "")),
            (("监票人（签字）", ""), ("完成时间", "")),
        ),
        height=11,
    )


def _candidates(poll: PollDay, contest: Contest) -> Table:
    void = (PART_VOID,) if poll.voids_parts else ()
    marks = ("赞成", "反对", "弃权", *void, "合计") if poll.is_marked else ("得票",)
    head = ("序号", "候选人", *marks)
    return Table(
        head=head,
        rows=tuple(
            (str(number), each.name, *("" for _ in marks))
            for number, each in enumerate(contest.candidates, 1)
        ),
        shares=_shares(poll),
        centre=frozenset({"序号", *marks}),
        height=_ROW,
    )


def _shares(poll: PollDay) -> tuple[float, ...]:
    if poll.voids_parts:
        return _SHARES_PARTS
    return _SHARES_MARKED if poll.is_marked else _SHARES_CHOSEN


def _written_in(contest: Contest) -> Table:
    """Empty lines for people whom the papers name by hand."""
    lines = _SPARE_LINES if contest.candidates else _LINES_WITHOUT_CANDIDATES
    return Table(
        caption="另选他人（候选人以外的人）" if contest.candidates else "",
        head=("序号", "姓名", "得票"),
        rows=tuple((str(number), "", "") for number in range(1, lines + 1)),
        shares=_SHARES_CHOSEN,
        centre=frozenset({"序号", "得票"}),
        whole=True,
        height=_ROW,
    )


def _checks(poll: PollDay, contest: Contest) -> Iterator[Paragraph]:
    """The sums that must agree before anybody signs, and what the law says of the papers."""
    sums = ["有效票加无效票等于收回的选票"]
    if poll.is_marked and contest.candidates:
        void = f"、{PART_VOID}" if poll.voids_parts else ""
        sums.insert(0, f"每名候选人的赞成、反对、弃权{void}相加（合计）等于有效票")
    yield Paragraph(says=f"签字以前核对：{'；'.join(sums)}。", form="small")
    rules = (poll.pack.over_vote, poll.pack.illegible_part, poll.pack.ballot_total)
    for each in ruled(*(rule.citation for rule in rules if rule)):
        yield replace(each, form="small")
